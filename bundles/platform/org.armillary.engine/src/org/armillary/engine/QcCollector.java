package org.armillary.engine;

import java.util.ArrayList;
import java.util.List;

import org.armillary.actor.QcValue;

/** Collects what a job tells while it runs and passes it on, one event at a time. */
final class QcCollector {

	private final String job;
	private final RunListener listener;
	private final List<QcValue> values = new ArrayList<>();

	QcCollector(String job, RunListener listener) {
		this.job = job;
		this.listener = listener;
	}

	synchronized void publish(QcValue value) {
		values.add(value);
		listener.on(new RunEvent.QcPublished(job, value));
	}

	synchronized void progress(long done, long total, String unit) {
		listener.on(new RunEvent.Progress(job, done, total, unit));
	}

	synchronized void log(System.Logger.Level level, String text) {
		listener.on(new RunEvent.Logged(job, level, text));
	}

	synchronized List<QcValue> values() {
		return List.copyOf(values);
	}
}
