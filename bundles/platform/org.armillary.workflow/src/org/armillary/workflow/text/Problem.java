package org.armillary.workflow.text;

import org.armillary.actor.message.Message;

/**
 * Something wrong or noteworthy in a text.
 *
 * @param severity
 *            whether the text cannot be used
 * @param message
 *            what the user is told; its summary begins with {@code file:line:column}
 * @param file
 *            what messages call the file it is in, or the one that it uses, as a workflow a sub-workflow; empty where it is in none
 * @param line
 *            line, from 1; 0 where the problem is not in a line
 * @param column
 *            character in the line, from 1; 0 where the problem is not in a line
 */
public record Problem(Severity severity, Message message, String file, int line, int column) {

	/** How bad it is. */
	public enum Severity {
		/** The text cannot be used: a workflow cannot run, rules organise nothing. */
		ERROR,
		/** It can be used; the user should know. */
		NOTE
	}

	/** Whether the text cannot be used. */
	public boolean isError() {
		return severity == Severity.ERROR;
	}

	/** The place in the file. */
	public Position position() {
		return new Position(line, column);
	}
}
