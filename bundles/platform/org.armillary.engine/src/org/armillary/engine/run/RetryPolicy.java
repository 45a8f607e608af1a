package org.armillary.engine.run;

import java.time.Duration;
import java.util.Optional;

import org.armillary.actor.ActorException.Kind;
import org.armillary.engine.ExecutionOptions;
import org.armillary.engine.JobResult;
import org.armillary.engine.job.JobExecutor;
import org.armillary.engine.job.WorkerExecutor;

/**
 * Decides by the kind of a failure whether a job is tried again. TRANSIENT: after growing pauses, as often as there
 * are pauses. RESOURCE for lack of memory: once, with at least twice the memory and in a JVM of its own. All others
 * never: they would fail in the same way.
 */
final class RetryPolicy {

	private final ExecutionOptions options;

	/**
	 * Another attempt.
	 *
	 * @param delay
	 *            pause before it
	 * @param memoryBytes
	 *            memory that it gets, bytes; 0 where that is unknown
	 */
	record Retry(Duration delay, long memoryBytes) {
	}

	/** The attempts that a job had so far. */
	static final class Attempts {

		private int number = 1;
		private int transientFailures;
		private long firstMemoryBytes;
		private long memoryBytes;
		private boolean enlarged;

		/** Begins with the memory that the actor declared, bytes. */
		Attempts(long declaredBytes) {
			memoryBytes = declaredBytes;
		}

		/** Number of the attempt that is due or under way, from 1. */
		int number() {
			return number;
		}

		/** Memory for it, bytes; 0 where that is unknown. */
		long memoryBytes() {
			return memoryBytes;
		}

		/** Memory of the first attempt where a later one got more; empty otherwise. */
		Optional<Long> smallerMemoryBytes() {
			return enlarged ? Optional.of(firstMemoryBytes) : Optional.empty();
		}
	}

	/** Decides by the given pauses and limits. */
	RetryPolicy(ExecutionOptions options) {
		this.options = options;
	}

	/** Counts a failed attempt and says whether and how the job is tried again. */
	Optional<Retry> after(JobResult failure, Attempts attempts) {
		Optional<Retry> retry = decide(failure, attempts);
		retry.ifPresent(next -> {
			attempts.number++;
			attempts.memoryBytes = next.memoryBytes();
		});
		return retry;
	}

	private Optional<Retry> decide(JobResult failure, Attempts attempts) {
		Optional<Kind> kind = failure.failure();
		if (kind.equals(Optional.of(Kind.TRANSIENT)) && attempts.transientFailures < options.retryDelays().size()) {
			return Optional.of(
					new Retry(options.retryDelays().get(attempts.transientFailures++), attempts.memoryBytes()));
		}
		if (kind.equals(Optional.of(Kind.RESOURCE)) && JobExecutor.ranOutOfMemory(failure) && !attempts.enlarged) {
			attempts.enlarged = true;
			attempts.firstMemoryBytes = memoryBytes(attempts.memoryBytes);
			return Optional.of(new Retry(Duration.ZERO, more(attempts.memoryBytes)));
		}
		return Optional.empty();
	}

	/** What a job could use that got so many bytes: a light one the heap of this process, together with others. */
	private long memoryBytes(long given) {
		return given < options.heavyBytes() ? Math.max(given, Runtime.getRuntime().maxMemory()) : given;
	}

	/** At least twice the memory, and so much that the JVM of the next attempt has more heap than what it had. */
	private long more(long given) {
		long had = given < options.heavyBytes() ? Runtime.getRuntime().maxMemory() : WorkerExecutor.heapBytes(given);
		return Math.max(Math.max(2 * given, options.heavyBytes()), had);
	}
}
