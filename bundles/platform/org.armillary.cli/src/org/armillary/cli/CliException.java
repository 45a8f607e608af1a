package org.armillary.cli;

import java.util.List;

import org.armillary.actor.message.Message;
import org.armillary.engine.RefusedException;
import org.jspecify.annotations.Nullable;

/** Ends a verb with messages and an exit code. */
final class CliException extends Exception {

	private static final long serialVersionUID = 1L;

	private final int exitCode;
	private final transient List<Message> messages;

	CliException(int exitCode, List<Message> messages, @Nullable Throwable cause) {
		super(messages.getFirst().summary(), cause);
		this.exitCode = exitCode;
		this.messages = List.copyOf(messages);
	}

	CliException(Message message) {
		this(ExitCode.REFUSED, List.of(message), null);
	}

	/** A refusal of the engine as one of the command line. */
	static CliException of(RefusedException refusal) {
		return new CliException(switch (refusal.kind()) {
		case INVALID -> ExitCode.REFUSED;
		case NOTHING_SELECTED -> ExitCode.NOTHING_SELECTED;
		case CANCELLED -> ExitCode.CANCELLED;
		}, refusal.messages(), refusal);
	}

	int exitCode() {
		return exitCode;
	}

	List<Message> messages() {
		return messages;
	}
}
