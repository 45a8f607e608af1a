package org.armillary.engine.job;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.message.HasMessage;
import org.armillary.actor.message.Message;
import org.armillary.actor.message.Reason;
import org.armillary.actor.provider.ActorMessage;
import org.armillary.data.FitsMessage;
import org.armillary.engine.RunMessage;

/** Says of what kind a failure is and what the user is told of it. */
final class JobFailures {

	/** What operating systems say when space or quota are used up (ENOSPC, EDQUOT). */
	private static final List<String> FULL = List.of("no space left", "quota exceeded", "not enough space");
	private static final int MOST_CAUSES = 20;

	private JobFailures() {
	}

	/**
	 * A failure.
	 *
	 * @param kind
	 *            its kind
	 * @param message
	 *            what the user is told
	 */
	record Failure(Kind kind, Message message) {
	}

	/** What a throwable means that ended a job. */
	static Failure of(Throwable cause, String actor, JobFolder folder) {
		Failure failure = ofJob(classify(cause, actor, folder));
		return failure.kind() == Kind.BUG ? new Failure(Kind.BUG, repeatable(failure.message(), folder)) : failure;
	}

	/** The failure with the remedies that help with a run: its products are not written where the user wants them. */
	private static Failure ofJob(Failure failure) {
		Message said = failure.message();
		return said.id().equals(FitsMessage.DISK_FULL.id())
				? new Failure(Kind.RESOURCE, new Message(RunMessage.DISK_FULL.id(), said.summary(), said.detail(),
						RunMessage.DISK_FULL.with("", "").remedies()))
				: failure;
	}

	private static Failure classify(Throwable cause, String actor, JobFolder folder) {
		switch (cause) {
		case ActorException failure -> {
			return underlying(failure, folder)
					.orElseGet(() -> new Failure(failure.kind(), failure.explanation()));
		}
		case InterruptedException _ -> {
			// a cancelled job does not get here
			return new Failure(Kind.BUG,
					RunMessage.CONTRACT.with(actor, "it said that it was cancelled, but nobody cancelled it"));
		}
		case JobContext.ScratchException unmade -> {
			return inputOutput(unmade.problem(), actor, folder);
		}
		case IOException problem -> {
			return inputOutput(problem, actor, folder);
		}
		case OutOfMemoryError _ -> {
			return new Failure(Kind.RESOURCE, ActorMessage.MEMORY.with(actor, Runtime.getRuntime().maxMemory() >> 20));
		}
		default -> {
			return new Failure(Kind.BUG, ActorMessage.DEFECT.with(actor, cause));
		}
		}
	}

	/** The better explanation behind one that an adapter of the actor could not find. */
	private static Optional<Failure> underlying(ActorException failure, JobFolder folder) {
		String id = failure.explanation().id();
		if (id.equals(ActorMessage.INPUT_OUTPUT.id()) && failure.getCause() instanceof IOException problem) {
			return diskFull(problem, folder).map(message -> new Failure(Kind.RESOURCE, message));
		}
		if (id.equals(ActorMessage.DEFECT.id()) && failure.getCause() instanceof JobContext.ScratchException unmade) {
			return Optional.of(inputOutput(unmade.problem(), id, folder));
		}
		return Optional.empty();
	}

	private static Failure inputOutput(IOException problem, String actor, JobFolder folder) {
		if (problem instanceof HasMessage explained) {
			return new Failure(explained.isResourceFailure() ? Kind.RESOURCE : Kind.DATA, explained.explanation());
		}
		return new Failure(Kind.RESOURCE, diskFull(problem, folder)
				.orElseGet(() -> ActorMessage.INPUT_OUTPUT.with(actor, named(problem) + Reason.of(problem))));
	}

	private static String named(IOException problem) {
		return problem instanceof FileSystemException detailed && detailed.getFile() != null
				? detailed.getFile() + ": "
				: "";
	}

	/** The message for a full disk; empty where something else was wrong. */
	static Optional<Message> diskFull(IOException problem, JobFolder folder) {
		String said = String.valueOf(problem.getMessage()).toLowerCase(Locale.ROOT);
		if (FULL.stream().noneMatch(said::contains)) {
			return Optional.empty();
		}
		Path place = problem instanceof FileSystemException detailed && detailed.getFile() != null
				? Path.of(detailed.getFile())
				: folder.path();
		return Optional
				.of(RunMessage.DISK_FULL.with(place, free(place) + missing(place)).withDetail(Reason.of(problem)));
	}

	/** How much of a file is there already; the actor alone knows how much more it would have become. */
	private static String missing(Path file) {
		try {
			return Files.isRegularFile(file)
					? ", more than the " + Files.size(file) + " bytes that were written are needed"
					: "";
		} catch (IOException _) {
			// gone meanwhile; what is free is told all the same
			return "";
		}
	}

	/** How much is free where a file was to be written, in words. */
	private static String free(Path file) {
		for (Path place = file.toAbsolutePath(); place != null; place = place.getParent()) {
			if (Files.exists(place)) {
				try {
					return Files.getFileStore(place).getUsableSpace() + " bytes are free";
				} catch (IOException _) {
					// where even that cannot be found out the reason alone has to do
					return "it is unknown how many bytes are free";
				}
			}
		}
		return "it is unknown how many bytes are free";
	}

	/** Adds what the author of an actor needs to find a defect. */
	static Message repeatable(Message message, JobFolder folder) {
		var remedies = new ArrayList<>(message.remedies());
		remedies.addAll(RunMessage.JOB_REPEAT.with(folder.path()).remedies());
		return new Message(message.id(), message.summary(), message.detail(), remedies);
	}

	/** Whether a failure only says that the thread was interrupted. */
	static boolean isInterruption(Throwable failure) {
		Throwable cause = failure;
		for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
			if (cause instanceof InterruptedException || cause instanceof ClosedByInterruptException) {
				return true;
			}
			cause = cause.getCause();
		}
		return false;
	}

	/** The stack trace as text. */
	static String trace(Throwable failure) {
		var text = new StringWriter();
		failure.printStackTrace(new PrintWriter(text));
		return text.toString();
	}
}
