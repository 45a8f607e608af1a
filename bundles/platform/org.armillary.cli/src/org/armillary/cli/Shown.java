package org.armillary.cli;

import org.armillary.report.page.HarmlessText;

/**
 * Texts of headers, file names and rules as one line that does no harm wherever it is shown: line breaks are escaped, control
 * characters, marks that turn the direction of writing and halves of characters are made visible. A text that went through
 * here has its final width, so that tables stay aligned.
 */
final class Shown {

	private Shown() {
	}

	/** The text in one harmless line. */
	static String of(String text) {
		return HarmlessText.line(text);
	}

	/** A value of a header: a text in quotes where it is empty or has blanks at an end, else as it is. */
	static String value(Object value) {
		String text = of(value.toString());
		return value instanceof String && !text.equals(text.strip()) || text.isEmpty() ? "‘" + text + "’" : text;
	}
}
