package org.armillary.report;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.engine.JobReport;
import org.armillary.engine.JobResult;
import org.armillary.engine.RunEnvironment;
import org.armillary.engine.quality.QualityState;
import org.armillary.engine.run.JobState;
import org.armillary.engine.run.RunSummary;
import org.armillary.report.page.Figures;
import org.armillary.report.page.HtmlPage;

/** Begin of a report: what was run, how it went in one sentence, and the numbers that say how large it was. */
final class HeadSection {

	/** Names of a path that the head shows. */
	private static final int SHOWN_NAMES = 2;

	private final ReportRun run;
	private final Quality quality;

	HeadSection(ReportRun run, Quality quality) {
		this.run = run;
		this.quality = quality;
	}

	/** Title of the page. */
	String title() {
		return workflow() + " · run " + run.record().summary().id();
	}

	private String workflow() {
		String name = run.record().summary().workflow();
		return name.isEmpty() ? "Run" : name;
	}

	/** The sentence that says how it went. */
	String verdict() {
		Map<Mark, Integer> counts = run.counts();
		int all = run.jobs().size();
		var parts = new ArrayList<String>();
		var of = new ArrayList<String>();
		add(of, counts, Mark.REUSED, "reused");
		add(of, counts, Mark.PARTIAL, "only in part");
		add(of, counts, Mark.NO_WORK, "with nothing to do");
		boolean alone = all == 1 && good(counts) == 0;
		parts.add(all == 0 ? isActive() ? "No job is planned yet" : "No job was planned"
				: alone ? "The job " + word(run.jobs().getFirst().job().state())
						: done(good(counts), all)
								+ (of.isEmpty() ? "" : " (" + String.join(", ", of) + ")"));
		if (!alone) {
			add(parts, counts, Mark.FAILED, "failed");
			add(parts, counts, Mark.SKIPPED, counts.containsKey(Mark.FAILED) ? "skipped because of that" : "skipped");
			add(parts, counts, Mark.CANCELLED, "cancelled");
			open(parts);
		}
		return String.join(", ", parts) + quality() + outOfDate() + ".";
	}

	/** That results are not to be used, after a semicolon; empty where all are. */
	private String outOfDate() {
		int marked = run.outOfDate().size();
		return marked == 0 ? ""
				: marked == 1 && run.jobs().size() == 1 ? "; its result is marked out of date"
						: "; " + Figures.count(marked, "result") + (marked == 1 ? " is" : " are")
								+ " marked out of date";
	}

	private static int good(Map<Mark, Integer> counts) {
		return counts.getOrDefault(Mark.DONE, 0) + counts.getOrDefault(Mark.REUSED, 0)
				+ counts.getOrDefault(Mark.PARTIAL, 0) + counts.getOrDefault(Mark.NO_WORK, 0);
	}

	private boolean isActive() {
		return run.record().summary().state().isActive();
	}

	private String done(int good, int all) {
		if (good == all) {
			return (all == 1 ? "The job is" : "All " + all + " jobs are") + " done";
		}
		return (good == 0 ? "None" : Integer.toString(good)) + " of " + Figures.count(all, "job")
				+ (good <= 1 ? " is done" : " are done") + (isActive() ? " so far" : "");
	}

	/** How a job alone stands that is not done. */
	private static String word(JobState state) {
		return switch (state) {
		case OK, PARTIAL, NO_WORK -> "is done";
		case FAILED -> "failed";
		case SKIPPED -> "was skipped";
		case CANCELLED -> "was cancelled";
		case RUNNING -> "is at work";
		case WAITING -> "waits for another run";
		case INTERRUPTED -> "was cut off";
		case PENDING -> "has not begun";
		};
	}

	/** The jobs without an end, by what they do. */
	private void open(List<String> parts) {
		var states = new EnumMap<JobState, Integer>(JobState.class);
		run.jobs().stream().filter(job -> job.mark() == Mark.OPEN)
				.forEach(job -> states.merge(job.job().state(), 1, Integer::sum));
		states.forEach((state, count) -> parts.add(count + switch (state) {
		case RUNNING -> " at work";
		case WAITING -> " waiting for another run";
		case INTERRUPTED -> " cut off";
		default -> isActive() ? " to do" : " not begun";
		}));
	}

	/** What is to be said of quality control, after a semicolon; empty for nothing. */
	private String quality() {
		long missed = quality.count(QualityState.FAILED);
		long near = quality.count(QualityState.REQUIREMENT_MET);
		String soFar = isActive() ? " so far"
				: run.jobs().stream().allMatch(ReportJob::isFinished) ? "" : " by the jobs that are done";
		if (missed > 0) {
			return "; " + Figures.count(missed, "QC value")
					+ (missed == 1 ? " misses its requirement" : " miss their requirement");
		}
		if (near > 0) {
			return "; all QC requirements are met" + soFar + ", " + near
					+ (near == 1 ? " value misses its goal" : " values miss their goal");
		}
		return quality.count(QualityState.GOAL_MET) > 0 ? "; all QC goals are met" + soFar : "";
	}

