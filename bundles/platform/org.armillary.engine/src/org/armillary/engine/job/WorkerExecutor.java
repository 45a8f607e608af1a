package org.armillary.engine.job;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

import org.armillary.engine.ExecutionOptions;
import org.armillary.engine.JobReport;
import org.armillary.engine.RunListener;

/**
 * Executes each job in a child process with a heap of its own, so that a job that needs too much, crashes or does not
 * listen harms nobody else. The processes stay warm: the next job finds one that is running already.
 *
 * <p>The heap is 1.25 times what the job declared and 256 MB, at least 512 MB, rounded up to a power of two, so that
 * processes fit more than one kind of job. They end when this process ends, however it does.
 */
public final class WorkerExecutor implements JobExecutor {

	private static final Duration IDLE_LIMIT = Duration.ofSeconds(60);
	private static final long LEAST_HEAP = 512L << 20;
	private static final long MARGIN = 256L << 20;

	private final WorkerPool pool;

	/** Makes an executor that starts processes as {@code command} says. */
	public WorkerExecutor(WorkerCommand command, ExecutionOptions options) {
		this(command, options, IDLE_LIMIT);
	}

	WorkerExecutor(WorkerCommand command, ExecutionOptions options, Duration idleLimit) {
		this.pool = new WorkerPool(command, options.workers(), idleLimit);
	}

	/** The heap for a job that declares so much memory, bytes; always more than that. */
	public static long heapBytes(long declaredBytes) {
		long needed = Math.max(LEAST_HEAP, declaredBytes + declaredBytes / 4 + MARGIN);
		long power = Long.highestOneBit(needed);
		return power == needed ? power : power << 1;
	}

	@Override
	public JobReport execute(JobFolder folder, Optional<Duration> timeout, RunListener listener)
			throws InterruptedException, IOException {
		return new WorkerJob(pool, folder, timeout, listener).execute();
	}

	@Override
	public void close() {
		pool.close();
	}

	/** Number of processes, idle and busy. */
	int processes() {
		return pool.size();
	}
}
