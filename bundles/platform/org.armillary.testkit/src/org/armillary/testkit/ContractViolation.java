package org.armillary.testkit;

import org.armillary.actor.message.HasMessage;
import org.armillary.actor.message.Message;
import org.jspecify.annotations.Nullable;

/** A rule of the contract that an actor breaks; JUnit reports it as a failure. */
public final class ContractViolation extends AssertionError implements HasMessage {

	private static final long serialVersionUID = 1L;

	private final transient Message explanation;

	ContractViolation(Message explanation) {
		this(explanation, null);
	}

	ContractViolation(Message explanation, @Nullable Throwable cause) {
		super(explanation.text(), cause);
		this.explanation = explanation;
	}

	@Override
	public Message explanation() {
		return explanation;
	}
}
