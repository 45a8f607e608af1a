package org.armillary.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * How much a terminal shows.
 *
 * @param columns
 *            characters in a line
 * @param rows
 *            lines
 */
record TerminalSize(int columns, int rows) {

	/** That of a terminal which does not tell it. */
	static final TerminalSize USUAL = new TerminalSize(80, 24);

	private static final int NARROWEST = 40;
	private static final int LOWEST = 6;
	private static final Path TERMINAL = Path.of("/dev/tty");
	private static final Pattern ANSWER = Pattern.compile("(\\d{1,4}) (\\d{1,4})\\s*");
	private static final long PATIENCE_SECONDS = 1;

	/** A terminal on which less than a few words can be seen counts as one that does not tell its size. */
	TerminalSize {
		columns = columns < 1 ? USUAL.columns : Math.max(NARROWEST, columns);
		rows = rows < 1 ? USUAL.rows : Math.max(LOWEST, rows);
	}

	/**
	 * The size now: what the environment says by {@code COLUMNS} and {@code LINES}, else what the terminal itself says.
	 */
	static TerminalSize ask() {
		return of(System.getenv("COLUMNS"), System.getenv("LINES"), () -> answer(stty()));
	}

	/** The size by the variables where they are numbers, else as the terminal tells it. */
	static TerminalSize of(@Nullable String columns, @Nullable String lines, Supplier<TerminalSize> terminal) {
		int wide = number(columns);
		int high = number(lines);
		if (wide > 0 && high > 0) {
			return new TerminalSize(wide, high);
		}
		TerminalSize told = terminal.get();
		return new TerminalSize(wide > 0 ? wide : told.columns, high > 0 ? high : told.rows);
	}

	private static int number(@Nullable String text) {
		return text != null && text.matches("[1-9]\\d{0,3}") ? Integer.parseInt(text) : 0;
	}

	/** What the program {@code stty} says: rows and columns. */
	static TerminalSize answer(String words) {
		Matcher answer = ANSWER.matcher(words);
		return answer.matches() ? new TerminalSize(Integer.parseInt(answer.group(2)), Integer.parseInt(answer.group(1)))
				: USUAL;
	}

	private static String stty() {
		try {
			Process stty = new ProcessBuilder("stty", "size").redirectInput(TERMINAL.toFile())
					.redirectError(ProcessBuilder.Redirect.DISCARD).start();
			if (!stty.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
				stty.destroyForcibly();
				return "";
			}
			try (var answer = stty.getInputStream()) {
				return new String(answer.readAllBytes(), StandardCharsets.US_ASCII);
			}
		} catch (IOException e) {
			System.getLogger(TerminalSize.class.getName()).log(System.Logger.Level.DEBUG, "no terminal to ask", e);
			return "";
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			return "";
		}
	}
}