	private static void add(List<String> parts, Map<Mark, Integer> counts, Mark mark, String words) {
		int count = counts.getOrDefault(mark, 0);
		if (count > 0) {
			parts.add(count + " " + words);
		}
	}

	private Mark mark() {
		return switch (run.record().summary().state()) {
		case DONE -> quality.count(QualityState.FAILED) > 0 || !run.outOfDate().isEmpty() ? Mark.PARTIAL : Mark.DONE;
		case FAILED, STOPPED, DAMAGED -> Mark.FAILED;
		case CANCELLED -> Mark.CANCELLED;
		case WAITING, RUNNING, INTERRUPTED -> Mark.OPEN;
		};
	}

	/** What the state of the run adds to those of its jobs. */
	private String state() {
		return switch (run.record().summary().state()) {
		case WAITING -> "Not begun.";
		case RUNNING -> "Still running.";
		case INTERRUPTED -> "Interrupted.";
		case DONE -> "";
		case FAILED -> run.counts().containsKey(Mark.FAILED) ? "" : "Failed.";
		case CANCELLED -> "Cancelled.";
		case STOPPED -> "Stopped.";
		case DAMAGED -> "Damaged.";
		};
	}

	/** How long it took. */
	private String took() {
		String again = run.record().resumptions().isEmpty() ? ""
				: ", taken up again " + Figures.count(run.record().resumptions().size(), "time");
		return switch (run.record().summary().state()) {
		case WAITING -> "";
		case RUNNING -> "still going on" + again;
		default -> "took " + Figures.time(run.record().busy()) + again;
		};
	}

	/** Writes it. */
	void write(HtmlPage page) {
		RunSummary summary = run.record().summary();
		page.open("header").element("p", "brand", "Armillary · report of a run").element("h1", workflow());
		run.workflow().map(flow -> flow.description()).filter(text -> !text.isBlank())
				.ifPresent(text -> page.element("p", "soft", text));
		page.open("p", List.of("class", "verdict")).markup(mark().shape() + " ");
		if (!state().isEmpty()) {
			page.open("strong").text(state()).end("strong").text(" ");
		}
		page.text(verdict()).close("p");
		page.open("dl", List.of("class", "facts"));
		page.open("div", List.of("class", "wide")).element("dt", "Run").open("dd").text(summary.id());
		summary.outputFolder().ifPresent(place -> page.open("small", List.of("title", place.toString()))
				.text("to " + shortened(place)).end("small"));
		page.close("dd").close("div");
		fact(page, "Began, UTC", summary.begun().map(Figures::moment).orElse("not yet"),
				took());
		fact(page, "Work", Figures.time(work()), "by its jobs; CPU " + Figures.seconds(cpu()));
		fact(page, "Products", Figures.count(products(), "file"), Figures.bytes(bytes()));
		fact(page, "Made by", run.record().environments().stream().reduce((_, last) -> last)
				.map(RunEnvironment::version).map(version -> "Armillary " + version).orElse("Armillary"), "");
		page.close("dl").close("header");
	}

	/** The end of a path; all of it stands among the environment. */
	private static String shortened(Path place) {
		int names = place.getNameCount();
		return names <= SHOWN_NAMES ? place.toString() : "…/" + place.subpath(names - SHOWN_NAMES, names);
	}

	private static void fact(HtmlPage page, String name, String value, String more) {
		page.open("div").element("dt", name).open("dd").text(value);
		if (!more.isBlank()) {
			page.open("small").text(more).end("small");
		}
		page.close("dd").close("div");
	}

	private Duration work() {
		return run.jobs().stream().filter(job -> !job.job().reused()).map(ReportJob::result)
				.flatMap(Optional::stream).map(JobResult::duration).reduce(Duration.ZERO, Duration::plus);
	}

	private double cpu() {
		return run.jobs().stream().filter(job -> !job.job().reused()).map(ReportJob::result)
				.flatMap(Optional::stream).mapToDouble(result -> result.use().cpuSeconds()).sum();
	}

	private long products() {
		return run.jobs().stream().map(ReportJob::result).flatMap(Optional::stream)
				.mapToLong(result -> result.products().values().stream().mapToLong(List::size).sum()).sum();
	}

	private long bytes() {
		return run.jobs().stream().map(ReportJob::report).flatMap(Optional::stream).mapToLong(JobReport::bytes).sum();
	}
}
