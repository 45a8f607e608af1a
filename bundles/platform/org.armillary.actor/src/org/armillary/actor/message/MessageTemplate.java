package org.armillary.actor.message;

import java.util.List;
import java.util.Optional;

/**
 * A kind of message: an identity and texts with numbered placeholders. Each bundle keeps its templates in one enum that
 * implements this interface:
 *
 * <pre>{@code
 * enum FitsMessage implements MessageTemplate {
 *     TRUNCATED("fits.truncated", "{0}: the header promises {1} bytes, the file has {2} bytes",
 *             "Copy the file again from its source.");
 *     …
 * }
 * throw new DataException(FitsMessage.TRUNCATED.with(file, expectedBytes, foundBytes));
 * }</pre>
 *
 * <p>Placeholders are {@code {0}}, {@code {1}} … and are replaced by {@link String#valueOf(Object)}, without any
 * locale-dependent formatting of numbers; a placeholder may occur more than once. Remedies may hold placeholders too.
 */
public interface MessageTemplate {

	/** Identity and texts, with placeholders. */
	MessageText text();

	/** The identity that {@link Message#id()} gets. */
	default String id() {
		return text().id();
	}

	/** The sentence, with placeholders. */
	default String summary() {
		return text().summary();
	}

	/** The remedies, with placeholders; most promising first. */
	default List<String> remedies() {
		return text().remedies();
	}

	/** Returns the message with its placeholders replaced by {@code values}. */
	default Message with(Object... values) {
		return new Message(id(), Placeholders.fill(summary(), values), Optional.empty(),
				remedies().stream().map(remedy -> Placeholders.fill(remedy, values)).toList());
	}
}
