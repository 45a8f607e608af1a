package org.armillary.report;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.armillary.actor.QcValue;
import org.armillary.actor.message.Message;
import org.armillary.engine.JobReason;
import org.armillary.engine.JobResult;
import org.armillary.engine.ResourceUse;
import org.armillary.engine.run.JobRecord.Attempt;
import org.armillary.engine.run.JobState;
import org.armillary.report.page.Figures;
import org.armillary.report.page.HtmlPage;
import org.armillary.report.page.PagedTable;
import org.armillary.report.page.PagedTable.Column;

/** All jobs as a table. */
final class JobsSection {

	private static final int ROWS = 50;
	private static final int LONGEST_REASON = 240;
	/** Values of a job that failed which are told. */
	private static final int MOST_MEASURED = 6;

	private final ReportRun run;

	JobsSection(ReportRun run) {
		this.run = run;
	}

	/** Writes it. */
	void write(HtmlPage page) {
		page.open("section", List.of("id", "jobs", "aria-labelledby", "jobs-title"));
		page.open("h2", List.of("id", "jobs-title")).text("Jobs").close("h2");
		var table = new PagedTable("job-table", "All jobs in the order of the plan", "jobs",
				List.of(Column.words("state"), Column.words("job"), Column.words("why, and what it said"),
						Column.numbers("began, UTC"), Column.numbers("time"), Column.numbers("CPU"),
						Column.numbers("memory"), Column.numbers("products")),
				List.of("state", "node"), ROWS);
		List<ZonedDateTime> begins = run.jobs().stream().flatMap(job -> job.job().attempts().stream())
				.map(attempt -> attempt.started().atZone(ZoneOffset.UTC)).toList();
		boolean oneDay = begins.stream().map(ZonedDateTime::toLocalDate).distinct().count() <= 1;
		run.jobs().forEach(job -> row(table, job, oneDay));
		table.write(page);
		page.close("section");
	}

	private void row(PagedTable table, ReportJob job, boolean oneDay) {
		var cells = new HtmlPage();
		cells.open("td", List.of("class", "tight"));
		job.mark().write(cells);
		Mark.outOfDate(cells, job);
		cells.end("td").open("th", List.of("scope", "row", "class", "name")).text(job.id());
		if (!job.subject().isEmpty()) {
			cells.empty("br", List.of()).open("small").text(job.subject()).end("small");
		}
		cells.end("th").open("td", List.of("class", "long"));
		job.job().reason().ifPresent(reason -> cells.open("div").text(reason(reason)).end("div"));
		for (Message message : job.messages()) {
			cells.open("div").text(message.summary()).end("div");
		}
		job.outOfDate().ifPresent(mark -> cells.open("div", List.of("class", "warn")).text(mark.words()).end("div"));
		measured(job).ifPresent(words -> cells.open("div", List.of("class", "soft")).text(words).end("div"));
		int attempts = job.job().attempts().size();
		if (attempts > 1) {
			cells.open("div", List.of("class", "warn")).text(attempts + " attempts").end("div");
		}
		cells.end("td");
		// the attempt whose time stands beside it
		Optional<Attempt> last = job.job().attempts().reversed().stream().findFirst();
		number(cells, last.map(attempt -> Figures.moment(attempt.started()))
				.map(moment -> oneDay ? moment.substring(moment.indexOf(' ') + 1) : moment).orElse("–"));
		ResourceUse use = job.result().map(JobResult::use).orElse(ResourceUse.UNKNOWN);
		Optional<Duration> soFar = last.filter(_ -> job.job().state() == JobState.RUNNING)
				.map(attempt -> Duration.between(attempt.started(), run.end()));
		number(cells, soFar.map(time -> Figures.time(time) + " so far").or(() -> job.result().map(JobResult::duration)
				.filter(time -> !time.isZero()).map(Figures::time)).orElse("–"));
		number(cells, use.cpuSeconds() > 0 ? Figures.seconds(use.cpuSeconds()) : "–");
		number(cells, use.peakMemoryBytes() > 0 ? Figures.bytes(use.peakMemoryBytes())
				: use.declaredMemoryBytes() > 0 ? "≤ " + Figures.bytes(use.declaredMemoryBytes()) : "–");
		number(cells, Integer.toString(job.result().map(result -> result.products().values().stream()
				.mapToInt(List::size).sum()).orElse(0)));
		table.row(List.of("id", job.anchor(), "data-state", job.mark().word(), "data-node", job.node(), "class",
				job.mark() == Mark.FAILED || job.outOfDate().isPresent() ? "bad" : "job"), cells);
	}

	/** What a job measured that did not end well; it does not count elsewhere. */
	private static Optional<String> measured(ReportJob job) {
		List<QcValue> values = job.isFinished() ? List.of() : job.result().map(JobResult::qc).orElse(List.of());
		if (values.isEmpty()) {
			return Optional.empty();
		}
		String words = values.stream().limit(MOST_MEASURED)
				.map(value -> value.name() + (value.subject().isEmpty() ? "" : " (" + value.subject() + ")") + " "
						+ Figures.number(value.value()) + (value.unit().isEmpty() ? "" : " " + value.unit()))
				.collect(Collectors.joining(", "));
		return Optional.of("measured, but not judged: " + words + (values.size() > MOST_MEASURED
				? ", and " + (values.size() - MOST_MEASURED) + " more"
				: ""));
	}

	private static String reason(JobReason reason) {
		String text = reason.text();
		return text.length() <= LONGEST_REASON ? text
				: text.substring(0, Character.isHighSurrogate(text.charAt(LONGEST_REASON - 1)) ? LONGEST_REASON - 1
						: LONGEST_REASON) + "…";
	}

	private static void number(HtmlPage cells, String text) {
		cells.open("td", List.of("class", "number")).text(text).end("td");
	}
}
