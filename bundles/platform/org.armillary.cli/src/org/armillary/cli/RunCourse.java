package org.armillary.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.armillary.actor.message.Message;
import org.armillary.cli.LimitFiles.Published;
import org.armillary.engine.JobReason;
import org.armillary.engine.JobResult;
import org.armillary.engine.RunEvent;
import org.armillary.engine.RunEvent.Outline;
import org.armillary.engine.RunResult;
import org.jspecify.annotations.Nullable;

/** What the events of a run told beside the results of its jobs. */
final class RunCourse {

	private final Map<String, Outline> outlines = new LinkedHashMap<>();
	private final Map<String, JobReason> reasons = new HashMap<>();
	private final List<Message> before = new ArrayList<>();
	private final List<Message> notes = new ArrayList<>();
	private LimitFiles limits = LimitFiles.NONE;
	private Supplier<ReportOutcome> report = () -> ReportOutcome.NONE;

	/** Takes notice of what was told before the run began. */
	void before(List<Message> messages) {
		before.addAll(messages);
	}

	/** Has a report written of the run once it has ended. */
	void report(Supplier<ReportOutcome> writer) {
		report = writer;
	}

	/** Writes the report that was asked for, now that the run has ended. */
	ReportOutcome writeReport() {
		return report.get();
	}

	/** Takes notice of the limits by which values are judged. */
	void judged(LimitFiles files) {
		limits = files;
	}

	/** Limits that met no value of a run that ended. */
	List<Message> unmet(RunResult result) {
		var values = new LinkedHashSet<Published>();
		for (JobResult job : result.results()) {
			Outline outline = outlines.get(job.job());
			if (outline != null) {
				job.qc().forEach(value -> values.add(new Published(outline.actor(), value.name(), value.subject())));
			}
		}
		return limits.unmet(values);
	}

	/** Takes notice of an event. */
	void on(RunEvent event) {
		switch (event) {
		case RunEvent.Started started -> {
			started.jobs().forEach(this::add);
			notes.clear();
			notes.addAll(started.notes());
		}
		case RunEvent.Replanned replanned -> {
			replanned.added().forEach(this::add);
			replanned.removed().forEach(outlines::remove);
		}
		case RunEvent.JobEnded(var result, _, var reason) -> {
			if (reason != null) {
				reasons.put(result.job(), reason);
			}
		}
		default -> {
			// of no interest once the run has ended
		}
		}
	}

	private void add(Outline outline) {
		outlines.put(outline.id(), outline);
	}

	/** Number of jobs. */
	int jobs() {
		return outlines.size();
	}

	/** What a user should know of the files and the workflow. */
	List<Message> notes() {
		var all = new ArrayList<Message>(before);
		all.addAll(notes);
		return all;
	}

	/** Why a job ran or was reused; null where it was not looked at. */
	@Nullable
	JobReason reason(String job) {
		return reasons.get(job);
	}

	/** The node of a job. */
	String node(String job) {
		Outline outline = outlines.get(job);
		return outline == null ? job.replaceFirst("#\\d+$", "") : outline.node();
	}

	/** What a job is called, with the datasets that it works on. */
	String label(String job) {
		return JobLabel.of(job, datasets(job));
	}

	/** Names of the datasets that a job works on; none where that is not known. */
	List<String> datasets(String job) {
		Outline outline = outlines.get(job);
		return outline == null ? List.of() : outline.datasets();
	}

	/** What a job works on; empty where that is not known. */
	String subject(String job) {
		Outline outline = outlines.get(job);
		return outline == null ? "" : outline.subject();
	}
}
