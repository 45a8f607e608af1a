package org.armillary.organiser.rules;

import java.util.Optional;

import org.armillary.workflow.condition.Condition;

/**
 * Something that must hold for a file, told where it does not.
 *
 * @param name
 *            its name
 * @param when
 *            condition under which it is tested; empty for always
 * @param require
 *            what must hold
 * @param says
 *            what is told
 * @param remedy
 *            what to do
 * @param line
 *            where it stands
 */
public record CheckRule(String name, Optional<Condition> when, Condition require, String says, String remedy,
		RuleLine line) {

	/** Takes a sentence with or without the period at its end. */
	public CheckRule {
		says = Sentences.withoutPeriod(says);
	}
}
