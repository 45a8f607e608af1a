package org.armillary.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.armillary.organiser.Criterion;
import org.armillary.organiser.Criterion.Kind;
import org.armillary.organiser.Outcome;
import org.armillary.organiser.rules.Level;
import org.armillary.organiser.trace.NeedTrace;
import org.armillary.organiser.trace.NeedTrace.Candidate;

/**
 * The candidates for a need as a table: a column for each condition that must hold, the difference in time, what else levels
 * compare, and the level. What is in it is harmless text.
 *
 * @param columns
 *            the columns
 * @param rows
 *            one for each candidate
 */
record OrganiseGrid(List<Column> columns, List<Row> rows) {

	/**
	 * A column.
	 *
	 * @param title
	 *            one or two words
	 * @param asked
	 *            what the dataset in need has; empty where nothing is compared
	 * @param rule
	 *            the condition in words; empty where it is none
	 * @param line
	 *            where it stands; empty where it stands nowhere
	 */
	record Column(String title, String asked, String rule, String line) {
	}

	/**
	 * A value of a candidate.
	 *
	 * @param text
	 *            the value
	 * @param holds
	 *            whether the condition holds
	 * @param deciding
	 *            whether it decided that the candidate could not be chosen
	 */
	record Cell(String text, boolean holds, boolean deciding) {
	}

	/**
	 * A candidate.
	 *
	 * @param candidate
	 *            the candidate
	 * @param cells
	 *            one for each column
	 */
	record Row(Candidate candidate, List<Cell> cells) {
	}

	private static final int LONGEST_TITLE = 14;

	/** Puts a trace into a table. */
	static OrganiseGrid of(NeedTrace trace) {
		var general = new ArrayList<Integer>();
		// levels often compare the same: a column for each different one
		Map<String, Integer> ofLevels = new LinkedHashMap<>();
		for (int i = 0; i < trace.criteria().size(); i++) {
			Criterion criterion = trace.criteria().get(i);
			if (!criterion.kind().isOfLevel()) {
				general.add(i);
			} else if (criterion.kind() == Kind.LEVEL_MATCH) {
				ofLevels.putIfAbsent(criterion.words(), i);
			}
		}
		var columns = new ArrayList<Column>();
		for (int i : general) {
			Criterion criterion = trace.criteria().get(i);
			columns.add(new Column(title(criterion), few(criterion.asked()), words(criterion),
					Shown.of(criterion.line().toString())));
		}
		columns.add(new Column("Δt", "", "", ""));
		for (int i : ofLevels.values()) {
			Criterion criterion = trace.criteria().get(i);
			columns.add(new Column(title(criterion), few(criterion.asked()), "", ""));
		}
		columns.add(new Column("level", "", "", ""));
		List<Row> rows = trace.candidates().stream()
				.map(candidate -> row(candidate, general, List.copyOf(ofLevels.values()))).toList();
		return new OrganiseGrid(columns, rows);
	}

	private static Row row(Candidate candidate, List<Integer> general, List<Integer> ofLevels) {
		var cells = new ArrayList<Cell>();
		for (int i : general) {
			Outcome outcome = candidate.outcomes().get(i);
			cells.add(new Cell(found(outcome), outcome.holds(), candidate.deciding() == i));
		}
		cells.add(new Cell(difference(candidate), true, false));
		for (int i : ofLevels) {
			cells.add(new Cell(found(candidate.outcomes().get(i)), true, false));
		}
		cells.add(candidate.level().map(level -> new Cell(Integer.toString(level.number()), true, false))
				.orElseGet(() -> levelCell(candidate)));
		return new Row(candidate, cells);
	}

	/** The level that a candidate would have, had it not lost otherwise; none where no level holds. */
	private static Cell levelCell(Candidate candidate) {
		boolean holds = candidate.outcomes().stream().filter(outcome -> outcome.criterion().kind().isOfLevel())
				.map(outcome -> outcome.criterion().place()).distinct()
				.anyMatch(place -> candidate.outcomes().stream()
						.filter(outcome -> outcome.criterion().kind().isOfLevel()
								&& outcome.criterion().place() == place)
						.allMatch(Outcome::holds));
		boolean deciding = candidate.deciding() >= 0
				&& candidate.outcomes().get(candidate.deciding()).criterion().kind().isOfLevel();
		return new Cell(holds ? "–" : "none", holds, deciding);
	}

	/** The difference in time in the words of the level's conditions, so that the two can be compared. */
	private static String difference(Candidate candidate) {
		return candidate.outcomes().stream().filter(outcome -> outcome.criterion().kind() == Kind.LEVEL_WINDOW)
				.findFirst().map(outcome -> Shown.of(outcome.found()))
				.orElseGet(() -> DatasetWords.days(candidate.days()));
	}

	/** What a candidate has, with not too many values in it. */
	static String found(Outcome outcome) {
		if (outcome.criterion().kind() == Kind.COMPLETE || outcome.found().isEmpty()) {
			return outcome.criterion().kind() == Kind.COMPLETE ? outcome.holds() ? "yes" : "no" : "–";
		}
		return few(outcome.found()) + (outcome.away().isEmpty() ? "" : ", " + Shown.of(outcome.away()));
	}

	/** What became of a candidate, with not too many values in it, and the checks that its files fail. */
	static String result(Candidate candidate, DatasetWords words) {
		List<String> checks = words.checks().words(candidate.dataset());
		return result(candidate)
				+ (checks.isEmpty() ? "" : " " + DatasetChecks.MARK + " " + String.join(", ", checks));
	}

	private static String result(Candidate candidate) {
		String words = Shown.of(candidate.words());
		if (candidate.deciding() < 0) {
			return words;
		}
		String asked = Shown.of(candidate.outcomes().get(candidate.deciding()).criterion().asked());
		return asked.isEmpty() ? words : words.replace(asked, few(asked));
	}

	/** Values of a quantity, of many the first and the last. */
	private static String few(String values) {
		return DatasetWords.few(List.of(Shown.of(values).split(", ")));
	}

	/** A condition in words, with not too many values in it. */
	static String words(Criterion criterion) {
		if (criterion.kind() == Kind.COMPLETE) {
			return "it can be reduced itself";
		}
		String words = Shown.of(criterion.words());
		return criterion.asked().isEmpty() ? words : words.replace(Shown.of(criterion.asked()), few(criterion.asked()));
	}

	/** A condition in one or two words. */
	static String title(Criterion criterion) {
		return switch (criterion.kind()) {
		case SOURCE -> "kind";
		case COMPLETE -> "complete";
		case ONLY -> "only";
		case NEVER -> "never";
		case LIST -> "overlay";
		default -> {
			String first = Shown.of(criterion.words().replaceFirst(" (=.*|absent)$", ""));
			yield first.length() > LONGEST_TITLE ? first.substring(0, LONGEST_TITLE - 1) + "…" : first;
		}
		};
	}

	/** The conditions of a level in words: {@code ≤ 1.5 h, night equal}. */
	static String words(NeedTrace trace, Level level) {
		int place = trace.need().levels().indexOf(level);
		return String.join(", ", trace.criteria().stream()
				.filter(criterion -> criterion.kind().isOfLevel() && criterion.place() == place)
				.map(criterion -> words(criterion)).toList());
	}
}
