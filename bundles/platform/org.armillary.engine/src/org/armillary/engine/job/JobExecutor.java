package org.armillary.engine.job;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

import org.armillary.actor.message.Message;
import org.armillary.actor.provider.ActorMessage;
import org.armillary.engine.JobReport;
import org.armillary.engine.JobResult;
import org.armillary.engine.RunListener;
import org.armillary.engine.RunMessage;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Executes jobs: in this process, in another one, on a cluster.
 *
 * <p><b>Threads.</b> Several jobs may be executed at the same time, each by a thread of its own that waits for it.
 */
@ConsumerType
public interface JobExecutor extends AutoCloseable {

	/**
	 * Executes a job and waits for its end. Failures of the job are part of the report. When this returns or throws, no
	 * process that the job started is left, and {@code result.json} appears neither later nor changes.
	 *
	 * @param folder
	 *            the job; products in the report lie in it
	 * @param timeout
	 *            longest time that it may take; empty for no limit
	 * @param listener
	 *            is told of progress, log entries and quality-control values, by one thread at a time
	 * @throws InterruptedException
	 *             where the waiting thread was interrupted: the job is cancelled within 2 s
	 * @throws IOException
	 *             where the folder holds no job that can be read
	 */
	JobReport execute(JobFolder folder, Optional<Duration> timeout, RunListener listener)
			throws InterruptedException, IOException;

	/** Ends what is kept for later jobs; no job is at work any more. */
	@Override
	void close();

	/** Whether a job failed because its memory did not suffice, so that it may succeed with more. */
	static boolean ranOutOfMemory(JobResult result) {
		return result.status() == JobResult.Status.FAILED && result.messages().stream().map(Message::id)
				.anyMatch(id -> id.equals(ActorMessage.MEMORY.id()) || id.equals(RunMessage.WORKER_KILLED.id()));
	}
}
