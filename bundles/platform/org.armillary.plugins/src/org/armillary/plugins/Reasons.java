package org.armillary.plugins;

import java.io.IOException;
import java.util.Arrays;

import org.armillary.actor.message.Reason;
import org.osgi.framework.BundleException;
import org.xml.sax.SAXParseException;

/** Exceptions in the words of a user, each in one line. */
final class Reasons {

	private Reasons() {
	}

	/** Why something failed: the exception that others were made of, in one line. */
	static String of(Throwable problem) {
		Throwable innermost = problem;
		while (innermost.getCause() != null && innermost.getCause() != innermost) {
			innermost = innermost.getCause();
		}
		return switch (innermost) {
		case SAXParseException e -> "line " + e.getLineNumber() + ": " + Reason.oneLine(e.getMessage());
		case IOException e -> Reason.of(e);
		case BundleException e -> Reason.oneLine(e.getMessage());
		default -> Reason.oneLine(innermost.toString());
		};
	}

	/**
	 * Why something failed, from a printed stack trace: the last cause.
	 *
	 * @param stackTrace
	 *            what {@link Throwable#printStackTrace()} prints
	 */
	static String ofStackTrace(String stackTrace) {
		String cause = "Caused by: ";
		return Arrays.stream(stackTrace.split("\\R")).filter(line -> line.startsWith(cause))
				.reduce((first, second) -> second)
				.map(line -> line.substring(cause.length())).orElseGet(() -> stackTrace.lines().findFirst().orElse(""))
				.strip();
	}
}
