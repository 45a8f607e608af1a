package org.armillary.report;

import java.time.Instant;
import java.util.OptionalLong;

import org.armillary.engine.quality.LimitSet;

/**
 * How a report is written.
 *
 * @param version
 *            version of the product that writes it
 * @param written
 *            when it is written
 * @param limits
 *            what quality-control values should be
 * @param memoryBytes
 *            most memory that the jobs at work could declare together, bytes; empty where that is not known
 * @param previews
 *            whether products are shown as pictures
 * @param previewBytes
 *            most bytes of all pictures together, as they stand in the page
 */
public record ReportOptions(String version, Instant written, LimitSet limits, OptionalLong memoryBytes,
		boolean previews, long previewBytes) {

	private static final long USUAL_PREVIEW_BYTES = 20_000_000;

	/** With pictures of the usual size, without limits. */
	public static ReportOptions of(String version, Instant written) {
		return new ReportOptions(version, written, LimitSet.NONE, OptionalLong.empty(), true, USUAL_PREVIEW_BYTES);
	}

	/** With other limits. */
	public ReportOptions withLimits(LimitSet others) {
		return new ReportOptions(version, written, others, memoryBytes, previews, previewBytes);
	}

	/** With another limit of memory, bytes. */
	public ReportOptions withMemory(long bytes) {
		return new ReportOptions(version, written, limits, OptionalLong.of(bytes), previews, previewBytes);
	}

	/** Without pictures. */
	public ReportOptions withoutPreviews() {
		return new ReportOptions(version, written, limits, memoryBytes, false, previewBytes);
	}
}
