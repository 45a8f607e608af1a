package org.armillary.cli;

import java.util.HashMap;
import java.util.Map;

import org.armillary.engine.RunEvent;
import org.armillary.engine.RunListener;

/**
 * Tells the course of a run on standard error: one line that is rewritten while a person watches, a line when a job starts
 * otherwise; log entries for those who asked for them.
 */
final class RunReporter implements RunListener {

	private static final long REFRESH_NANOSECONDS = 100_000_000;

	private final Invocation invocation;
	private final Map<String, Integer> numbers = new HashMap<>();
	private int jobs;
	private int started;
	private long lastRefresh;

	RunReporter(Invocation invocation) {
		this.invocation = invocation;
	}

	@Override
	public void on(RunEvent event) {
		switch (event) {
		case RunEvent.Started(var plan) -> {
			jobs = plan.jobs().size();
			plan.notes().forEach(note -> invocation.terminal().tell("note", note));
		}
		case RunEvent.JobStarted(var job) -> {
			numbers.put(job.id(), ++started);
			if (invocation.terminal().interactive()) {
				invocation.terminal().progress(place(job.id()));
			} else if (!invocation.format().json()) {
				invocation.terminal().note(place(job.id()));
			}
		}
		case RunEvent.Progress(var job, var done, var total, var unit) -> {
			long now = System.nanoTime();
			if (now - lastRefresh > REFRESH_NANOSECONDS) {
				lastRefresh = now;
				invocation.terminal()
						.progress(place(job) + ": " + unit + " " + done + (total > 0 ? " of " + total : ""));
			}
		}
		case RunEvent.Logged(var job, var level, var text) -> {
			if (invocation.format().verbose()) {
				invocation.terminal().note(level + " " + job + ": " + text);
			}
		}
		case RunEvent.QcPublished _,RunEvent.JobEnded _,RunEvent.Ended _ -> {
			// told when the run has ended
		}
		}
	}

	private String place(String job) {
		return "[" + numbers.getOrDefault(job, 0) + "/" + jobs + "] " + job;
	}
}
