package org.armillary.report;

import java.io.IOException;

import org.armillary.actor.message.HasMessage;
import org.armillary.actor.message.Message;

/** A report cannot be written. */
public final class ReportException extends IOException implements HasMessage {

	private static final long serialVersionUID = 1L;

	private final transient Message explanation;

	ReportException(Message explanation) {
		super(explanation.summary());
		this.explanation = explanation;
	}

	ReportException(Message explanation, Throwable cause) {
		super(explanation.summary(), cause);
		this.explanation = explanation;
	}

	@Override
	public Message explanation() {
		return explanation;
	}
}
