package org.armillary.organiser.rules;

import java.util.List;
import java.util.Optional;

import org.armillary.workflow.condition.Condition;

/**
 * Something computed from a header that rules speak of by name: {@code band}, {@code angle}, {@code night}.
 *
 * @param name
 *            its name
 * @param alternatives
 *            expressions, of which the first counts whose condition holds and that has a value
 * @param unit
 *            its unit; empty for none
 * @param help
 *            what it is
 * @param line
 *            where it stands
 */
public record Quantity(String name, List<Alternative> alternatives, String unit, String help, RuleLine line) {

	/**
	 * An expression with the condition under which it counts.
	 *
	 * @param when
	 *            the condition; empty for always
	 * @param expression
	 *            the expression
	 */
	public record Alternative(Optional<Condition> when, Expression expression) {
	}

	/** Copies the list. */
	public Quantity {
		alternatives = List.copyOf(alternatives);
	}

	/** Whether it may have many values in one header, because a keyword with {@code #} is in it. */
	public boolean isManyValued() {
		return alternatives.stream().anyMatch(alternative -> alternative.expression().isManyValued());
	}
}
