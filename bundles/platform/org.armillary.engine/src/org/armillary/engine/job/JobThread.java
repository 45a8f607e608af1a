package org.armillary.engine.job;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.armillary.engine.JobReport;
import org.armillary.engine.RunListener;
import org.jspecify.annotations.Nullable;

/** A job at work on a thread of its own, seen by whoever waits for it. */
final class JobThread implements Runnable {

	private final JobRunner runner;
	private final JobFolder folder;
	private final MutableListener listener;
	private final JobControl control = new JobControl(true);
	private final CountDownLatch ended = new CountDownLatch(1);
	private @Nullable Thread thread;
	private @Nullable JobReport report;
	private @Nullable Throwable problem;

	JobThread(JobRunner runner, JobFolder folder, RunListener listener) {
		this.runner = runner;
		this.folder = folder;
		this.listener = new MutableListener(listener);
	}

	@Override
	public void run() {
		synchronized (this) {
			thread = Thread.currentThread();
			if (control.isCancelled()) {
				thread.interrupt();
			}
		}
		JobReport made = null;
		Throwable failed = null;
		try {
			made = runner.run(folder, listener, control);
		} catch (IOException | InterruptedException | RuntimeException | Error e) {
			failed = e;
		}
		listener.mute();
		synchronized (this) {
			thread = null;
			report = made;
			problem = failed;
		}
		ended.countDown();
	}

	/** Waits for the end of the job; false where it did not come in time. */
	boolean await(Optional<Duration> limit) throws InterruptedException {
		if (limit.isEmpty()) {
			ended.await();
			return true;
		}
		return ended.await(limit.get().toNanos(), TimeUnit.NANOSECONDS);
	}

	/** Asks the job to end and waits for nothing; false where its result is being written already. */
	boolean giveUp() {
		if (!control.giveUp()) {
			return false;
		}
		synchronized (this) {
			if (thread != null) {
				thread.interrupt();
			}
		}
		return true;
	}

	/** From now on nothing that the job tells is passed on. */
	void mute() {
		listener.mute();
	}

	/**
	 * How a job ended that has ended.
	 *
	 * @throws InterruptedException
	 *             where it was given up
	 * @throws IOException
	 *             where its description could not be read
	 */
	synchronized JobReport outcome() throws IOException, InterruptedException {
		switch (problem) {
		case null -> {
			// ended well
		}
		case IOException unreadable -> throw unreadable;
		case InterruptedException interrupted -> throw interrupted;
		case RuntimeException defect -> throw defect;
		case Error defect -> throw defect;
		default -> throw new IllegalStateException(problem);
		}
		JobReport made = report;
		if (made == null) {
			throw new IllegalStateException("the job has not ended: " + folder);
		}
		return made;
	}
}
