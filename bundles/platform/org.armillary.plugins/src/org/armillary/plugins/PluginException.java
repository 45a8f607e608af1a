package org.armillary.plugins;

import org.armillary.actor.message.HasMessage;
import org.armillary.actor.message.Message;
import org.jspecify.annotations.Nullable;

/** A plug-in, or an actor of one, that cannot be used; carries what the user is told. */
final class PluginException extends Exception implements HasMessage {

	private static final long serialVersionUID = 1L;

	private final transient Message explanation;

	PluginException(Message explanation, @Nullable Throwable cause) {
		super(explanation.summary(), cause);
		this.explanation = explanation;
	}

	PluginException(Message explanation) {
		this(explanation, null);
	}

	@Override
	public Message explanation() {
		return explanation;
	}
}
