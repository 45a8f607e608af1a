package org.armillary.engine.json;

import java.io.IOException;

/** A text that is not the JSON it should be: torn, damaged, or of another kind. */
public final class JsonFormatException extends IOException {

	private static final long serialVersionUID = 1L;
	private static final int MOST_OF_A_REASON = 160;

	/** Says what was expected. */
	public JsonFormatException(String expected, Throwable cause) {
		super("not " + expected + ": " + brief(String.valueOf(cause.getMessage())), cause);
	}

	/** The first line, and not all of it where the reader quotes the whole text. */
	private static String brief(String reason) {
		String line = reason.lines().findFirst().orElse("");
		return line.length() <= MOST_OF_A_REASON ? line : line.substring(0, MOST_OF_A_REASON) + "…";
	}

	/** Says what is wrong. */
	public JsonFormatException(String problem) {
		super(problem);
	}
}
