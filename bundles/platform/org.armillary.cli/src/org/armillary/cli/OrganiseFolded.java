package org.armillary.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

import org.armillary.cli.OrganiseGrid.Cell;
import org.armillary.cli.OrganiseGrid.Column;
import org.armillary.cli.OrganiseGrid.Row;
import org.armillary.organiser.Criterion;
import org.armillary.organiser.Criterion.Kind;
import org.armillary.organiser.Outcome;

/**
 * A table of candidates made short: those that fail the same condition that no level can mend are only counted.
 *
 * @param grid
 *            the candidates that are told one by one
 * @param folded
 *            a line for each condition that others fail: {@code 18 with another band: H, K}
 */
record OrganiseFolded(OrganiseGrid grid, List<String> folded) {

	/** As many are told one by one. */
	private static final int FEW = 2;

	/** Counts what fails the same. */
	static OrganiseFolded of(OrganiseGrid grid) {
		Map<Criterion, List<Row>> failing = new LinkedHashMap<>();
		for (Row row : grid.rows()) {
			failed(row, Optional.empty())
					.ifPresent(
							outcome -> failing.computeIfAbsent(outcome.criterion(), _ -> new ArrayList<>()).add(row));
		}
		Set<Row> gone = new HashSet<>();
		var lines = new ArrayList<String>();
		failing.forEach((criterion, rows) -> {
			if (rows.size() > FEW) {
				gone.addAll(rows);
				lines.add(line(criterion, rows));
			}
		});
		List<Row> rows = grid.rows().stream().filter(row -> !gone.contains(row)).toList();
		return new OrganiseFolded(new OrganiseGrid(grid.columns(), rows), lines);
	}

	/** The grid as it is. */
	static OrganiseFolded none(OrganiseGrid grid) {
		return new OrganiseFolded(grid, List.of());
	}

	/** The first that fails of what a need asks for whatever the level, or of one condition. */
	private static Optional<Outcome> failed(Row row, Optional<Criterion> criterion) {
		return row.candidate().outcomes().stream().filter(outcome -> !outcome.holds())
				.filter(outcome -> switch (outcome.criterion().kind()) {
				case SOURCE, ONLY, NEVER, MATCH -> criterion.isEmpty() || criterion.get().equals(outcome.criterion());
				case COMPLETE, LIST, LEVEL_WINDOW, LEVEL_MATCH -> false;
				}).findFirst();
	}

	private static String line(Criterion criterion, List<Row> rows) {
		var values = new TreeSet<String>();
		rows.forEach(row -> failed(row, Optional.of(criterion)).map(OrganiseGrid::found).ifPresent(values::add));
		String found = DatasetWords.few(List.copyOf(values));
		return rows.size() + switch (criterion.kind()) {
		case MATCH -> " with another " + OrganiseGrid.title(criterion) + ": " + found;
		case SOURCE -> " of another kind: " + found;
		default -> " against ‘" + OrganiseGrid.words(criterion) + "’";
		};
	}

	/** The columns in which all candidates have the same, and the condition holds; the kind stands in the name too. */
	private List<Integer> same() {
		return grid.rows().size() < 2 ? List.of() : IntStream.range(0, grid.columns().size()).filter(column -> {
			Set<Cell> cells = new LinkedHashSet<>();
			grid.rows().forEach(row -> cells.add(row.cells().get(column)));
			return !grid.columns().get(column).rule().isEmpty() && cells.size() == 1
					&& cells.iterator().next().holds()
					|| isKind(column) && cells.stream().allMatch(Cell::holds);
		}).boxed().toList();
	}

	private boolean isKind(int column) {
		return !grid.columns().get(column).rule().isEmpty()
				&& grid.rows().getFirst().candidate().outcomes().get(column).criterion().kind() == Kind.SOURCE;
	}

	/** The same without the columns in which all candidates have the same, which stand in a line of their own. */
	OrganiseFolded narrow() {
		List<Integer> same = same();
		if (same.isEmpty()) {
			return this;
		}
		List<Integer> kept = IntStream.range(0, grid.columns().size()).filter(column -> !same.contains(column)).boxed()
				.toList();
		List<Column> columns = kept.stream().map(grid.columns()::get).toList();
		List<Row> rows = grid.rows().stream()
				.map(row -> new Row(row.candidate(), kept.stream().map(row.cells()::get).toList())).toList();
		var lines = new ArrayList<>(folded);
		List<String> told = same.stream().filter(column -> !isKind(column)).map(column -> grid.columns().get(column)
				.title() + " " + grid.rows().getFirst().cells().get(column).text()).toList();
		if (!told.isEmpty()) {
			lines.addFirst("all of these: " + String.join(" · ", told));
		}
		return new OrganiseFolded(new OrganiseGrid(columns, rows), lines);
	}
}
