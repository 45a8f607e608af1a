package org.armillary.bench;

import java.util.Optional;

/**
 * One line of the table.
 *
 * @param what
 *            what was measured of ours
 * @param ours
 *            our times
 * @param beside
 *            what a user would run instead; empty where the figure stands alone
 * @param theirs
 *            its times
 * @param figure
 *            the number to judge; NaN where there is none
 * @param unit
 *            its unit; empty for a ratio of times
 * @param target
 *            what it must reach
 * @param remark
 *            what keeps the line from being complete, or how it was measured; often empty
 */
record Line(String what, Optional<Samples> ours, String beside, Optional<Samples> theirs, double figure, String unit,
		Optional<Target> target, String remark) {

	/** A figure of ours alone. */
	static Line figure(String what, Samples ours, double figure, String unit) {
		return new Line(what, Optional.of(ours), "", Optional.empty(), figure, unit, Optional.empty(), "");
	}

	/** A figure of ours that is no time. */
	static Line figure(String what, double figure, String unit) {
		return new Line(what, Optional.empty(), "", Optional.empty(), figure, unit, Optional.empty(), "");
	}

	/** Our time divided by theirs. */
	static Line timeRatio(String what, Samples ours, String beside, Samples theirs) {
		return new Line(what, Optional.of(ours), beside, Optional.of(theirs), ours.median() / theirs.median(), "",
				Optional.empty(), "");
	}

	/** How many times faster than theirs ours is; {@code perUnit} is our work divided by theirs. */
	static Line speedRatio(String what, Samples ours, String beside, Samples theirs, double perUnit) {
		return new Line(what, Optional.of(ours), beside, Optional.of(theirs),
				theirs.median() / ours.median() * perUnit, "", Optional.empty(), "");
	}

	/** A line that could not be measured, and why. */
	static Line missing(String what, String beside, String why) {
		return new Line(what, Optional.empty(), beside, Optional.empty(), Double.NaN, "", Optional.empty(), why);
	}

	Line must(Target aim) {
		return new Line(what, ours, beside, theirs, figure, unit, Optional.of(aim), remark);
	}

	Line remark(String text) {
		return new Line(what, ours, beside, theirs, figure, unit, target, text);
	}

	/** Whether a target stands here and is not reached. */
	boolean isMissed() {
		return target.isPresent() && !target.get().isMet(figure);
	}
}
