package org.armillary.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A table in fixed-width text: a header line, then rows; numbers are aligned at the right. */
final class TextTable {

	private static final Pattern NUMBER = Pattern.compile("([-+]?[0-9.]+([eE][-+]?\\d+)?|NaN|–)( [✔◆✖ ])?");

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

	/** How wide it is without an indent, in characters. */
	int width() {
		return text("").lines().mapToInt(TextTable::width).max().orElse(0);
	}

	/** The lines, each after {@code indent}, without a line break at the end. */
	String text(String indent) {
		var all = new ArrayList<List<String>>();
		all.add(header);
		all.addAll(rows);
		int columns = header.size();
		var widths = new int[columns];
		var right = new boolean[columns];
		for (int column = 0; column < columns; column++) {
			int index = column;
			widths[column] = all.stream().mapToInt(cells -> width(cells.get(index))).max().orElse(0);
			right[column] = !rows.isEmpty() && rows.stream().allMatch(cells -> isNumber(cells.get(index)));
		}
		var lines = new ArrayList<String>();
		for (List<String> row : all) {
			var line = new StringBuilder(indent);
			for (int column = 0; column < columns; column++) {
				String cell = row.get(column);
				String padding = " ".repeat(widths[column] - width(cell));
				line.append(right[column] ? padding + cell : cell + padding).append(column == columns - 1 ? "" : "  ");
			}
			lines.add(line.toString().stripTrailing());
		}
		return String.join("\n", lines);
	}

	private static int width(String cell) {
		return cell.codePointCount(0, cell.length());
	}

	private static boolean isNumber(String cell) {
		return cell.isEmpty() || NUMBER.matcher(cell).matches();
	}
}
