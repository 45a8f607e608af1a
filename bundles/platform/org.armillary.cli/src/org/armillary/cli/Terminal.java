package org.armillary.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Supplier;

import org.armillary.actor.message.Message;

/**
 * Where the command line writes to: results on standard output, messages and progress on standard error. Control characters
 * in anything that comes from files are made visible, so that no header value can move the cursor or change colours.
 */
final class Terminal {

	/** A screen of its own, from which the lines before come back, without cursor. */
	private static final String ENTER = "\u001b[?1049h\u001b[?25l";
	private static final String LEAVE = "\u001b[?25h\u001b[?1049l";
	private static final String HOME = "\u001b[H";
	private static final String CLEAR_LINE = "\u001b[K";
	private static final String CLEAR_BELOW = "\u001b[J";
	/** How long a size is believed while lines are rewritten many times a second. */
	private static final long SIZE_NANOSECONDS = 5_000_000_000L;

	private final PrintStream out;
	private final PrintStream err;
	private final boolean interactive;
	private final Supplier<TerminalSize> ask;
	private boolean progressShown;
	private boolean screen;
	private List<String> drawn = List.of();
	private TerminalSize size = TerminalSize.USUAL;
	private long sizeAsked;

	/**
	 * Makes a terminal.
	 *
	 * @param interactive
	 *            whether a person watches, so that a progress line is rewritten in place
	 */
	Terminal(PrintStream out, PrintStream err, boolean interactive) {
		this(out, err, interactive, TerminalSize::ask);
	}

	/**
	 * Makes a terminal.
	 *
	 * @param ask
	 *            asks for its size, which changes with the window
	 */
	Terminal(PrintStream out, PrintStream err, boolean interactive, Supplier<TerminalSize> ask) {
		this.out = out;
		this.err = err;
		this.interactive = interactive;
		this.ask = ask;
	}

	/** Whether a person watches. */
	boolean interactive() {
		return interactive;
	}

	/** Standard output itself, for what is neither text nor meant for people. */
	OutputStream results() {
		return out;
	}

	/** How much it shows now. */
	synchronized TerminalSize size() {
		size = ask.get();
		sizeAsked = System.nanoTime();
		return size;
	}

	/** Prints lines of a result. */
	synchronized void print(String lines) {
		clearProgress();
		out.println(safe(lines));
		out.flush();
	}

	/** Whether something printed was lost, for example because the disk is full or nobody reads any more. */
	synchronized boolean lostOutput() {
		return out.checkError();
	}

	/** Tells a message: {@code armillary: error: … [id]}. */
	synchronized void tell(String severity, Message message) {
		clearProgress();
		var text = new StringBuilder("armillary: ").append(severity).append(": ").append(Shown.of(message.summary()))
				.append(" [")
				.append(message.id()).append(']');
		message.detail().ifPresent(detail -> text.append("\n  ").append(detail.replace("\n", "\n  ")));
		message.remedies().forEach(remedy -> text.append("\n  remedy: ").append(Shown.of(remedy)));
		err.println(safe(text.toString()));
		err.flush();
	}

	/** Prints a line for those who asked for details, or about the run's course where nobody watches. */
	synchronized void note(String line) {
		clearProgress();
		err.println(safe(line));
		err.flush();
	}

	/** Rewrites the progress line, cut to the width of the terminal; does nothing where nobody watches. */
	synchronized void progress(String line) {
		if (!interactive) {
			return;
		}
		if (sizeAsked == 0 || System.nanoTime() - sizeAsked > SIZE_NANOSECONDS) {
			size();
		}
		String shown = Lines.cut(safe(line), size.columns() - 1);
		if (screen) {
			out.print("\u001b[" + size.rows() + "H" + CLEAR_LINE + shown);
			out.flush();
		} else {
			err.print("\r" + CLEAR_LINE + shown);
			err.flush();
		}
		progressShown = true;
	}

	/** Takes the progress line away. */
	synchronized void endProgress() {
		if (screen && progressShown) {
			progressShown = false;
			draw(drawn);
		}
		clearProgress();
	}

	/** Begins to show whole screens; {@link #leaveScreen} brings back what was there before. */
	synchronized void enterScreen() {
		clearProgress();
		screen = true;
		out.print(ENTER + HOME + CLEAR_BELOW);
		out.flush();
	}

	/** Shows a screen: no more lines than there are rows, none longer than a row. */
	synchronized void draw(List<String> lines) {
		drawn = List.copyOf(lines);
		var frame = new StringBuilder(HOME);
		for (int i = 0; i < lines.size(); i++) {
			// cleared first: behind a line that fills its row that would take the last character
			frame.append(i == 0 ? "" : "\r\n").append(CLEAR_LINE).append(safe(lines.get(i)));
		}
		if (lines.size() < size.rows()) {
			frame.append("\r\n").append(CLEAR_BELOW);
		}
		out.print(frame);
		out.flush();
	}

	/** Ends to show screens. */
	synchronized void leaveScreen() {
		if (screen) {
			screen = false;
			progressShown = false;
			drawn = List.of();
			out.print(LEAVE);
			out.flush();
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
			err.print("\r" + CLEAR_LINE);
			err.flush();
			progressShown = false;
		}
	}

	/**
	 * Whether a character is more than it shows: a control character other than a line break, a mark that turns the direction
	 * of writing, a separator that some programs take for a line break, half of a character.
	 */
	static boolean isHarmful(int character) {
		return switch (Character.getType(character)) {
		case Character.CONTROL -> character != '\n';
		case Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE -> true;
		default -> false;
		};
	}

	/** The text with harmful characters shown as {@code \x1b}. */
	static String safe(String text) {
		var safe = new StringBuilder(text.length());
		text.codePoints().forEach(c -> {
			if (isHarmful(c)) {
				safe.append(String.format("\\x%02x", c));
			} else {
				safe.appendCodePoint(c);
			}
		});
		return safe.toString();
	}
}
