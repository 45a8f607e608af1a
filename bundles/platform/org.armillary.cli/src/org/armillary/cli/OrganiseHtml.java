package org.armillary.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.armillary.actor.message.Message;
import org.armillary.cli.OrganiseGrid.Cell;
import org.armillary.cli.OrganiseGrid.Column;
import org.armillary.cli.OrganiseGrid.Row;
import org.armillary.organiser.Association;
import org.armillary.organiser.Choice;
import org.armillary.organiser.Dataset;
import org.armillary.organiser.DatasetState;
import org.armillary.organiser.DatasetStatus;
import org.armillary.organiser.Frame;
import org.armillary.organiser.Member;
import org.armillary.organiser.rules.Level;
import org.armillary.organiser.trace.NeedTrace;
import org.armillary.organiser.trace.NeedTrace.Miss;
import org.armillary.organiser.trace.Tracer;
import org.armillary.report.page.HtmlPage;

/** Datasets as one page for a colleague: what there is, what is wrong, and for every need all candidates. */
final class OrganiseHtml {

	/** With more candidates than this the farthest in time are left out; the command line has all. */
	private static final int MOST_ROWS = 25;
	/** With more datasets than this only needs that are not satisfied have their candidates told: a page has its limits. */
	private static final int MOST_DATASETS = 300;

	private static final String STYLE = """

			:root { --ink: #1b2733; --soft: #5b6b7a; --line: #d8dee5; --back: #ffffff; --pane: #f5f7f9; --good: #1d6f42;
				--bad: #a8201a; --warn: #8a5a00; --link: #1a5fa8; }
			@media (prefers-color-scheme: dark) { :root { --ink: #dde4ea; --soft: #94a3b1; --line: #35424e; --back: #14191e;
				--pane: #1c232a; --good: #6fcf97; --bad: #ff8a80; --warn: #e6b450; --link: #7db8f0; } }
			* { box-sizing: border-box; }
			body { margin: 0 auto; padding: 1.5rem 1.25rem 4rem; max-width: 84rem; background: var(--back); color: var(--ink);
				font: 15px/1.5 system-ui, "Segoe UI", "DejaVu Sans", sans-serif; font-variant-numeric: tabular-nums; }
			h1 { font-size: 1.5rem; margin: 0 0 .25rem; } h2 { font-size: 1.15rem; margin: 2.2rem 0 .6rem; }
			h3 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; }
			p { margin: .25rem 0; } a { color: var(--link); text-decoration: none; } a:hover { text-decoration: underline; }
			.soft { color: var(--soft); } .good { color: var(--good); } .bad { color: var(--bad); font-weight: 600; }
			.warn { color: var(--warn); }
			.counts { display: flex; flex-wrap: wrap; gap: .4rem; padding: 0; margin: .9rem 0; list-style: none; }
			.counts li { border: 1px solid var(--line); border-radius: .4rem; padding: .1rem .55rem; background: var(--pane); }
			.scroll { overflow-x: auto; }
			table { border-collapse: collapse; width: 100%; }
			th, td { text-align: left; vertical-align: top; padding: .32rem .7rem .32rem 0; border-bottom: 1px solid var(--line); }
			th { font-weight: 600; color: var(--soft); font-size: .85rem; white-space: nowrap; }
			.candidates td, .candidates th { white-space: nowrap; }
			td.lost { color: var(--bad); } td.deciding { outline: 2px solid var(--bad); outline-offset: -2px; padding-left: .4rem; }
			tr.chosen td { background: var(--pane); font-weight: 600; }
			section { border: 1px solid var(--line); border-radius: .5rem; padding: .8rem 1rem; margin: .8rem 0; }
			section:target { border-color: var(--link); }
			details { margin: .5rem 0 0; } summary { cursor: pointer; } ul { padding-left: 1.2rem; margin: .3rem 0; }
			.problems li { margin: .5rem 0; } code { font: .9em ui-monospace, "DejaVu Sans Mono", monospace; }
			li, td, p { overflow-wrap: anywhere; }
			@media (max-width: 46rem) {
				.datasets thead { display: none; } .datasets tr { display: block; padding: .5rem 0; border-bottom: 1px solid var(--line); }
				.datasets td { display: block; border: 0; padding: .05rem 0; } .datasets td:empty { display: none; }
			}
			""";

