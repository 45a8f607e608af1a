package org.armillary.workflow;

import org.armillary.actor.message.Message;

/**
 * Something wrong or noteworthy in a workflow file.
 *
 * @param severity
 *            whether the workflow cannot run
 * @param message
 *            what the user is told; its summary begins with {@code file:line:column}
 * @param file
 *            what messages call the file it is in: the workflow file, or that of a sub-workflow; empty where it is in none
 * @param line
 *            line, from 1; 0 where the problem is not in a line
 * @param column
 *            character in the line, from 1; 0 where the problem is not in a line
 */
public record Problem(Severity severity, Message message, String file, int line, int column) {

	/** How bad it is. */
	public enum Severity {
		/** The workflow cannot run. */
		ERROR,
		/** It runs; the user should know. */
		NOTE
	}

	/** Whether the workflow cannot run. */
	public boolean isError() {
		return severity == Severity.ERROR;
	}

	/** The place in the file. */
	public Position position() {
		return new Position(line, column);
	}
}
