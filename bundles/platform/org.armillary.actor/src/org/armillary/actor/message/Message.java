package org.armillary.actor.message;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a user is told when something is wrong: one summary that names the file, keyword, pixel, node or parameter with
 * the value found and the value expected, and what to do about it.
 *
 * <p>Programs and tests look at {@link #id()}, people read the rest. Messages are made from a {@link MessageTemplate}, so
 * that every text a bundle can say stands in one place.
 *
 * @param id
 *            stable identity of this kind of message, lower-case words with a leading area, such as
 *            {@code fits.truncated}
 * @param summary
 *            one sentence with file, keyword or pixel, the value found and the value expected with its unit; no trailing
 *            line break
 * @param detail
 *            further lines, for example the underlying system error
 * @param remedies
 *            what the user can do, most promising first; each an imperative sentence
 */
public record Message(String id, String summary, Optional<String> detail, List<String> remedies) {

	/** Checks that nothing is null and copies the list. */
	public Message {
		Objects.requireNonNull(id, "id");
		Objects.requireNonNull(summary, "summary");
		Objects.requireNonNull(detail, "detail");
		remedies = List.copyOf(remedies);
	}

	/** Returns this message with {@code text} as its detail; a null or blank text leaves it as it is. */
	public Message withDetail(String text) {
		return text == null || text.isBlank() ? this : new Message(id, summary, Optional.of(text.strip()), remedies);
	}

	/** Returns the message as a user reads it: summary, indented detail, one line for each remedy. */
	public String text() {
		var text = new StringBuilder(summary);
		detail.ifPresent(lines -> text.append("\n  ").append(lines.replace("\n", "\n  ")));
		remedies.forEach(remedy -> text.append("\n  remedy: ").append(remedy));
		return text.toString();
	}
}
