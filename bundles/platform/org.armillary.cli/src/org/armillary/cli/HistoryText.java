package org.armillary.cli;

import java.util.ArrayList;
import java.util.List;

import org.armillary.engine.run.JobRecord.Attempt;
import org.armillary.engine.run.JobWhy;
import org.armillary.engine.run.JobWhy.Cause;
import org.armillary.engine.run.LeaseHolder;
import org.armillary.engine.run.RunState;
import org.armillary.engine.run.RunSummary;

/** Earlier runs as text. */
final class HistoryText {

	private HistoryText() {
	}

	/** The runs of a store, as a table. */
	static String list(List<RunSummary> runs) {
		if (runs.isEmpty()) {
			return "no runs";
		}
		var table = new TextTable("run", "state", "started", "took", "jobs", "workflow", "products");
		for (RunSummary run : runs) {
			table.add(run.id(), words(run.state()) + run.holder().filter(LeaseHolder::isElsewhere)
					.map(holder -> " on " + holder.host()).orElse(""), Amounts.moment(run.created()),
					run.begun().isPresent() ? Amounts.time(run.duration()) : "",
					run.jobs() == 0 ? "" : Integer.toString(run.jobs()),
					run.workflow(), run.outputFolder().map(Object::toString).orElse(""));
		}
		return table.text("");
	}

	/** A state in words. */
	static String words(RunState state) {
		return switch (state) {
		case WAITING -> "waiting";
		case RUNNING -> "running";
		case INTERRUPTED -> "interrupted";
		case DONE -> "done";
		case FAILED -> "FAILED";
		case CANCELLED -> "cancelled";
		case STOPPED -> "stopped";
		case DAMAGED -> "damaged";
		};
	}

	/** Why jobs ran: one line each, more where they were tried several times or skipped. */
	static String why(List<JobWhy> answers) {
		if (answers.isEmpty()) {
			return "no jobs";
		}
		int width = answers.stream().mapToInt(answer -> name(answer).length()).max().orElse(0);
		var lines = new ArrayList<String>();
		for (JobWhy answer : answers) {
			String name = name(answer);
			lines.add(name + " ".repeat(width - name.length()) + "  " + Quoted.escaped(answer.text()));
			answer.causes().forEach(cause -> lines.add("    " + cause(cause)));
			answer.attempts().forEach(attempt -> attempt.failure()
					.ifPresent(failure -> lines.add("    " + attempt(attempt) + " failed: " + failure.summary())));
		}
		return String.join("\n", lines);
	}

	private static String name(JobWhy answer) {
		String subject = answer.job().subject();
		String id = answer.job().id().isEmpty() ? answer.job().node() : answer.job().id();
		return id + (subject.isEmpty() ? "" : " (" + subject + ")");
	}

	private static String cause(Cause cause) {
		return "because of " + cause.job() + ", " + cause.state().words()
				+ cause.message().map(message -> ": " + message.summary()).orElse("");
	}

	private static String attempt(Attempt attempt) {
		return "attempt " + attempt.number() + " at " + Amounts.moment(attempt.started());
	}
}
