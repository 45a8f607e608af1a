package org.armillary.organiser.rules;

import java.util.List;

/**
 * A setting of a rule file, which conditions and quantities name {@code $name}.
 *
 * @param name
 *            its name
 * @param value
 *            its value as text
 * @param choices
 *            the values that it may have; empty for any
 * @param help
 *            what it is for
 * @param line
 *            where it stands
 */
public record RuleParameter(String name, String value, List<String> choices, String help, RuleLine line) {

	/** Copies the list. */
	public RuleParameter {
		choices = List.copyOf(choices);
	}
}
