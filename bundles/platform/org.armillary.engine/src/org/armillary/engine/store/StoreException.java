package org.armillary.engine.store;

import java.io.IOException;

import org.armillary.actor.message.HasMessage;
import org.armillary.actor.message.Message;
import org.armillary.engine.RunMessage;
import org.jspecify.annotations.Nullable;

/** A store that cannot be used, or not for what was asked. */
public final class StoreException extends IOException implements HasMessage {

	private static final long serialVersionUID = 1L;

	private final transient Message explanation;

	/** Makes an exception that tells {@code explanation}, with the exception behind it. */
	public StoreException(Message explanation, @Nullable Throwable cause) {
		super(explanation.summary(), cause);
		this.explanation = explanation;
	}

	@Override
	public Message explanation() {
		return explanation;
	}

	@Override
	public boolean isResourceFailure() {
		return !explanation.id().equals(RunMessage.STORE_FILE_CHANGES.id());
	}
}
