package org.armillary.cli;

import java.io.OutputStream;
import java.io.PrintStream;

import org.armillary.actor.message.Message;

/**
 * Where the command line writes to: results on standard output, messages and progress on standard error. Control characters
 * in anything that comes from files are made visible, so that no header value can move the cursor or change colours.
 */
final class Terminal {

	private final PrintStream out;
	private final PrintStream err;
	private final boolean interactive;
	private boolean progressShown;

	/**
	 * Makes a terminal.
	 *
	 * @param interactive
	 *            whether a person watches, so that a progress line is rewritten in place
	 */
	Terminal(PrintStream out, PrintStream err, boolean interactive) {
		this.out = out;
		this.err = err;
		this.interactive = interactive;
	}

	/** Whether a person watches. */
	boolean interactive() {
		return interactive;
	}

	/** Prints lines of a result. */
	synchronized void print(String lines) {
		clearProgress();
		out.println(safe(lines));
		out.flush();
	}

	/** Standard output itself, for what is neither text nor meant for people. */
	OutputStream results() {
		return out;
	}

	/** Whether something printed was lost, for example because the disk is full or nobody reads any more. */
	synchronized boolean lostOutput() {
		return out.checkError();
	}

	/** Tells a message: {@code armillary: error: … [id]}. */
	synchronized void tell(String severity, Message message) {
		clearProgress();
		var text = new StringBuilder("armillary: ").append(severity).append(": ").append(message.summary()).append(" [")
				.append(message.id()).append(']');
		message.detail().ifPresent(detail -> text.append("\n  ").append(detail.replace("\n", "\n  ")));
		message.remedies().forEach(remedy -> text.append("\n  remedy: ").append(remedy));
		err.println(safe(text.toString()));
		err.flush();
	}

	/** Prints a line for those who asked for details, or about the run's course where nobody watches. */
	synchronized void note(String line) {
		clearProgress();
		err.println(safe(line));
		err.flush();
	}

	/** Rewrites the progress line; does nothing where nobody watches. */
	synchronized void progress(String line) {
		if (interactive) {
			err.print("\r\u001b[K" + safe(line));
			err.flush();
			progressShown = true;
		}
	}

	/** Prints a stack trace for those who asked for it. */
	synchronized void trace(Throwable problem) {
		clearProgress();
		problem.printStackTrace(err);
		err.flush();
	}

	private void clearProgress() {
		if (progressShown) {
			err.print("\r\u001b[K");
			err.flush();
			progressShown = false;
		}
	}

	/** The text with control characters, other than line breaks, shown as {@code \x1b}. */
	static String safe(String text) {
		var safe = new StringBuilder(text.length());
		text.codePoints().forEach(c -> {
			if (Character.isISOControl(c) && c != '\n' || Character.getType(c) == Character.FORMAT) {
				safe.append(String.format("\\x%02x", c));
			} else {
				safe.appendCodePoint(c);
			}
		});
		return safe.toString();
	}
}
