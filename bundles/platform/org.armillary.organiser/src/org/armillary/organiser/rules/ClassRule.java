package org.armillary.organiser.rules;

import org.armillary.workflow.condition.Condition;

/**
 * Says which files have a category.
 *
 * @param category
 *            the category, such as {@code FLAT_ON}
 * @param when
 *            condition on the header
 * @param help
 *            what such files are
 * @param line
 *            where it stands
 */
public record ClassRule(String category, Condition when, String help, RuleLine line) {
}
