package org.armillary.engine.store;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.armillary.engine.JobReport;
import org.armillary.engine.json.JobJson;
import org.armillary.engine.json.JsonFormatException;
import org.armillary.engine.json.JsonText;

/** Reports as they stand in the files of the results. */
final class ReportBytes {

	private ReportBytes() {
	}

	/** Writes a report; products are named relative to the store. */
	static byte[] of(JobReport report, Path store) {
		return (JsonText.of(JobJson.of(report, store)) + "\n").getBytes(StandardCharsets.UTF_8);
	}

	/** Reads a report. */
	static JobReport report(byte[] text, Path store) throws JsonFormatException {
		return JsonText.read(new String(text, StandardCharsets.UTF_8), "the result of a job",
				object -> JobJson.report(object, store));
	}
}
