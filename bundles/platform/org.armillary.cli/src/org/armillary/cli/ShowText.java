package org.armillary.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.armillary.actor.message.Message;
import org.armillary.engine.JobMessages;
import org.armillary.engine.JobResult;
import org.armillary.engine.RunRequest;
import org.armillary.engine.run.JobRecord;
import org.armillary.engine.run.JobState;
import org.armillary.engine.run.LeaseHolder;
import org.armillary.engine.run.RunRecord;
import org.armillary.engine.run.RunRecord.Counts;
import org.armillary.engine.run.RunRecord.Memory;
import org.armillary.engine.run.RunSummary;

/** One run as text. */
final class ShowText {

	private static final double MEBIBYTE = 1 << 20;

	private ShowText() {
	}

	/** The run and its jobs: job by job, or node by node where there are many. */
	static String text(RunRecord run) {
		RunSummary summary = run.summary();
		var lines = new ArrayList<String>(List.of("run " + summary.id()));
		lines.add("  workflow  " + summary.workflow());
		lines.add("  state     " + HistoryText.words(summary.state())
				+ summary.holder().map(LeaseHolder::words).map(words -> ", " + words).orElse(""));
		lines.add("  started   " + Amounts.moment(summary.created()) + ", took " + Amounts.time(run.busy())
				+ (run.resumptions().isEmpty() ? ""
						: ", resumed " + Amounts.count(run.resumptions().size(), "time")));
		summary.outputFolder().ifPresent(folder -> lines.add("  products  " + folder));
		run.request().map(RunRequest::settings).filter(settings -> !settings.isEmpty())
				.ifPresent(settings -> lines.add("  settings  " + settings(settings)));
		lines.add("  jobs      " + counts(run.counts()));
		run.memory().forEach((actor, memory) -> lines.add("  memory    " + memory(actor, memory)));
		run.replans().forEach(replan -> lines
				.add("  planned again after " + replan.job() + ": " + replan.why().summary()));
		if (run.damagedLines() > 0) {
			lines.add("  " + Amounts.count(run.damagedLines(), "line") + " of the journal cannot be read");
		}
		lines.addAll(jobs(run.jobs()));
		run.idle().forEach(message -> lines.add("  idle: " + message.summary()));
		return String.join("\n", lines);
	}

	private static String settings(Map<String, String> settings) {
		return String.join(", ",
				settings.entrySet().stream().map(entry -> entry.getKey() + "=" + Quoted.of(entry.getValue())).toList());
	}

	private static String counts(Counts counts) {
		var parts = new ArrayList<String>(List.of(counts.all() + " in all"));
		add(parts, counts.ran(), "ran");
		add(parts, counts.reused(), "reused");
		add(parts, counts.failed(), "failed");
		add(parts, counts.skipped(), "skipped");
		add(parts, counts.cancelled(), "cancelled");
		add(parts, counts.open(), "not ended");
		return String.join(", ", parts);
	}

	private static void add(List<String> parts, int number, String word) {
		if (number > 0) {
			parts.add(number + " " + word);
		}
	}

	private static String memory(String actor, Memory memory) {
		return actor + ": " + Math.round(memory.peakBytes() / MEBIBYTE) + " MiB used, "
				+ Math.round(memory.declaredBytes() / MEBIBYTE) + " MiB declared";
	}

	private static List<String> jobs(List<JobRecord> jobs) {
		if (jobs.size() > RunReporter.MANY) {
			var lines = new ArrayList<String>(List.of(NodeSummary.of(jobs).text("  ")));
			jobs.stream().filter(job -> job.state() == JobState.FAILED || job.state() == JobState.SKIPPED)
					.forEach(job -> lines.add("  " + job.id() + "  " + words(job)));
			return lines;
		}
		int width = jobs.stream().mapToInt(job -> job.id().length()).max().orElse(0);
		var lines = new ArrayList<String>();
		for (JobRecord job : jobs) {
			lines.add("  " + job.id() + " ".repeat(width - job.id().length()) + "  " + words(job)
					+ job.result().map(RunText::seconds).orElse(""));
			job.result().ifPresent(result -> lines.addAll(RunText.details(result, job.reason().orElse(null))));
		}
		return lines;
	}

	private static String words(JobRecord job) {
		return job.result().map(JobResult::status).map(RunText::words)
				.orElseGet(() -> job.state().words() + job.progress().map(
						progress -> ", " + progress.unit() + " " + progress.done()
								+ (progress.total() > 0 ? " of " + progress.total() : ""))
						.orElse(""));
	}

	/** Why jobs failed, and why the run was given up. */
	static List<Message> messages(RunRecord run) {
		var ofJobs = new JobMessages();
		run.jobs().forEach(job -> job.result().filter(result -> result.status() == JobResult.Status.FAILED)
				.ifPresent(result -> result.messages().forEach(message -> ofJobs.add(job.id(), message))));
		var messages = new ArrayList<Message>(ofJobs.told());
		messages.addAll(run.messages());
		return messages;
	}
}
