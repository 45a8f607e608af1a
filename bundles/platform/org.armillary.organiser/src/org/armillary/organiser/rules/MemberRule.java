package org.armillary.organiser.rules;

import java.util.Optional;

import org.armillary.workflow.condition.Condition;

/**
 * What a dataset must have of one category.
 *
 * @param category
 *            the category
 * @param each
 *            name of a quantity for each value of which the numbers hold; empty where they hold for all together
 * @param min
 *            fewest members with which the dataset can be reduced; 0 for optional ones
 * @param max
 *            most members; {@link Integer#MAX_VALUE} for any number
 * @param plan
 *            how many the calibration plan has; 0 where it does not say
 * @param skip
 *            condition of members that belong to the dataset but are not reduced, such as acquisition frames; they do not count
 * @param skipReason
 *            why they are not; empty where there is no such condition
 * @param line
 *            where it stands
 */
public record MemberRule(String category, Optional<String> each, int min, int max, int plan, Optional<Condition> skip,
		String skipReason, RuleLine line) {

	/** Takes a reason with or without a period at its end. */
	public MemberRule {
		skipReason = Sentences.withoutPeriod(skipReason);
	}
}
