package org.armillary.engine;

import java.util.List;

import org.armillary.actor.message.HasMessage;
import org.armillary.actor.message.Message;
import org.jspecify.annotations.Nullable;

/** A run that was refused before any job started; nothing was written. */
public final class RefusedException extends Exception implements HasMessage {

	private static final long serialVersionUID = 1L;

	/** Why a run is refused. */
	public enum Kind {
		/** The workflow, a parameter, an input file or the output folder is bad. */
		INVALID,
		/** No file was selected, or what was selected is incomplete. */
		NOTHING_SELECTED,
		/** It was cancelled while it was being planned. */
		CANCELLED
	}

	private final Kind kind;
	private final transient List<Message> messages;

	/** Makes a refusal; there is at least one message. */
	public RefusedException(Kind kind, List<Message> messages, @Nullable Throwable cause) {
		super(messages.getFirst().summary(), cause);
		this.kind = kind;
		this.messages = List.copyOf(messages);
	}

	/** Makes a refusal for one reason. */
	public RefusedException(Message message) {
		this(Kind.INVALID, List.of(message), null);
	}

	/** Why the run is refused. */
	public Kind kind() {
		return kind;
	}

	/** Everything that is wrong. */
	public List<Message> messages() {
		return messages;
	}

	@Override
	public Message explanation() {
		return messages.getFirst();
	}
}
