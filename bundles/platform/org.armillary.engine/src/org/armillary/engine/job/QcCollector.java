package org.armillary.engine.job;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.armillary.actor.QcValue;
import org.armillary.engine.RunEvent;
import org.armillary.engine.RunListener;

/**
 * Collects what a job tells while it runs and passes it on, one event at a time. An actor may tell its progress as
 * often as it likes: after the first {@link #BURST} times only {@link #PER_SECOND} a second are passed on, and always
 * the last one.
 */
final class QcCollector {

	private static final double BURST = 100;
	private static final double PER_SECOND = 20;

	private final String job;
	private final RunListener listener;
	private final List<QcValue> values = new ArrayList<>();
	private double allowance = BURST;
	private long allowedAt = System.nanoTime();

	QcCollector(String job, RunListener listener) {
		this.job = job;
		this.listener = listener;
	}

	synchronized void publish(QcValue value) {
		values.add(value);
		listener.on(new RunEvent.QcPublished(job, value));
	}

	synchronized void progress(long done, long total, String unit) {
		long now = System.nanoTime();
		allowance = Math.min(BURST, allowance + (now - allowedAt) * PER_SECOND / TimeUnit.SECONDS.toNanos(1));
		allowedAt = now;
		if (allowance >= 1 || done == total) {
			allowance = Math.max(0, allowance - 1);
			listener.on(new RunEvent.Progress(job, done, total, unit));
		}
	}

	synchronized void log(System.Logger.Level level, String text) {
		listener.on(new RunEvent.Logged(job, level, text));
	}

	synchronized List<QcValue> values() {
		return List.copyOf(values);
	}
}
