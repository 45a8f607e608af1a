package org.armillary.actor.message;

import java.util.List;

/**
 * The texts of a kind of message, with placeholders {@code {0}}, {@code {1}} ….
 *
 * @param id
 *            the identity that {@link Message#id()} gets
 * @param summary
 *            one sentence with the values found and expected
 * @param remedies
 *            what the user can do, most promising first
 */
public record MessageText(String id, String summary, List<String> remedies) {

	/** Copies the list. */
	public MessageText {
		remedies = List.copyOf(remedies);
	}
}
