package org.armillary.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.armillary.engine.JobResult;
import org.armillary.engine.RunEvent;
import org.armillary.engine.RunListener;

/**
 * Tells the course of a run on standard error: one line that is rewritten while a person watches, a line when a job starts
 * otherwise (at most one a second where there are many); log entries for those who asked for them.
 */
final class RunReporter implements RunListener {

	private static final long REFRESH_NANOSECONDS = 100_000_000;
	private static final long LINE_NANOSECONDS = 1_000_000_000;
	/** With more jobs than this they are summed up by node. */
	static final int MANY = 30;
	private static final int MOST_SHOWN = 3;

	private final Invocation invocation;
	private final RemainingTime remaining;
	private final RunCourse course = new RunCourse();
	private final Map<String, String> atWork = new LinkedHashMap<>();
	private final Set<String> ended = new HashSet<>();
	private int started;
	private int failed;
	private long firstStart;
	private long lastLine;

	RunReporter(Invocation invocation, RemainingTime remaining) {
		this.invocation = invocation;
		this.remaining = remaining;
	}

	/** What the events told so far. */
	RunCourse course() {
		return course;
	}

	/** Tells the id of the run, so that it can be asked for from elsewhere. */
	void begin(String run) {
		if (!invocation.format().json()) {
			invocation.terminal().print("run " + run);
		}
	}

	@Override
	public void on(RunEvent event) {
		course.on(event);
		switch (event) {
		case RunEvent.Started(_, _, _, _, var notes) -> {
			ended.clear();
			atWork.clear();
			if (!invocation.format().json()) {
				notes.forEach(note -> invocation.terminal().tell("note", note));
			}
		}
		case RunEvent.JobStarted(var job, _, _, _) -> started(job);
		case RunEvent.Progress(var job, var done, var total, var unit) -> {
			atWork.replace(job, unit + " " + done + (total > 0 ? " of " + total : ""));
			refresh();
		}
		case RunEvent.Logged(var job, var level, var text) -> {
			if (job.isEmpty()) {
				note("note: " + text);
			} else if (invocation.format().verbose()) {
				invocation.terminal().note(level + " " + job + ": " + text);
			}
		}
		case RunEvent.Retried(var job, _, var why, var delay) -> note(
				job + " will be tried again in " + Amounts.time(delay) + ": " + why.summary());
		case RunEvent.Waiting(var job) -> note(job + " waits for another run that is at the same work");
		case RunEvent.JobEnded(var result, _, _) -> ended(result);
		case RunEvent.Replanned(var job, var why, _, _) -> note(
				"planned again after " + job + ": " + why.summary());
		case RunEvent.QcPublished _,RunEvent.Executed _,RunEvent.TakenUp _,RunEvent.Resumed _,RunEvent.Ended _ -> {
			// told when the run has ended
		}
		}
	}

	private void started(String job) {
		if (firstStart == 0) {
			firstStart = System.nanoTime();
		}
		started++;
		atWork.put(job, "");
		if (invocation.terminal().interactive()) {
			refresh();
		} else if (course.jobs() <= MANY || isTimeForALine(LINE_NANOSECONDS)) {
			note("[" + started + "/" + course.jobs() + "] " + course.label(job));
		}
	}

	private void ended(JobResult result) {
		atWork.remove(result.job());
		ended.add(result.job());
		remaining.ended(result.job());
		failed += result.status() == JobResult.Status.FAILED ? 1 : 0;
		refresh();
	}

	private void note(String line) {
		if (!invocation.format().json()) {
			invocation.terminal().note(line);
		}
	}

	private void refresh() {
		if (invocation.terminal().interactive() && isTimeForALine(REFRESH_NANOSECONDS)) {
			invocation.terminal().progress(line((System.nanoTime() - firstStart) / 1e9));
		}
	}

	private boolean isTimeForALine(long pause) {
		long now = System.nanoTime();
		boolean due = lastLine == 0 || now - lastLine >= pause;
		if (due) {
			lastLine = now;
		}
		return due;
	}

	/**
	 * The progress line.
	 *
	 * @param elapsed
	 *            seconds since the first job started
	 */
	String line(double elapsed) {
		var parts = new ArrayList<String>(List.of("[" + ended.size() + "/" + course.jobs() + "]"));
		if (failed > 0) {
			parts.add(failed + " failed");
		}
		atWork.entrySet().stream().limit(MOST_SHOWN).forEach(
				job -> parts.add(
						course.label(job.getKey()) + (job.getValue().isEmpty() ? "" : ": " + job.getValue())));
		if (atWork.size() > MOST_SHOWN) {
			parts.add("and " + (atWork.size() - MOST_SHOWN) + " more");
		}
		remaining.seconds(elapsed).ifPresent(left -> parts.add("≈ " + Amounts.about(left) + " left"));
		return parts.getFirst() + " " + String.join(" · ", parts.subList(1, parts.size()));
	}
}
