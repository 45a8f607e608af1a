package org.armillary.engine.job;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

import org.armillary.actor.provider.ActorCatalog;
import org.armillary.engine.ExecutionOptions;
import org.armillary.engine.JobReport;
import org.armillary.engine.RunListener;

/**
 * Executes jobs on this machine: light ones in this process, those that declare much memory in a process of their own.
 * Where a job is executed makes no difference to its result.
 */
public final class LocalExecutor implements JobExecutor {

	private final long heavyBytes;
	private final InProcessExecutor here;
	private final WorkerExecutor workers;

	/**
	 * Makes an executor.
	 *
	 * @param catalog
	 *            the actors
	 * @param command
	 *            how a process is started that has the same actors
	 * @param options
	 *            from how much memory on a job is heavy, and how many work at the same time
	 */
	public LocalExecutor(ActorCatalog catalog, WorkerCommand command, ExecutionOptions options) {
		this.heavyBytes = options.heavyBytes();
		this.here = new InProcessExecutor(catalog);
		this.workers = new WorkerExecutor(command, options);
	}

	@Override
	public JobReport execute(JobFolder folder, Optional<Duration> timeout, RunListener listener)
			throws InterruptedException, IOException {
		JobExecutor executor = folder.descriptor().memoryBytes() >= heavyBytes ? workers : here;
		return executor.execute(folder, timeout, listener);
	}

	@Override
	public void close() {
		here.close();
		workers.close();
	}
}
