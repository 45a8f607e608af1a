package org.armillary.organiser.rules;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A step of the ladder by which candidates are judged. A candidate has the first level whose conditions it meets.
 *
 * @param number
 *            below 0 better than the calibration plan, 0 the plan, 1 good, 2 probably acceptable, 3 and above risky
 * @param before
 *            how much earlier than the dataset the candidate may begin, days; empty for any time
 * @param after
 *            how much later it may begin, days; empty for any time
 * @param match
 *            in what else the two must agree
 * @param line
 *            where it stands
 */
public record Level(int number, OptionalDouble before, OptionalDouble after, List<Match> match, RuleLine line) {

	/** Copies the list. */
	public Level {
		match = List.copyOf(match);
	}

	/** What the number means. */
	public String words() {
		return switch (number) {
		case 0 -> "calibration plan";
		case 1 -> "good";
		case 2 -> "probably acceptable";
		default -> number < 0 ? "better than the plan" : "risky";
		};
	}
}
