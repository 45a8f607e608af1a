package org.armillary.workflow.condition;

import java.util.List;

/**
 * Why a condition holds or does not.
 *
 * @param holds
 *            whether it holds
 * @param reasons
 *            the comparisons that decided, with the values found, in the order of the text:
 *            {@code [ESO INS GRAT1 NAME] is H, expected K}
 */
public record Explanation(boolean holds, List<String> reasons) {

	/** Copies the list. */
	public Explanation {
		reasons = List.copyOf(reasons);
	}

	/** All reasons in one line. */
	public String text() {
		return String.join("; ", reasons);
	}
}
