package org.armillary.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.armillary.engine.quality.Interval;
import org.armillary.engine.quality.Limit;
import org.armillary.engine.quality.QualityState;
import org.armillary.report.Quality.Series;
import org.armillary.report.Quality.Value;
import org.armillary.report.page.Figures;
import org.armillary.report.page.HtmlPage;
import org.armillary.report.page.PagedTable;
import org.armillary.report.page.PagedTable.Column;
import org.armillary.report.plot.Sparkline;

/** Quality control: which values miss a limit, and all values with their trend over earlier results. */
final class QualitySection {

	private static final int ROWS = 20;
	/** A trend shows no more values than it has room for. */
	private static final int MOST_IN_TREND = 30;

	private final Quality quality;

	QualitySection(Quality quality) {
		this.quality = quality;
	}

	/** Writes it; nothing where no job measured anything. */
	void write(HtmlPage page) {
		if (quality.values().isEmpty()) {
			return;
		}
		page.open("section", List.of("id", "quality", "aria-labelledby", "quality-title"));
		page.open("h2", List.of("id", "quality-title")).text("Quality control").close("h2");
		page.open("ul", List.of("class", "counts"));
		for (QualityState state : QualityState.values()) {
			long count = quality.count(state);
			if (count > 0) {
				page.open("li").markup(Mark.of(state).shape()).text(" " + count + " " + Mark.of(state).word())
						.close("li");
			}
		}
		page.close("ul");
		missed(page);
		all(page);
		page.close("section");
	}

	private void missed(HtmlPage page) {
		List<Value> missed = quality.values().stream()
				.filter(value -> value.verdict().state() == QualityState.FAILED
						|| value.verdict().state() == QualityState.REQUIREMENT_MET)
				.sorted((a, b) -> a.verdict().state().compareTo(b.verdict().state())).toList();
		boolean several = quality.series().stream().anyMatch(series -> series.values().size() > 1);
		if (missed.isEmpty() || !several) {
			return;
		}
		var table = new PagedTable("missed-table", "Values beyond a limit, the worst first", "values",
				List.of(Column.words("state"), Column.words("value"), Column.words("job"), Column.numbers("measured"),
						Column.words("requirement"), Column.words("goal"), Column.words("why this limit")),
				List.of("state"), ROWS);
		for (Value value : missed) {
			var cells = new HtmlPage();
			cells.open("td", List.of("class", "tight"));
			Mark.of(value.verdict().state()).write(cells);
			cells.end("td");
			cells.open("th", List.of("scope", "row", "class", "value")).text(value.measured().name());
			small(cells, value.measured().subject());
			cells.end("th").open("td");
			ProblemsSection.link(cells, value.job());
			cells.end("td");
			number(cells, Figures.number(value.measured().value()), value.measured().unit());
			limits(cells, value.verdict().limit(), value.measured().unit());
			cells.open("td", List.of("class", "long")).text(value.verdict().limit().map(QualitySection::why)
					.orElse("")).end("td");
			table.row(List.of("data-state", Mark.of(value.verdict().state()).word()), cells);
		}
		table.write(page);
	}

	private static String why(Limit limit) {
		return (limit.why().isEmpty() ? "" : limit.why() + " · ") + limit.file() + ":" + limit.line();
	}

	private void all(HtmlPage page) {
		List<FoldedQuality> rows = FoldedQuality.of(quality.series());
		boolean folded = rows.stream().anyMatch(FoldedQuality::isFolded);
		boolean judged = quality.series().stream().anyMatch(series -> limit(series).isPresent());
		var table = table("quality-table", (judged ? "All values by node, the worst first" : "All values by node")
				+ "; trend: earlier results of the same actor in this store, then those of this run"
				+ (folded ? "; of many subjects: these side by side" : ""), judged);
		rows.forEach(row -> {
			if (row.isFolded()) {
				row(table, row, judged);
			} else {
				row(table, row.members().getFirst(), judged);
			}
		});
		table.write(page);
		if (folded) {
			List<Series> each = rows.stream().filter(FoldedQuality::isFolded).flatMap(row -> row.members().stream())
					.toList();
			page.open("details").element("summary", "Each of the many subjects on its own (" + each.size() + ")");
			var one = table("subject-table", "Values of many subjects, one by one", judged);
			each.forEach(series -> row(one, series, judged));
			one.write(page);
			page.close("details");
		}
	}

	private static PagedTable table(String id, String caption, boolean judged) {
		var columns = new ArrayList<Column>();
		if (judged) {
			columns.add(Column.words("state"));
		}
		columns.addAll(List.of(Column.words("value"), Column.words("node"), Column.numbers("measured")));
		if (judged) {
			columns.addAll(List.of(Column.words("requirement"), Column.words("goal")));
		}
		columns.add(Column.words("trend"));
		return new PagedTable(id, caption, "values", columns, List.of("state", "node"), ROWS);
	}

	private static void row(PagedTable table, Series series, boolean judged) {
		var cells = new HtmlPage();
		begin(cells, series, Optional.empty(), series.subject(), judged);
		measured(cells, series);
		Optional<Limit> limit = limit(series);
		if (judged) {
			limits(cells, limit, series.unit());
		}
		end(table, cells, series, trend(series, limit));
	}

