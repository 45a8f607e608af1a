package org.armillary.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

import org.armillary.actor.message.Message;
import org.armillary.engine.quality.QualityState;
import org.armillary.report.page.Figures;
import org.armillary.report.page.HtmlPage;

/** What needs attention: why jobs failed, values that miss their requirement, and what jobs said although they succeeded. */
final class ProblemsSection {

	private static final int MOST_JOBS = 24;
	/** Notes of a kind that are not folded away. */
	private static final int MOST_NOTES = 6;

	private final ReportRun run;
	private final Quality quality;
	private final List<FailureGroup> failures;
	private final List<FailureGroup> caveats;

	ProblemsSection(ReportRun run, Quality quality) {
		this.run = run;
		this.quality = quality;
		this.failures = FailureGroup.failures(run.jobs());
		this.caveats = FailureGroup.caveats(run.jobs());
	}

	/** Writes it. */
	void write(HtmlPage page) {
		page.open("section", List.of("id", "attention", "aria-labelledby", "attention-title"));
		page.open("h2", List.of("id", "attention-title")).text("What needs attention").close("h2");
		long missed = quality.count(QualityState.FAILED);
		List<Message> given = run.messages();
		long unlike = quality.values().stream().filter(value -> value.verdict().isOfOtherUnit()).count();
		if (failures.isEmpty() && given.isEmpty() && missed + unlike == 0 && run.outOfDate().isEmpty()) {
			String soFar = run.record().summary().state().isActive() ? " so far" : "";
			page.element("p", "fine", caveats.isEmpty() && run.told().isEmpty()
					? "Nothing" + soFar + ": no job failed, and none has anything to say."
					: "No job failed" + soFar + "; what " + (run.told().isEmpty() ? "jobs have to say"
							: "there is to say of the files") + " stands below.");
		}
		outOfDate(page);
		given.forEach(message -> words(page, "cause", message));
		failures.forEach(group -> cause(page, group));
		if (missed > 0) {
			page.open("div", List.of("class", "cause")).element("h3",
					Figures.count(missed, "QC value") + (missed == 1 ? " misses its requirement"
							: " miss their requirement"));
			page.open("p").text("They stand first under ").open("a", List.of("href", "#quality"))
					.text("quality control").end("a").text(".").close("p").close("div");
		}
		if (unlike > 0) {
			page.open("div", List.of("class", "cause caveat")).element("h3", Figures.count(unlike, "QC value")
					+ (unlike == 1 ? " has" : " have") + " another unit than the limit for it")
					.element("p", "Nobody can say whether the limit is met; both units stand under quality control.")
					.close("div");
		}
		told(page);
		if (!caveats.isEmpty()) {
			page.open("details", failures.isEmpty() ? List.of("open", "open") : List.of());
			page.element("summary", "What jobs said although they succeeded ("
					+ Figures.count(caveats.size(), "kind") + ")");
			caveats.forEach(group -> caveat(page, group));
			page.close("details");
		}
		notes(page);
		page.close("section");
	}

	/** The results that somebody marked, by reason. */
	private void outOfDate(HtmlPage page) {
		var marked = new LinkedHashMap<String, List<ReportJob>>();
		run.outOfDate().forEach(job -> job.outOfDate()
				.ifPresent(mark -> marked.computeIfAbsent(mark.words(), _ -> new ArrayList<>()).add(job)));
		marked.forEach((words, jobs) -> {
			page.open("div", List.of("class", "cause")).open("h3").markup(Mark.OUT_OF_DATE.shape() + " ")
					.text(Figures.count(jobs.size(), "result") + (jobs.size() == 1 ? " is" : " are") + " out of date")
					.close("h3");
			long products = jobs.stream().flatMap(job -> job.result().stream())
					.mapToLong(result -> result.products().values().stream().mapToLong(List::size).sum()).sum();
			page.element("p", words).open("p").text((products == 0 ? "Nothing was made"
					: "Do not use the "
							+ Figures.count(products, "product"))
					+ " of ");
			links(page, jobs);
			page.text("; a new run makes " + (jobs.size() == 1 ? "it" : "them") + " again.").close("p").close("div");
		});
	}

	/** What was told of the files before the run began, by kind. */
	private void told(HtmlPage page) {
		var kinds = new LinkedHashMap<String, List<Message>>();
		run.told().forEach(note -> kinds.computeIfAbsent(note.id(), _ -> new ArrayList<>()).add(note));
		if (kinds.isEmpty()) {
			return;
		}
		page.open("div", List.of("class", "cause caveat")).element("h3", "Told before the run began");
		kinds.values().forEach(notes -> {
			boolean more = notes.size() > MOST_NOTES;
			sentences(page, notes.subList(0, more ? MOST_NOTES : notes.size()));
			if (more) {
				page.open("details").element("summary", notes.size() - MOST_NOTES + " more like these");
				sentences(page, notes.subList(MOST_NOTES, notes.size()));
				page.close("details");
			}
			List<String> remedies = notes.stream().flatMap(note -> note.remedies().stream()).distinct()
					.limit(MOST_NOTES).toList();
			page.element("p", "note", String.join(" ", remedies));
		});
		page.close("div");
	}

