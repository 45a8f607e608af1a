package org.armillary.cli;

import java.util.ArrayList;
import java.util.List;

/** A table in fixed-width text: a header line, then rows; numbers are aligned at the right. */
final class TextTable {

	private final List<String> header;
	private final List<List<String>> rows = new ArrayList<>();

	TextTable(String... header) {
		this(List.of(header));
	}

	TextTable(List<String> header) {
		this.header = List.copyOf(header);
	}

	TextTable add(String... cells) {
		return add(List.of(cells));
	}

	TextTable add(List<String> cells) {
		rows.add(List.copyOf(cells));
		return this;
	}

	/** The lines, each after {@code indent}, without a line break at the end. */
	String text(String indent) {
		var all = new ArrayList<List<String>>();
		all.add(header);
		all.addAll(rows);
		var lines = new ArrayList<String>();
		for (List<String> row : all) {
			var line = new StringBuilder(indent);
			for (int column = 0; column < row.size(); column++) {
				int index = column;
				int width = all.stream().mapToInt(cells -> width(cells.get(index))).max().orElse(0);
				boolean right = !rows.isEmpty() && rows.stream().allMatch(cells -> isNumber(cells.get(index)));
				String cell = row.get(column);
				String padding = " ".repeat(width - width(cell));
				line.append(right ? padding + cell : cell + padding).append(column == row.size() - 1 ? "" : "  ");
			}
			lines.add(line.toString().stripTrailing());
		}
		return String.join("\n", lines);
	}

	private static int width(String cell) {
		return cell.codePointCount(0, cell.length());
	}

	private static boolean isNumber(String cell) {
		return cell.isEmpty() || cell.matches("[-+]?[0-9.]+([eE][-+]?\\d+)?|NaN|–");
	}
}
