package org.armillary.bench;

import java.util.List;

/**
 * What came of a row.
 *
 * @param name
 *            of the row
 * @param title
 *            of the row
 * @param lines
 *            what was measured
 * @param failure
 *            why nothing was; empty where it was
 */
record Result(String name, String title, List<Line> lines, String failure) {

	/** Whether the row reached all its targets. */
	boolean isGood() {
		return failure.isEmpty() && lines.stream().noneMatch(Line::isMissed);
	}
}
