package org.armillary.actor;

import org.armillary.actor.message.HasMessage;
import org.armillary.actor.message.Message;
import org.jspecify.annotations.Nullable;

/** A job that failed: what kind of failure, which decides about retries, and what the user is told. */
public final class ActorException extends Exception implements HasMessage {

	private static final long serialVersionUID = 1L;

	/** Kinds of failure. */
	public enum Kind {
		/** The user asked for something impossible: a parameter, a combination of inputs. Never retried. */
		USER,
		/** The data are not what they should be. Never retried. */
		DATA,
		/** Something outside failed that may work a moment later. Retried with growing delays. */
		TRANSIENT,
		/** Memory, disk or time did not suffice. Retried with more where there is more. */
		RESOURCE,
		/** A defect of the actor. Never retried. */
		BUG
	}

	private final Kind kind;
	private final transient Message explanation;

	/** Makes a failure. */
	public ActorException(Kind kind, Message explanation) {
		this(kind, explanation, null);
	}

	/** Makes a failure with the exception behind it. */
	public ActorException(Kind kind, Message explanation, @Nullable Throwable cause) {
		super(explanation.summary(), cause);
		this.kind = kind;
		this.explanation = explanation;
	}

	/** The kind of failure. */
	public Kind kind() {
		return kind;
	}

	@Override
	public Message explanation() {
		return explanation;
	}
}
