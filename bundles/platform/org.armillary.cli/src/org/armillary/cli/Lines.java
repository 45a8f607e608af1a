package org.armillary.cli;

import java.util.ArrayList;
import java.util.List;

/** Lines of text that fit into a width, characters. */
final class Lines {

	private Lines() {
	}

	/**
	 * Puts parts one after the other into lines; a part is never broken, so that one that is too long stands in a line of its
	 * own.
	 *
	 * @param indent
	 *            what the lines after the first begin with
	 * @param separator
	 *            what stands between two parts; blanks at its end are left out at the end of a line
	 */
	static String filled(List<String> parts, String separator, String indent, int width) {
		var lines = new ArrayList<String>();
		var line = new StringBuilder();
		boolean empty = true;
		for (int i = 0; i < parts.size(); i++) {
			String part = parts.get(i) + (i < parts.size() - 1 ? separator.stripTrailing() : "");
			if (!empty && width(line.toString()) + 1 + width(part) > width) {
				lines.add(line.toString());
				line = new StringBuilder(indent);
				empty = true;
			}
			line.append(empty ? "" : " ").append(part);
			empty = false;
		}
		lines.add(line.toString());
		return String.join("\n", lines);
	}

	/** Breaks a sentence at its blanks. */
	static String wrapped(String text, String indent, int width) {
		return filled(List.of(text.split(" ", -1)), "", indent, width);
	}

	/** A line of at most a width; what is cut off shows as an ellipsis. */
	static String cut(String line, int width) {
		return width(line) <= width ? line : line.substring(0, line.offsetByCodePoints(0, width - 1)) + "…";
	}

	/** A line with blanks at its end up to a width. */
	static String padded(String line, int width) {
		return line + " ".repeat(Math.max(0, width - width(line)));
	}

	/** How many characters wide a line is. */
	static int width(String line) {
		return line.codePointCount(0, line.length());
	}
}
