package org.armillary.actor.provider;

import org.armillary.actor.message.HasMessage;
import org.armillary.actor.message.Message;

/** An actor that cannot be described: its class or its descriptor breaks a rule of this interface. */
public final class DescriptionException extends Exception implements HasMessage {

	private static final long serialVersionUID = 1L;

	private final transient Message explanation;

	/**
	 * Makes one.
	 *
	 * @param subject
	 *            class name or actor id
	 * @param problem
	 *            what is wrong, with the remedy for its author
	 */
	public DescriptionException(String subject, String problem) {
		super(subject + ": " + problem);
		explanation = ActorMessage.DESCRIPTION.with(subject, problem);
	}

	@Override
	public Message explanation() {
		return explanation;
	}
}
