package org.armillary.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.armillary.cli.OrganiseGrid.Cell;
import org.armillary.cli.OrganiseGrid.Column;
import org.armillary.cli.OrganiseGrid.Row;
import org.armillary.organiser.Choice;
import org.armillary.organiser.Criterion;
import org.armillary.organiser.Outcome;
import org.armillary.organiser.rules.Level;
import org.armillary.organiser.trace.NeedTrace;
import org.armillary.organiser.trace.NeedTrace.Candidate;
import org.armillary.organiser.trace.NeedTrace.Miss;

/** Why a dataset got for a need what it got, as text for people; each line can be checked by hand. */
final class OrganiseNeedText {

	private static final String INDENT = "  ";
	private static final String DEEPER = "    ";
	private static final int MOST_ROWS = 60;
	private static final int WIDEST_TITLE = 12;

	private final NeedTrace trace;
	private final DatasetWords words;
	private final OrganiseGrid grid;
	private final boolean all;
	private final int width;

	/**
	 * Makes it.
	 *
	 * @param width
	 *            of the terminal, characters
	 */
	OrganiseNeedText(NeedTrace trace, int width) {
		this(trace, false, width);
	}

	/**
	 * Makes it.
	 *
	 * @param all
	 *            whether candidates that fail the same are told one by one
	 * @param width
	 *            of the terminal, characters
	 */
	OrganiseNeedText(NeedTrace trace, boolean all, int width) {
		this.all = all;
		this.trace = trace;
		this.words = new DatasetWords(trace.organisation().rules());
		this.grid = OrganiseGrid.of(trace);
		this.width = width;
	}

	/** The text, without a line break at its end. */
	String text() {
		var blocks = new ArrayList<String>();
		blocks.add(head());
		blocks.add(asks());
		blocks.add(candidates());
		blocks.add(conditions());
		if (!trace.association().satisfied()) {
			blocks.add(misses());
		}
		return blocks.stream().filter(block -> !block.isEmpty()).collect(Collectors.joining("\n\n"));
	}

	/** What was asked for and what came of it, in one sentence. */
	static String answer(NeedTrace trace) {
		String need = Shown.of(trace.need().name());
		if (!trace.association().wanted()) {
			return need + " is not wanted";
		}
		if (trace.association().choices().isEmpty()) {
			return trace.association().satisfied() ? "no " + need + ", which it can do without"
					: "no " + need + " can be chosen";
		}
		return need + " is " + trace.association().choices().stream().map(OrganiseNeedText::words)
				.collect(Collectors.joining(" and "))
				+ (trace.association().satisfied() ? ""
						: ", of which it needs " + trace.need().min());
	}

	/** A chosen dataset: {@code dark-60-2026-…, level 1 (good), -2.00 d}. */
	static String words(Choice choice) {
		return Shown.of(choice.dataset().name()) + ", level " + choice.level().number() + " (" + choice.level().words()
				+ "), " + DatasetWords.days(choice.days());
	}

	private String head() {
		var lines = new ArrayList<String>();
		lines.add(Lines.wrapped(Shown.of(trace.dataset().name()) + ": " + answer(trace), DEEPER, width));
		trace.wanted().ifPresent(explanation -> lines.add(INDENT + Lines.wrapped(
				(explanation.holds() ? "wanted, because " : "not wanted, because ") + Shown.of(explanation.text()),
				DEEPER, width - DEEPER.length())));
		trace.association().choices().forEach(choice -> words.checks().explained(choice.dataset())
				.forEach(check -> lines.add(INDENT + Lines.wrapped(DatasetChecks.MARK + " "
						+ (trace.association().choices().size() > 1 ? Shown.of(choice.dataset().name()) + ": " : "")
						+ check, DEEPER, width - DEEPER.length()))));
		lines.add(INDENT + "rule " + Shown.of(trace.need().line().toString()));
		return String.join("\n", lines);
	}

	private String asks() {
		var lines = new ArrayList<String>(List.of("it has"));
		int title = Math.max("begins".length(),
				trace.asked().stream().mapToInt(asked -> Lines.width(Shown.of(asked.quantity()))).max().orElse(0));
		trace.asked().forEach(asked -> lines.add(INDENT + Lines.padded(Shown.of(asked.quantity()), title) + INDENT
				+ words.values(asked.quantity(), asked.values())));
		lines.add(INDENT + Lines.padded("begins", title) + INDENT + begin(trace.dataset().mjd()));
		return String.join("\n", lines);
	}

	static String begin(double mjd) {
		return Double.isNaN(mjd) ? "at an unknown time"
				: Mjd.time(mjd) + " UTC, MJD " + String.format(Locale.ROOT, "%.5f", mjd);
	}

