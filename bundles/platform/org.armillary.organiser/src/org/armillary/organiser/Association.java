package org.armillary.organiser;

import java.util.List;

import org.armillary.organiser.rules.Need;

/**
 * What was chosen for a need of a dataset.
 *
 * @param need
 *            the need
 * @param wanted
 *            whether the need's condition holds for the dataset; nothing is chosen otherwise
 * @param choices
 *            the chosen ones, best first; at most the need's {@code max}
 */
public record Association(Need need, boolean wanted, List<Choice> choices) {

	/** Copies the list. */
	public Association {
		choices = List.copyOf(choices);
	}

	/** Whether there is what the dataset cannot do without. */
	public boolean satisfied() {
		return !wanted || choices.size() >= need.min();
	}
}
