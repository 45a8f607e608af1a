package org.armillary.engine.job;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import org.armillary.actor.provider.ActorCatalog;
import org.armillary.engine.JobReport;
import org.armillary.engine.RunListener;

/**
 * Executes jobs in this process, each on a thread of its own, so that neither cancelling nor a time-out waits for an
 * actor that does not listen: {@link #PATIENCE} after the request the job counts as ended whatever its thread still
 * does. What such a thread does later changes nothing: its result is not written and what it tells is not passed on.
 */
public final class InProcessExecutor implements JobExecutor {

	/** How long a cancelled job may take to end by itself. */
	public static final Duration PATIENCE = Duration.ofMillis(1500);

	private final JobRunner runner;
	private final AtomicLong threadNumber = new AtomicLong();
	private final Set<Thread> atWork = ConcurrentHashMap.newKeySet();

	/** Makes an executor of the actors in {@code catalog}. */
	public InProcessExecutor(ActorCatalog catalog) {
		this.runner = new JobRunner(catalog);
	}

	@Override
	public JobReport execute(JobFolder folder, Optional<Duration> timeout, RunListener listener)
			throws InterruptedException, IOException {
		long start = System.nanoTime();
		var work = new JobThread(runner, folder, listener);
		// a group of its own tells the threads of a job from all others
		new CpuMeter.JobGroup("job thread " + threadNumber.incrementAndGet()).thread(() -> {
			atWork.add(Thread.currentThread());
			try {
				work.run();
			} finally {
				atWork.remove(Thread.currentThread());
			}
		}).start();
		try {
			if (!work.await(timeout)) {
				if (work.giveUp()) {
					work.await(Optional.of(PATIENCE));
					work.mute();
					return EndedJobs.timedOut(folder, timeout.orElseThrow(),
							Duration.ofNanos(System.nanoTime() - start));
				}
				// its result is being written
				work.await(Optional.empty());
			}
			return work.outcome();
		} catch (InterruptedException e) {
			work.giveUp();
			work.await(Optional.of(PATIENCE));
			work.mute();
			throw e;
		}
	}

	@Override
	public void close() {
		atWork.forEach(Thread::interrupt);
	}
}