	private String candidates() {
		if (grid.rows().isEmpty()) {
			return "There are no candidates: no dataset of kind "
					+ trace.need().sources().stream().map(source -> Shown.of(source.type()))
							.collect(Collectors.joining(", "))
					+ ".";
		}
		OrganiseFolded told = all ? OrganiseFolded.none(grid) : OrganiseFolded.of(grid);
		boolean fits = fits(told);
		if (!fits && fits(told.narrow())) {
			told = told.narrow();
			fits = true;
		}
		List<Row> rows = shown(told.grid());
		var lines = new ArrayList<String>();
		lines.add(Lines.wrapped("candidates; " + Shown.of(trace.ranking()) + "; ✗ does not hold, [✗ …] decided",
				INDENT, width));
		if (!rows.isEmpty()) {
			lines.add(fits ? table(told.grid(), rows) : stacked(rows));
		}
		int more = told.grid().rows().size() - rows.size();
		if (more > 0) {
			lines.add(INDENT + "and " + more + " more, farther in time; --json has all");
		}
		told.folded().forEach(line -> lines.add(INDENT + Lines.wrapped(line, DEEPER, width - INDENT.length())));
		if (told.grid().rows().size() < grid.rows().size()) {
			lines.add(INDENT + "--files shows each of them");
		}
		return String.join("\n", lines);
	}

	private static List<Row> shown(OrganiseGrid grid) {
		return grid.rows().stream().limit(MOST_ROWS).toList();
	}

	private boolean fits(OrganiseFolded told) {
		return table(told.grid(), shown(told.grid())).lines().mapToInt(Lines::width).max().orElse(0) <= width;
	}

	private String table(OrganiseGrid grid, List<Row> rows) {
		var header = new ArrayList<String>(List.of("", "DATASET"));
		grid.columns().forEach(column -> header.add(column.title()));
		header.add("RESULT");
		var asked = new ArrayList<String>(List.of("", "asked"));
		grid.columns().forEach(column -> asked.add(column.asked()));
		asked.add("");
		var table = new TextTable(header).add(asked);
		for (Row row : rows) {
			var cells = new ArrayList<>(
					List.of(mark(row.candidate()), Shown.of(row.candidate().dataset().name())));
			row.cells().forEach(cell -> cells.add(cell(cell)));
			cells.add(OrganiseGrid.result(row.candidate(), words));
			table.add(cells);
		}
		return table.text("");
	}

	private String stacked(List<Row> rows) {
		var lines = new ArrayList<String>();
		for (Row row : rows) {
			lines.add(Lines.padded(mark(row.candidate()), 2) + INDENT + Shown.of(row.candidate().dataset().name()));
			var parts = new ArrayList<String>();
			for (int i = 0; i < row.cells().size(); i++) {
				parts.add(grid.columns().get(i).title() + " " + cell(row.cells().get(i)));
			}
			lines.add(DEEPER + Lines.filled(parts, " ·", DEEPER, width - DEEPER.length()));
			lines.add(DEEPER
					+ Lines.wrapped(OrganiseGrid.result(row.candidate(), words), DEEPER, width - DEEPER.length()));
		}
		return String.join("\n", lines);
	}

	static String mark(Candidate candidate) {
		return candidate.chosen() ? "✓" : candidate.admitted() ? Integer.toString(candidate.place()) : "✗";
	}

	private static String cell(Cell cell) {
		return cell.holds() && !cell.deciding() ? cell.text()
				: cell.deciding() ? "[✗ " + cell.text() + "]" : "✗ " + cell.text();
	}

	private String conditions() {
		var lines = new ArrayList<String>(List.of("conditions"));
		for (Column column : grid.columns()) {
			if (!column.rule().isEmpty()) {
				lines.add(INDENT + Lines.padded(column.title(), WIDEST_TITLE) + INDENT + column.rule()
						+ (column.line().isEmpty() ? "" : INDENT + column.line()));
			}
		}
		lines.add("levels, the first that holds counts");
		for (Level level : trace.need().levels()) {
			String name = Lines.padded(level.number() + " " + level.words(), "-1 better than the plan".length());
			lines.add(INDENT + name + INDENT + Lines.wrapped(
					OrganiseGrid.words(trace, level) + INDENT + Shown.of(level.line().toString()),
					" ".repeat(name.length() + 2 * INDENT.length()), width - name.length() - 2 * INDENT.length()));
		}
		return String.join("\n", lines);
	}

	private String misses() {
		var lines = new ArrayList<String>();
		if (!trace.misses().isEmpty()) {
			lines.add("nearest misses");
			for (Miss miss : trace.misses()) {
				lines.add(INDENT + Lines.wrapped(words(miss), DEEPER, width - INDENT.length()));
			}
		}
		if (!trace.remedies().isEmpty()) {
			lines.add("what can be done");
			trace.remedies().forEach(
					remedy -> lines.add(INDENT + Lines.wrapped(Shown.of(remedy), DEEPER, width - INDENT.length())));
		}
		return String.join("\n", lines);
	}

	/** A near miss: what it has, what was asked, and the line of the rule. */
	static String words(Miss miss) {
		return Shown.of(miss.candidate().dataset().name()) + ": "
				+ miss.failed().stream().map(OrganiseNeedText::words).collect(Collectors.joining("; "));
	}

	private static String words(Outcome outcome) {
		String line = " (" + Shown.of(outcome.criterion().line().toString()) + ")";
		if (outcome.criterion().kind() == Criterion.Kind.COMPLETE) {
			return "it is incomplete" + line;
		}
		if (outcome.criterion().kind() == Criterion.Kind.LIST) {
			return "kept out by " + OrganiseGrid.words(outcome.criterion()) + line;
		}
		return "not " + OrganiseGrid.words(outcome.criterion()) + " but " + OrganiseGrid.found(outcome) + line;
	}
}