	private static void sentences(HtmlPage page, List<Message> notes) {
		page.open("ul");
		for (Message note : notes) {
			page.open("li").text(note.summary());
			note.detail().ifPresent(detail -> page.open("pre").lines(detail).close("pre"));
			page.close("li");
		}
		page.close("ul");
	}

	private void notes(HtmlPage page) {
		var notes = new ArrayList<>(run.record().notes());
		notes.addAll(run.record().idle());
		if (!notes.isEmpty()) {
			page.open("details").element("summary", "Notes on the workflow (" + notes.size() + ")").open("ul");
			notes.forEach(note -> page.element("li", note.summary()));
			page.close("ul").close("details");
		}
		if (run.record().damagedLines() > 0) {
			page.element("p", "warn", Figures.count(run.record().damagedLines(), "line")
					+ " of the journal could not be read; what stood there is missing here.");
		}
	}

	private static void words(HtmlPage page, String style, Message message) {
		page.open("div", List.of("class", style)).element("h3", message.summary());
		body(page, message);
		page.close("div");
	}

	private static void body(HtmlPage page, Message message) {
		message.detail().ifPresent(detail -> page.open("pre").lines(detail).close("pre"));
		if (!message.remedies().isEmpty()) {
			page.open("ul");
			message.remedies().forEach(remedy -> page.element("li", remedy));
			page.close("ul");
		}
		page.open("p", List.of("class", "note")).text("message ").open("code").text(message.id()).end("code")
				.close("p");
	}

	private static void cause(HtmlPage page, FailureGroup group) {
		page.open("div", List.of("class", "cause"));
		Mark mark = group.jobs().getFirst().mark();
		page.open("h3").markup(mark.shape() + " ").text(group.message().summary()).close("h3");
		page.open("p").text(Figures.count(group.jobs().size(), "job") + (mark == Mark.FAILED ? " failed"
				: " did not start"));
		if (!group.skipped().isEmpty()) {
			page.text(", and " + group.skipped().size() + " more did not start because of "
					+ (group.jobs().size() == 1 ? "it" : "them"));
		}
		page.text(": ");
		links(page, group.jobs());
		page.close("p");
		body(page, group.message());
		others(page, group);
		Optional.of(group.jobs().getFirst().trace()).filter(trace -> !trace.isBlank())
				.ifPresent(trace -> page.open("details").element("summary", "For the author of the actor")
						.open("pre").lines(trace).close("pre").close("details"));
		page.close("div");
	}

	/** What the other jobs of a group said, where it is not the same. */
	private static void others(HtmlPage page, FailureGroup group) {
		List<ReportJob> different = group.jobs().stream().skip(1)
				.filter(job -> !FailureGroup.said(job).summary().equals(group.message().summary())).toList();
		if (!different.isEmpty() || !group.skipped().isEmpty()) {
			page.open("details").element("summary", "Job by job").open("ul");
			different.stream().limit(MOST_JOBS).forEach(job -> {
				page.open("li");
				link(page, job);
				page.text(": " + FailureGroup.said(job).summary()).close("li");
			});
			group.skipped().stream().limit(MOST_JOBS).forEach(job -> {
				page.open("li");
				link(page, job);
				page.text(" was skipped").close("li");
			});
			long more = Math.max(0, different.size() - MOST_JOBS) + Math.max(0, group.skipped().size() - MOST_JOBS);
			if (more > 0) {
				page.element("li", "and " + more + " more, under jobs");
			}
			page.close("ul").close("details");
		}
	}

	private static void caveat(HtmlPage page, FailureGroup group) {
		page.open("div", List.of("class", "cause caveat")).element("h3", group.message().summary());
		page.open("p").text(Figures.count(group.jobs().size(), "job") + ": ");
		links(page, group.jobs());
		page.close("p");
		body(page, group.message());
		if (!group.sentences().isEmpty()) {
			page.open("details").element("summary", "Job by job").open("ul");
			group.sentences().stream().limit(MOST_JOBS).forEach(said -> {
				page.open("li");
				link(page, said.job());
				page.text(": " + said.message().summary()).close("li");
			});
			if (group.sentences().size() > MOST_JOBS) {
				page.element("li", "and " + (group.sentences().size() - MOST_JOBS) + " more, under jobs");
			}
			page.close("ul").close("details");
		}
		page.close("div");
	}

	private static void links(HtmlPage page, List<ReportJob> jobs) {
		for (int i = 0; i < Math.min(jobs.size(), MOST_JOBS); i++) {
			page.text(i == 0 ? "" : ", ");
			link(page, jobs.get(i));
		}
		if (jobs.size() > MOST_JOBS) {
			page.text(" and " + (jobs.size() - MOST_JOBS) + " more");
		}
	}

	/** A link to a job, with what it works on. */
	static void link(HtmlPage page, ReportJob job) {
		page.open("a", List.of("href", "#" + job.anchor())).text(job.id()).end("a");
		if (!job.subject().isEmpty()) {
			page.text(" (" + job.subject() + ")");
		}
	}
}
