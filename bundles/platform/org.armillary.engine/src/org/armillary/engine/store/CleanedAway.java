package org.armillary.engine.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;

import org.armillary.engine.JobReport;

/** Results of which products were cleaned away to save space: a circumstance of the result says so, with the time. */
final class CleanedAway {

	private static final String CIRCUMSTANCE = "cleaned";

	private CleanedAway() {
	}

	/** The result, saying that products of it were cleaned away. */
	static JobReport note(JobReport report, Instant when) {
		var circumstances = new LinkedHashMap<>(report.circumstances());
		circumstances.put(CIRCUMSTANCE, when.truncatedTo(ChronoUnit.SECONDS).toString());
		return new JobReport(report.run(), report.actor(), report.key(), report.result(), report.products(),
				report.ended(), circumstances, report.facts());
	}

	/** Whether products of a result were cleaned away since it was made. */
	static boolean isNoted(JobReport report) {
		return report.circumstances().containsKey(CIRCUMSTANCE);
	}
}
