package org.armillary.bench;

/** Something could not be measured; the message says what and what would help. */
final class BenchException extends Exception {

	private static final long serialVersionUID = 1;

	BenchException(String message) {
		super(message);
	}

	BenchException(String message, Throwable cause) {
		super(message, cause);
	}
}
