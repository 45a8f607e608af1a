package org.armillary.engine.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.armillary.engine.JobKey;
import org.armillary.engine.JobReport;
import org.armillary.engine.KeyPart;

/**
 * Size of what jobs work on. A report does not say it, but its key names the digests of its inputs, and whoever made
 * the key asked for these digests before, in this process. It is kept among the circumstances of the result.
 */
final class InputBytes {

	private static final String CIRCUMSTANCE = "inputBytes";

	private final Map<String, Long> sizes = new ConcurrentHashMap<>();

	/** Remembers how large a file with this digest is, bytes. */
	void learn(String digest, long bytes) {
		sizes.put(digest, bytes);
	}

	/** The report, saying how large its inputs were, where that is known. */
	JobReport note(JobReport report) {
		if (report.circumstances().containsKey(CIRCUMSTANCE)) {
			return report;
		}
		long sum = sum(report.key());
		if (sum == 0) {
			return report;
		}
		var circumstances = new LinkedHashMap<>(report.circumstances());
		circumstances.put(CIRCUMSTANCE, Long.toString(sum));
		return new JobReport(report.run(), report.actor(), report.key(), report.result(), report.products(),
				report.ended(), circumstances, report.facts());
	}

	/** The value of an input begins with its digest; the category follows after a blank. */
	private long sum(JobKey key) {
		return key.parts().stream().filter(part -> part.kind() == KeyPart.Kind.INPUT)
				.mapToLong(part -> sizes.getOrDefault(part.value().split(" ", 2)[0], 0L)).sum();
	}

	/** What a report says of the size of its inputs, bytes; 0 for nothing. */
	static long of(JobReport report) {
		String text = report.circumstances().getOrDefault(CIRCUMSTANCE, "");
		return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
	}
}