	/** A row for many subjects. */
	private static void row(PagedTable table, FoldedQuality folded, boolean judged) {
		Series first = folded.members().getFirst();
		var cells = new HtmlPage();
		begin(cells, first, folded.share(), folded.members().size() + " subjects", judged);
		cells.open("td", List.of("class", "number")).text(Figures.number(folded.median()));
		cells.text(first.unit().isEmpty() ? "" : " " + first.unit()).empty("br", List.of());
		cells.open("small").text(folded.words()).end("small").end("td");
		boolean same = folded.members().stream().map(QualitySection::limit).distinct().count() == 1;
		Optional<Limit> limit = same ? limit(first) : Optional.empty();
		if (judged && same) {
			limits(cells, limit, first.unit());
		} else if (judged) {
			cells.element("td", "several").element("td", "several");
		}
		end(table, cells, first, folded.strip(limit));
	}

	private static void begin(HtmlPage cells, Series series, Optional<String> share, String subject, boolean judged) {
		if (judged) {
			cells.open("td", List.of("class", "tight"));
			Mark.of(series.state()).write(cells);
			share.ifPresent(words -> small(cells, words));
			cells.end("td");
		}
		cells.open("th", List.of("scope", "row", "class", "value")).text(series.name());
		small(cells, subject);
		cells.end("th").open("td").text(series.node()).end("td");
	}

	private static void end(PagedTable table, HtmlPage cells, Series series, String trend) {
		cells.open("td", List.of("class", "tight")).markup(trend).end("td");
		table.row(List.of("data-state", Mark.of(series.state()).word(), "data-node", series.node()), cells);
	}

	/** The limit that the worst of the values was judged by. */
	private static Optional<Limit> limit(Series series) {
		return series.values().stream().min((a, b) -> a.verdict().state().compareTo(b.verdict().state()))
				.flatMap(value -> value.verdict().limit());
	}

	private static void measured(HtmlPage cells, Series series) {
		if (series.values().size() == 1) {
			number(cells, Figures.number(series.median()), series.unit());
			return;
		}
		double[] known = series.values().stream().mapToDouble(value -> value.measured().value())
				.filter(value -> !Double.isNaN(value)).sorted().toArray();
		cells.open("td", List.of("class", "number")).text(Figures.number(series.median()));
		cells.text(series.unit().isEmpty() ? "" : " " + series.unit()).empty("br", List.of());
		cells.open("small").text(known.length == 0 ? series.values().size() + " jobs, no value"
				: "median of " + series.values().size() + ", " + Figures.number(known[0]) + " … "
						+ Figures.number(known[known.length - 1]))
				.end("small").end("td");
	}

	private static void number(HtmlPage cells, String number, String unit) {
		cells.open("td", List.of("class", "number")).text(number);
		if (!unit.isEmpty()) {
			cells.text(" ").open("small").text(unit).end("small");
		}
		cells.end("td");
	}

	private static void small(HtmlPage cells, String text) {
		if (!text.isEmpty()) {
			cells.text(" ").open("small").text(text).end("small");
		}
	}

	private static void limits(HtmlPage cells, Optional<Limit> limit, String measured) {
		cells.open("td", List.of("class", "tight"))
				.text(limit.map(known -> words(known.requirement(), unit(known, measured)))
						.orElse("–"))
				.end("td");
		cells.open("td", List.of("class", "tight"))
				.text(limit.map(known -> words(known.goal(), unit(known, measured))).orElse("–")).end("td");
	}

	/** The unit of a limit where it is not that of the value, so that the two cannot be compared. */
	private static String unit(Limit limit, String measured) {
		return limit.unit().equals(measured) ? "" : limit.unit().isEmpty() ? "(pure number)" : limit.unit();
	}

	/** A range in words: {@code ≤ 12 adu}, {@code 3 … 5}. */
	static String words(Interval range, String unit) {
		String after = unit.isEmpty() ? "" : " " + unit;
		boolean below = Double.isInfinite(range.lowest());
		boolean above = Double.isInfinite(range.highest());
		if (below && above) {
			return "any";
		}
		if (below) {
			return "≤ " + Figures.exact(range.highest()) + after;
		}
		return above ? "≥ " + Figures.exact(range.lowest()) + after
				: Figures.exact(range.lowest()) + " … " + Figures.exact(range.highest()) + after;
	}

	private static String trend(Series series, Optional<Limit> limit) {
		var values = new ArrayList<Double>(series.earlier());
		series.values().forEach(value -> values.add(value.measured().value()));
		if (values.size() < 2) {
			return "<span class=\"soft\">first value</span>";
		}
		double[] shown = values.subList(Math.max(0, values.size() - MOST_IN_TREND), values.size()).stream()
				.mapToDouble(Double::doubleValue).toArray();
		int earlier = series.earlier().size();
		String words = series.name() + ": " + Figures.count(earlier, "earlier value")
				+ (earlier == 0 ? "" : ", the last of them " + Figures.number(series.earlier().getLast()))
				+ "; now " + Figures.number(series.values().getLast().measured().value());
		Sparkline line = Sparkline.of(shown, words);
		if (limit.isPresent() && limit.get().unit().equals(series.unit())) {
			line = line.withLimits(limit.get().requirement(), limit.get().goal());
		}
		return line.svg();
	}
}
