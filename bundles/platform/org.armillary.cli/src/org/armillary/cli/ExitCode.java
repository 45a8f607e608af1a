package org.armillary.cli;

/** What the process tells the shell. */
final class ExitCode {

	/** All jobs were done, some perhaps only in part or with nothing to do. */
	static final int OK = 0;
	/** A job failed, or was skipped because of one, after the run had started. */
	static final int FAILED = 1;
	/** Refused before any job started: usage, validation, input found bad from its header, output folder. */
	static final int REFUSED = 2;
	/** Nothing selected, or what was selected is incomplete. */
	static final int NOTHING_SELECTED = 3;
	/** Cancelled. */
	static final int CANCELLED = 130;

	private ExitCode() {
	}
}
