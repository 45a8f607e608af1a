package org.armillary.engine.json;

import java.io.IOException;

/** A text that is not the JSON it should be: torn, damaged, or of another kind. */
public final class JsonFormatException extends IOException {

	private static final long serialVersionUID = 1L;

	/** Says what was expected. */
	public JsonFormatException(String expected, Throwable cause) {
		super("not " + expected + ": " + cause.getMessage(), cause);
	}

	/** Says what is wrong. */
	public JsonFormatException(String problem) {
		super(problem);
	}
}
