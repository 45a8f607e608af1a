package org.armillary.workflow.text;

/**
 * A place in a text.
 *
 * @param line
 *            line, from 1; 0 where there is no text
 * @param column
 *            character in the line, from 1; 0 where there is no text
 */
public record Position(int line, int column) implements Comparable<Position> {

	/** No place. */
	public static final Position NONE = new Position(0, 0);

	@Override
	public int compareTo(Position other) {
		return line == other.line ? Integer.compare(column, other.column) : Integer.compare(line, other.line);
	}
}
