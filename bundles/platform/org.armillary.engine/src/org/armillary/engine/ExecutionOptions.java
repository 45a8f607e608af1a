package org.armillary.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How jobs are executed; none of it changes a result.
 *
 * @param workers
 *            most jobs at the same time
 * @param memoryBytes
 *            most memory that the jobs at work may declare together, bytes; a job that declares more runs alone
 * @param heavyBytes
 *            a job that declares at least so much memory gets a JVM of its own, bytes
 * @param timeout
 *            longest time for a job; empty for no limit
 * @param scratch
 *            folder for temporary files of jobs; empty for their job folders
 * @param retryDelays
 *            pauses before a job is tried again after a TRANSIENT failure; their number is the number of retries
 */
public record ExecutionOptions(int workers, long memoryBytes, long heavyBytes, Optional<Duration> timeout,
		Optional<Path> scratch, List<Duration> retryDelays) {

	private static final long DEFAULT_HEAVY_BYTES = 512L << 20;

	/** Checks the numbers and copies the list. */
	public ExecutionOptions {
		if (workers < 1 || memoryBytes < 1 || heavyBytes < 0) {
			throw new IllegalArgumentException(
					"workers " + workers + ", memory " + memoryBytes + " bytes, heavy from " + heavyBytes + " bytes");
		}
		retryDelays = List.copyOf(retryDelays);
	}

	/**
	 * As many workers as the machine has cores.
	 *
	 * @param memoryBytes
	 *            memory for all jobs together, bytes
	 */
	public static ExecutionOptions of(long memoryBytes) {
		return new ExecutionOptions(Runtime.getRuntime().availableProcessors(), memoryBytes, DEFAULT_HEAVY_BYTES,
				Optional.empty(), Optional.empty(),
				List.of(Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(16)));
	}

	/** With another number of workers. */
	public ExecutionOptions withWorkers(int number) {
		return new ExecutionOptions(number, memoryBytes, heavyBytes, timeout, scratch, retryDelays);
	}

	/** With another limit of memory, bytes. */
	public ExecutionOptions withMemory(long bytes) {
		return new ExecutionOptions(workers, bytes, heavyBytes, timeout, scratch, retryDelays);
	}

	/** With a JVM of its own for each job that declares at least so many bytes. */
	public ExecutionOptions withHeavy(long bytes) {
		return new ExecutionOptions(workers, memoryBytes, bytes, timeout, scratch, retryDelays);
	}

	/** With another limit of time for a job; empty for none. */
	public ExecutionOptions withTimeout(Optional<Duration> limit) {
		return new ExecutionOptions(workers, memoryBytes, heavyBytes, limit, scratch, retryDelays);
	}

	/** With another folder for temporary files; empty for the job folders. */
	public ExecutionOptions withScratch(Optional<Path> folder) {
		return new ExecutionOptions(workers, memoryBytes, heavyBytes, timeout, folder, retryDelays);
	}

	/** With other pauses before retries. */
	public ExecutionOptions withRetryDelays(List<Duration> delays) {
		return new ExecutionOptions(workers, memoryBytes, heavyBytes, timeout, scratch, delays);
	}
}
