package org.armillary.organiser.scan;

import java.io.IOException;

import org.armillary.actor.message.HasMessage;
import org.armillary.actor.message.Message;
import org.jspecify.annotations.Nullable;

/** Headers that cannot be scanned, exported or imported at all. */
public final class ScanException extends IOException implements HasMessage {

	private static final long serialVersionUID = 1L;

	private final transient Message explanation;

	/** Makes an exception that tells {@code explanation}. */
	public ScanException(Message explanation, @Nullable Throwable cause) {
		super(explanation.summary(), cause);
		this.explanation = explanation;
	}

	@Override
	public Message explanation() {
		return explanation;
	}
}
