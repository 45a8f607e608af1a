package org.armillary.organiser.rules;

/**
 * Where a rule stands.
 *
 * @param file
 *            what people call the file
 * @param line
 *            line, from 1
 */
public record RuleLine(String file, int line) {

	/** {@code file:line}. */
	@Override
	public String toString() {
		return file + ":" + line;
	}
}
