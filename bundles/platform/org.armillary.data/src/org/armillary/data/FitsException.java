package org.armillary.data;

import java.io.IOException;

import org.armillary.actor.message.HasMessage;
import org.armillary.actor.message.Message;
import org.jspecify.annotations.Nullable;

/** A file that cannot be read or written, or does not hold what was asked of it. */
public final class FitsException extends IOException implements HasMessage {

	private static final long serialVersionUID = 1L;

	private final transient Message explanation;

	/** Makes an exception that tells {@code explanation}. */
	public FitsException(Message explanation) {
		this(explanation, null);
	}

	/** Makes an exception that tells {@code explanation}, with the exception behind it. */
	public FitsException(Message explanation, @Nullable Throwable cause) {
		super(explanation.summary(), cause);
		this.explanation = explanation;
	}

	@Override
	public Message explanation() {
		return explanation;
	}

	@Override
	public boolean isResourceFailure() {
		return explanation.id().equals(FitsMessage.UNWRITABLE.id())
				|| explanation.id().equals(FitsMessage.UNREADABLE.id())
				|| explanation.id().equals(FitsMessage.DISK_FULL.id());
	}
}
