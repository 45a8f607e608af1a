package org.armillary.engine.job;

import java.util.List;
import java.util.Map;

import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.message.Message;
import org.armillary.engine.JobDescriptor;
import org.armillary.engine.RunMessage;

/**
 * Why the process of a worker ended while a job was at work, as far as its exit code tells.
 *
 * @param cause
 *            why
 * @param code
 *            the exit code; above 128 that and the number of a signal
 */
record WorkerDeath(Cause cause, int code) {

	private static final int SIGNAL = 128;
	private static final int KILL = 9;
	/** Signals by which people and batch systems end processes. */
	private static final Map<Integer, String> ENDING = Map.of(1, "HUP", 2, "INT", 15, "TERM");
	/** What a JVM prints when the system gives it no memory beside its heap. */
	private static final String NO_MEMORY = "insufficient memory for the Java Runtime";

	/** Why a process ended. */
	enum Cause {
		/** Killed by the system for lack of memory, or by hand. */
		KILLED,
		/** Ended by a signal from outside. */
		ENDED,
		/** It crashed. */
		CRASHED,
		/** The actor ended it. */
		EXIT
	}

	static WorkerDeath of(int code, boolean exiting, List<String> lastLines) {
		int signal = code - SIGNAL;
		if (signal == KILL || !exiting && lastLines.stream().anyMatch(line -> line.contains(NO_MEMORY))) {
			return new WorkerDeath(Cause.KILLED, code);
		}
		if (ENDING.containsKey(signal)) {
			return new WorkerDeath(Cause.ENDED, code);
		}
		return new WorkerDeath(signal > 0 && !exiting ? Cause.CRASHED : Cause.EXIT, code);
	}

	/** Which decides whether the job is tried again. */
	Kind kind() {
		return switch (cause) {
		case KILLED -> Kind.RESOURCE;
		case ENDED -> Kind.TRANSIENT;
		case CRASHED, EXIT -> Kind.BUG;
		};
	}

	/** What the user is told. */
	Message message(JobDescriptor job, long peakBytes, JobFolder folder) {
		return switch (cause) {
		case KILLED -> RunMessage.WORKER_KILLED.with(job.id(), job.memoryBytes() >> 20, peakBytes >> 20);
		case ENDED -> RunMessage.WORKER_ENDED.with(job.id(), ENDING.get(code - SIGNAL));
		case CRASHED -> JobFailures.repeatable(
				RunMessage.WORKER_CRASHED.with(job.id(), job.actor(), "signal " + (code - SIGNAL)), folder);
		case EXIT -> JobFailures.repeatable(RunMessage.WORKER_EXIT.with(job.id(), job.actor(), code), folder);
		};
	}
}