	private final Organised organised;
	private final List<Dataset> datasets;
	private final DatasetWords words;
	private final Tracer tracer;
	private final HtmlPage page = new HtmlPage();
	private final Map<Dataset, String> anchors = new LinkedHashMap<>();

	/**
	 * Makes it.
	 *
	 * @param datasets
	 *            those that are told
	 */
	OrganiseHtml(Organised organised, List<Dataset> datasets) {
		this.organised = organised;
		this.datasets = datasets;
		this.words = organised.words();
		this.tracer = new Tracer(organised.organisation());
		datasets.forEach(dataset -> anchors.put(dataset, "dataset-" + (anchors.size() + 1)));
	}

	/** The page. */
	String page() {
		String title = "Datasets of " + String.join(", ", organised.places());
		page.element("h1", title);
		page.element("p", "soft",
				new OrganiseText(organised, datasets, false, Integer.MAX_VALUE).head() + " · rules in "
						+ organised.organisation().rules().file());
		counts();
		problems();
		corrections();
		nights();
		page.element("h2", "Each dataset");
		if (datasets.size() > MOST_DATASETS) {
			page.element("p", "soft", "Of so many datasets, candidates are told only where none could be chosen; "
					+ "--dataset makes a page of fewer.");
		}
		datasets.forEach(this::dataset);
		return page.page(title, STYLE);
	}

	private void counts() {
		page.open("ul", List.of("class", "counts"));
		DatasetWords.countWords(organised.organisation()).forEach(count -> page.element("li", count));
		page.close("ul");
	}

	private void problems() {
		// what each dataset lacks stands at the dataset
		List<Message> problems = organised.problems().stream()
				.filter(problem -> !problem.id().equals(OrganiseCommand.INCOMPLETE)).toList();
		List<Dataset> incomplete = datasets.stream().filter(dataset -> !dataset.complete()).toList();
		if (problems.isEmpty() && incomplete.isEmpty()) {
			return;
		}
		page.element("h2", "What to know").open("ul", List.of("class", "problems"));
		if (!incomplete.isEmpty()) {
			page.open("li").element("span", "bad", Amounts.count(incomplete.size(), "dataset") + " incomplete")
					.open("ul");
			for (Dataset dataset : incomplete) {
				page.open("li");
				link(dataset);
				page.text(" lacks " + String.join("; ", words.lacks(dataset))).close("li");
			}
			page.close("ul").close("li");
		}
		for (Message problem : problems) {
			page.open("li").element("span", "warn", problem.summary());
			problem.detail().ifPresent(detail -> detail.lines().forEach(line -> page.element("p", line)));
			problem.remedies().forEach(remedy -> page.element("p", "soft", remedy));
			page.close("li");
		}
		page.close("ul");
	}

	private void corrections() {
		List<Frame> corrected = organised.organisation().frames().stream()
				.filter(frame -> !frame.corrections().isEmpty()).toList();
		if (!corrected.isEmpty()) {
			page.element("h2", "Corrected headers (marked *)").open("ul");
			OrganiseCorrections.lines(corrected).forEach(line -> page.element("li", line));
			page.close("ul");
		}
	}

	private void nights() {
		var nights = new LinkedHashMap<String, List<Dataset>>();
		datasets.forEach(dataset -> nights.computeIfAbsent(words.night(dataset), _ -> new ArrayList<>()).add(dataset));
		nights.forEach((night, ofNight) -> {
			page.element("h2", "Night " + night).open("table", List.of("class", "datasets"));
			page.open("thead").open("tr");
			List.of("dataset", "files", "state", "chosen: level", "lacks, and to be doubted")
					.forEach(head -> page.element("th", head));
			page.close("tr").close("thead").open("tbody");
			OrganiseRow.of(ofNight, organised, words, true).forEach(this::line);
			page.close("tbody").close("table");
		});
	}

