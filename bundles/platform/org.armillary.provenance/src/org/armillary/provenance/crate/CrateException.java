package org.armillary.provenance.crate;

import java.io.IOException;
import java.util.List;

import org.armillary.actor.message.HasMessage;
import org.armillary.actor.message.Message;
import org.jspecify.annotations.Nullable;

/** A crate that cannot be made, or not be read. */
public final class CrateException extends IOException implements HasMessage {

	private static final long serialVersionUID = 1L;

	private final transient List<Message> messages;

	CrateException(Message message) {
		this(List.of(message), null);
	}

	CrateException(Message message, @Nullable Throwable cause) {
		this(List.of(message), cause);
	}

	CrateException(List<Message> messages, @Nullable Throwable cause) {
		super(messages.getFirst().summary(), cause);
		this.messages = List.copyOf(messages);
	}

	@Override
	public Message explanation() {
		return messages.getFirst();
	}

	/** All that is wrong; the first tells the most. */
	public List<Message> messages() {
		return messages;
	}
}
