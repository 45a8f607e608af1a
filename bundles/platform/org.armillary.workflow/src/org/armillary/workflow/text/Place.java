package org.armillary.workflow.text;

/**
 * A place in one of several texts.
 *
 * @param source
 *            the text
 * @param position
 *            where in it
 */
public record Place(SourceText source, Position position) {

	/** {@code file:line:column}. */
	public String text() {
		return source.place(position);
	}

	/** The place of a character of a text that begins here, perhaps in quotes; here, where it is written otherwise. */
	public Place inside(String text, int column) {
		if (position.line() < 1) {
			return this;
		}
		String line = source.line(position.line() - 1);
		int start = line.offsetByCodePoints(0, Math.min(position.column() - 1, line.codePointCount(0, line.length())));
		int quote = start < line.length() && "\"'".indexOf(line.charAt(start)) >= 0 && !line.startsWith(text, start) ? 1
				: 0;
		return line.startsWith(text, start + quote)
				? new Place(source, new Position(position.line(), position.column() + quote + column - 1))
				: this;
	}
}
