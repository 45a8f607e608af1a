package org.armillary.bench;

import java.util.ArrayList;
import java.util.List;

/** The table for the terminal. */
final class TextReport {

	private static final List<String> HEADINGS = List.of("  OURS", "MEDIAN (MIN, N)", "BESIDE", "MEDIAN (MIN, N)",
			"FIGURE", "TARGET", "", "");
	private static final String GAP = "  ";

	private TextReport() {
	}

	/** Lines of text, aligned over all rows. */
	static List<String> of(List<Result> results) {
		var cells = new ArrayList<List<String>>();
		cells.add(HEADINGS);
		for (Result result : results) {
			cells.add(List.of(result.name() + ": " + result.title()));
			if (!result.failure().isEmpty()) {
				cells.add(List.of("  not measured: " + result.failure()));
			}
			result.lines().forEach(line -> cells.add(cells(line)));
		}
		return cells.stream().map(row -> row.size() == 1 ? row.getFirst() : aligned(row, cells)).toList();
	}

	private static List<String> cells(Line line) {
		boolean measured = !Double.isNaN(line.figure());
		String figure = measured ? Samples.digits(line.figure()) + " " + line.unit() : "";
		String verdict = line.target().isEmpty() ? "" : line.isMissed() ? "MISSED" : "met";
		return List.of(GAP + line.what(), line.ours().map(Samples::text).orElse(""), line.beside(),
				line.theirs().map(Samples::text).orElse(measured ? "" : "not measured"), figure,
				line.target().map(Target::text).orElse(""), verdict, line.remark());
	}

	private static String aligned(List<String> row, List<List<String>> all) {
		var text = new StringBuilder();
		for (int column = 0; column < row.size(); column++) {
			int place = column;
			int width = all.stream().filter(cells -> cells.size() > 1).mapToInt(cells -> cells.get(place).length())
					.max()
					.orElse(0);
			String cell = row.get(column);
			text.append(cell).append(" ".repeat(width - cell.length())).append(GAP);
		}
		return text.toString().stripTrailing();
	}
}
