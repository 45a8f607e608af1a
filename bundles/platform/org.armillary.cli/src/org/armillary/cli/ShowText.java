package org.armillary.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.armillary.actor.message.Message;
import org.armillary.engine.Corrections;
import org.armillary.engine.HeaderCorrection;
import org.armillary.engine.JobMessages;
import org.armillary.engine.JobResult;
import org.armillary.engine.RunDatasets;
import org.armillary.engine.RunEnvironment;
import org.armillary.engine.RunRequest;
import org.armillary.engine.quality.LimitSet;
import org.armillary.engine.run.DatasetRecord;
import org.armillary.engine.run.JobRecord;
import org.armillary.engine.run.JobState;
import org.armillary.engine.run.LeaseHolder;
import org.armillary.engine.run.RunRecord;
import org.armillary.engine.run.RunRecord.Counts;
import org.armillary.engine.run.RunRecord.Memory;
import org.armillary.engine.run.RunSummary;
import org.armillary.organiser.DatasetState;

/** One run as text. */
final class ShowText {

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
		lines.addAll(EnvironmentText.of(run));
		summary.outputFolder().ifPresent(folder -> lines.add("  products  " + folder));
		run.request().map(RunRequest::settings).filter(settings -> !settings.isEmpty())
				.ifPresent(settings -> lines.add("  settings  " + settings(settings)));
		lines.addAll(notes(run.request().map(RunRequest::notes).orElse(List.of())));
		lines.addAll(datasets(run.datasets()));
		run.request().flatMap(RunRequest::datasets).ifPresent(datasets -> lines.addAll(corrections(datasets)));
		lines.add("  jobs      " + counts(run.counts()));
		run.memory().forEach((actor, memory) -> lines.add("  memory    " + memory(actor, memory)));
		run.replans().forEach(replan -> lines
				.add("  planned again after " + replan.job() + ": " + replan.why().summary()));
		if (run.damagedLines() > 0) {
			lines.add("  " + Amounts.count(run.damagedLines(), "line") + " of the journal cannot be read");
		}
		lines.addAll(jobs(run.jobs(), run.environments(), LimitFiles.ofRun(run)));
		run.idle().forEach(message -> lines.add("  idle: " + message.summary()));
		return String.join("\n", lines);
	}

	/** What was told before the run began: note by note, or the first where there are many. */
	private static List<String> notes(List<Message> notes) {
		var lines = new ArrayList<String>();
		notes.stream().limit(RunReporter.MANY).forEach(note -> lines.add("  note      " + Shown.of(note.summary())));
		if (notes.size() > RunReporter.MANY) {
			lines.add("  note      and " + (notes.size() - RunReporter.MANY) + " more; ‘--json’ has all");
		}
		return lines;
	}

	/** What was corrected in headers, in the words in which the run told it when it began. */
	private static List<String> corrections(RunDatasets datasets) {
		var byFile = new LinkedHashMap<Path, List<HeaderCorrection>>();
		datasets.files().forEach((path, file) -> byFile.put(path, file.corrections()));
		return Corrections.told(byFile).stream().map(told -> "  " + Shown.of(told.summary())).toList();
	}

	/** The datasets with their states: one by one, or by state where there are many. */
	private static List<String> datasets(List<DatasetRecord> datasets) {
		if (datasets.isEmpty()) {
			return List.of();
		}
		var byState = new LinkedHashMap<String, Integer>();
		datasets.forEach(dataset -> byState.merge(words(dataset), 1, Integer::sum));
		var parts = new ArrayList<String>(List.of(datasets.size() + " in all"));
		byState.forEach((state, number) -> parts.add(number + " " + state));
		var lines = new ArrayList<String>(List.of("  datasets  " + String.join(", ", parts)));
		if (datasets.size() <= RunReporter.MANY) {
			int width = datasets.stream().mapToInt(dataset -> dataset.dataset().name().length()).max().orElse(0);
			datasets.forEach(dataset -> lines.add("    " + dataset.dataset().name()
					+ " ".repeat(width - dataset.dataset().name().length()) + "  " + words(dataset)
					+ (dataset.jobs() == 0 ? ""
							: ", " + dataset.ended() + " of " + Amounts.count(dataset.jobs(), "job") + " ended")));
		}
		return lines;
	}

	private static String words(DatasetRecord dataset) {
		return dataset.state().map(DatasetState::words).orElse(dataset.jobs() == 0 ? "used by others" : "waiting");
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
		return actor + ": " + Amounts.bytes(memory.peakBytes()) + " used, " + Amounts.bytes(memory.declaredBytes())
				+ " declared";
	}

	private static List<String> jobs(List<JobRecord> jobs, List<RunEnvironment> environments, LimitSet limits) {
		if (jobs.size() > RunReporter.MANY) {
			var lines = new ArrayList<String>(List.of(NodeSummary.of(jobs).text("  ")));
			jobs.stream().filter(job -> job.state() == JobState.FAILED || job.state() == JobState.SKIPPED)
					.forEach(job -> lines.add("  " + label(job) + "  " + words(job)));
			return lines;
		}
		int width = jobs.stream().mapToInt(job -> Lines.width(label(job))).max().orElse(0);
		var lines = new ArrayList<String>();
		for (JobRecord job : jobs) {
			lines.add("  " + Lines.padded(label(job), width) + "  " + words(job)
					+ job.result().map(RunText::seconds).orElse(""));
			job.result().ifPresent(result -> lines.addAll(RunText.details(result, job.reason().orElse(null),
					value -> limits.verdict(job.outline().actor(), value).state())));
			lines.addAll(EnvironmentText.attempts(job, environments));
		}
		return lines;
	}

	private static String label(JobRecord job) {
		return JobLabel.of(job.id(), job.outline().datasets());
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
