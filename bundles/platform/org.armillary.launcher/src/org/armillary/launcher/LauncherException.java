package org.armillary.launcher;

/** Armillary cannot start, for a reason that its message tells the user in one sentence. */
final class LauncherException extends Exception {

	private static final long serialVersionUID = 1L;

	/** The exit code that the process ends with. */
	private final int exitCode;

	LauncherException(int exitCode, String message) {
		super(message);
		this.exitCode = exitCode;
	}

	int exitCode() {
		return exitCode;
	}
}
