package org.armillary.workflow.text;

import java.util.ArrayList;
import java.util.List;

import org.snakeyaml.engine.v2.exceptions.Mark;

/** The text of a file with its lines; knows where its marks are and how to show a place to a user. */
public final class SourceText {

	private static final String BYTE_ORDER_MARK = "\uFEFF";
	private static final int SHOWN = 100;

	private final String name;
	private final String bom;
	private final String text;
	private final List<Integer> starts = new ArrayList<>();

	/**
	 * Takes a text.
	 *
	 * @param source
	 *            the text, perhaps with a byte order mark
	 * @param name
	 *            what messages call it, usually a path
	 */
	public SourceText(String source, String name) {
		this.name = name;
		bom = source.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : "";
		text = source.substring(bom.length());
		starts.add(0);
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			boolean last = i + 1 == text.length();
			if (c == '\n' || c == '\r' && (last || text.charAt(i + 1) != '\n')) {
				starts.add(i + 1);
			}
		}
		if (starts.size() > 1 && starts.getLast() == text.length()) {
			starts.removeLast();
		}
	}

	/** What messages call the file. */
	public String name() {
		return name;
	}

	/** The text, without a byte order mark. */
	public String text() {
		return text;
	}

	/** A byte order mark, or nothing. */
	public String bom() {
		return bom;
	}

	/** Number of lines. */
	public int lines() {
		return starts.size();
	}

	/** Offset of the first character of a line; lines count from 0. */
	public int start(int line) {
		return line < starts.size() ? starts.get(line) : text.length();
	}

	/** The text of some lines, with their ends. */
	public String lines(int from, int to) {
		return from >= to ? "" : text.substring(start(from), start(to));
	}

	/** The text of a line without its end. */
	public String line(int line) {
		return lines(line, line + 1).stripTrailing();
	}

	/** Number of spaces a line begins with; -1 for a blank line. */
	public int indent(int line) {
		String content = line(line);
		return content.isEmpty() ? -1 : content.length() - content.stripLeading().length();
	}

	/** Whether nothing but a comment stands in a line, provided that the line is not inside of a text. */
	public boolean isComment(int line) {
		return line(line).stripLeading().startsWith("#");
	}

	/** The end of lines of this text. */
	public String lineEnd() {
		int first = text.indexOf('\n');
		return first > 0 && text.charAt(first - 1) == '\r' ? "\r\n" : "\n";
	}

	/** Offset of a mark. */
	public int offset(Mark mark) {
		int start = start(mark.getLine());
		return start >= text.length() ? text.length() : text.offsetByCodePoints(start, mark.getColumn());
	}

	/** Place of an offset. */
	public Position position(int offset) {
		int line = 0;
		while (line + 1 < starts.size() && starts.get(line + 1) <= offset) {
			line++;
		}
		return new Position(line + 1, text.codePointCount(starts.get(line), Math.min(offset, text.length())) + 1);
	}

	/** Place of a mark; one after the last line is moved to the end of that. */
	public Position position(Mark mark) {
		if (mark.getLine() >= lines()) {
			return new Position(lines(), line(lines() - 1).length() + 1);
		}
		return new Position(mark.getLine() + 1, mark.getColumn() + 1);
	}

	/** {@code file:line:column}. */
	public String place(Position position) {
		return position.line() < 1 ? name : name + ":" + position.line() + ":" + position.column();
	}

	/** The line of a place with a caret under the character; a tab is shown as an arrow. */
	public String excerpt(Position position) {
		if (position.line() < 1 || position.line() > lines()) {
			return "";
		}
		String line = line(position.line() - 1).replace('\t', '→').replaceAll("\\p{Cntrl}", "␦");
		int column = Math.min(position.column(), line.codePointCount(0, line.length()) + 1);
		int from = Math.max(0, column - SHOWN);
		int first = line.offsetByCodePoints(0, from);
		int last = line.offsetByCodePoints(first,
				Math.min(SHOWN + SHOWN / 4, line.codePointCount(first, line.length())));
		String number = Integer.toString(position.line());
		return number + " | " + line.substring(first, last) + "\n" + " ".repeat(number.length()) + " | "
				+ " ".repeat(column - 1 - from) + "^";
	}
}