	private void line(OrganiseRow row) {
		DatasetState state = organised.states().of(row.dataset()).state();
		page.open("tr").open("td").open("a", List.of("href", "#" + anchors.get(row.dataset())))
				.text(row.cells().getFirst()).close("a").close("td").element("td", row.cells().get(1))
				.element("td", style(state), row.cells().get(2));
		choices(row);
		page.open("td");
		words.lacks(row.dataset()).forEach(lack -> page.open("div").element("span", "bad", lack).close("div"));
		words.belowPlan(row.dataset()).forEach(below -> page.element("div", "warn", below));
		words.checks().words(row.dataset())
				.forEach(check -> page.element("div", "warn", DatasetChecks.MARK + " " + check));
		page.close("td").close("tr");
	}

	/** What was chosen: by name, where the line is of one dataset. */
	private void choices(OrganiseRow row) {
		if (row.number() > 1) {
			page.element("td", row.cells().get(3));
			return;
		}
		page.open("td");
		for (Association association : row.dataset().associations()) {
			for (Choice choice : association.choices()) {
				page.open("div").text(association.need().name() + ": ");
				link(choice.dataset());
				page.text(" level " + choice.level().number()
						+ (DatasetWords.isFar(choice) ? " (" + DatasetWords.days(choice.days()) + ")" : ""))
						.close("div");
			}
		}
		page.close("td");
	}

	private void link(Dataset dataset) {
		String name = dataset.name() + (dataset.members().stream()
				.anyMatch(member -> !member.frame().corrections().isEmpty()) ? "*" : "");
		String anchor = anchors.get(dataset);
		if (anchor == null) {
			page.text(name);
		} else {
			page.open("a", List.of("href", "#" + anchor)).text(name).close("a");
		}
	}

	private static String style(DatasetState state) {
		return switch (state) {
		case REDUCED -> "good";
		case FAILED -> "bad";
		case OUT_OF_DATE, PARTLY_REDUCED -> "warn";
		case NEW, RUNNING -> "soft";
		};
	}

	private void dataset(Dataset dataset) {
		DatasetStatus status = organised.states().of(dataset);
		page.open("section", List.of("id", anchors.get(dataset))).element("h3", dataset.name());
		page.open("p").text(words.members(dataset) + " · begins " + OrganiseNeedText.begin(dataset.mjd()) + " · ")
				.element("span", style(status.state()), status.state().words()
						+ (status.reason().isEmpty() ? "" : ": " + status.reason()))
				.close("p");
		List<String> key = dataset.key().entrySet().stream()
				.map(entry -> entry.getKey() + " " + words.value(entry.getKey(), entry.getValue())).toList();
		page.element("p", "soft", "together by " + (key.isEmpty() ? "kind alone" : String.join(" · ", key)) + " ("
				+ dataset.rule().line() + ")");
		words.lacks(dataset).forEach(lack -> page.element("p", "bad", "lacks: " + lack));
		words.belowPlan(dataset).forEach(below -> page.element("p", "warn", below));
		words.checks().explained(dataset)
				.forEach(check -> page.element("p", "warn", DatasetChecks.MARK + " " + check));
		members(dataset);
		for (Association association : dataset.associations()) {
			if (datasets.size() <= MOST_DATASETS || !association.satisfied()) {
				tracer.need(dataset, association.need().name()).ifPresent(this::need);
			}
		}
		page.close("section");
	}

