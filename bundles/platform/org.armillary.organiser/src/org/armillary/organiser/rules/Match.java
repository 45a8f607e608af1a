package org.armillary.organiser.rules;

import java.util.OptionalDouble;

/**
 * Asks that two datasets agree in a quantity: each value that the members of the first have, some member of the other has too,
 * or one that is near. Two datasets of which neither has a value agree.
 *
 * @param quantity
 *            name of the quantity
 * @param within
 *            greatest difference of numbers; empty where values must be equal
 * @param period
 *            what is added without a change, such as 360 for angles; empty for none
 * @param raw
 *            whether only candidates of raw frames are compared; masters then agree always
 * @param line
 *            where it stands
 */
public record Match(String quantity, OptionalDouble within, OptionalDouble period, boolean raw, RuleLine line) {

	/** A match of all candidates, raw or master. */
	public Match(String quantity, OptionalDouble within, OptionalDouble period, RuleLine line) {
		this(quantity, within, period, false, line);
	}
}