	private void members(Dataset dataset) {
		page.open("details").element("summary", Amounts.count(dataset.members().size(), "file")).open("ul");
		for (Member member : dataset.members()) {
			Frame frame = member.frame();
			page.open("li").open("code").text(frame.name()).close("code").text(
					" " + frame.category() + ", " + Mjd.time(frame.mjd())
							+ (frame.corrections().isEmpty() ? "" : ", corrected")
							+ (member.skipped() ? ", skipped: " + member.rule().skipReason() : ""))
					.close("li");
		}
		page.close("ul").close("details");
	}

	private void need(NeedTrace trace) {
		boolean bad = !trace.association().satisfied();
		page.open(bad ? "details open" : "details").open("summary");
		page.element("span", bad ? "bad" : "soft", OrganiseNeedText.answer(trace)).close("summary");
		trace.wanted().ifPresent(
				wanted -> page.element("p", (wanted.holds() ? "wanted: " : "not wanted: ") + wanted.text()));
		page.element("p", "soft", "it has " + asked(trace) + "; rule " + trace.need().line() + "; " + trace.ranking());
		OrganiseGrid grid = OrganiseGrid.of(trace);
		if (grid.rows().isEmpty()) {
			page.element("p", "There are no candidates.");
		} else {
			candidates(grid);
		}
		conditions(trace, grid);
		if (bad) {
			misses(trace);
		}
		page.close("details");
	}

	private String asked(NeedTrace trace) {
		var parts = new ArrayList<String>();
		trace.asked().forEach(
				asked -> parts.add(asked.quantity() + " " + words.values(asked.quantity(), asked.values())));
		parts.add("begins " + OrganiseNeedText.begin(trace.dataset().mjd()));
		return String.join(" · ", parts);
	}

	private void candidates(OrganiseGrid grid) {
		page.open("div", List.of("class", "scroll")).open("table", List.of("class", "candidates")).open("thead")
				.open("tr").element("th", "").element("th", "dataset");
		for (Column column : grid.columns()) {
			page.element("th", column.title() + (column.asked().isEmpty() ? "" : " = " + column.asked()));
		}
		page.element("th", "result").close("tr").close("thead").open("tbody");
		for (Row row : grid.rows().stream().limit(MOST_ROWS).toList()) {
			page.open("tr", List.of("class", row.candidate().chosen() ? "chosen" : "other"));
			page.element("td", OrganiseNeedText.mark(row.candidate())).open("td");
			link(row.candidate().dataset());
			page.close("td");
			row.cells().forEach(this::cell);
			page.element("td", OrganiseGrid.result(row.candidate(), words)).close("tr");
		}
		page.close("tbody").close("table").close("div");
		if (grid.rows().size() > MOST_ROWS) {
			page.element("p", "soft", "and " + (grid.rows().size() - MOST_ROWS) + " more, farther in time");
		}
	}

	private void cell(Cell cell) {
		if (cell.holds() && !cell.deciding()) {
			page.element("td", cell.text());
		} else {
			page.element("td", cell.deciding() ? "lost deciding" : "lost",
					"✗ " + cell.text() + (cell.deciding() ? " (decided)" : ""));
		}
	}

	private void conditions(NeedTrace trace, OrganiseGrid grid) {
		page.open("ul", List.of("class", "soft"));
		for (Column column : grid.columns()) {
			if (!column.rule().isEmpty()) {
				page.element("li", column.title() + ": " + column.rule() + " (" + column.line() + ")");
			}
		}
		for (Level level : trace.need().levels()) {
			page.element("li", "level " + level.number() + ", " + level.words() + ": "
					+ OrganiseGrid.words(trace, level) + " (" + level.line() + ")");
		}
		page.close("ul");
	}

	private void misses(NeedTrace trace) {
		if (!trace.misses().isEmpty()) {
			page.element("p", "Nearest misses").open("ul");
			for (Miss miss : trace.misses()) {
				page.element("li", OrganiseNeedText.words(miss));
			}
			page.close("ul");
		}
		trace.remedies().forEach(remedy -> page.element("p", remedy));
	}
}
