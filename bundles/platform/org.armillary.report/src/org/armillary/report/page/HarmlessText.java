package org.armillary.report.page;

/**
 * Texts of headers, file names, rules and messages as one line that does no harm wherever it is shown: line breaks and tabs
 * are escaped, control characters, marks that turn the direction of writing and halves of characters are made visible. A
 * text that went through here has its final width.
 */
public final class HarmlessText {

	private HarmlessText() {
	}

	/** The text in one harmless line. */
	public static String line(String text) {
		int length = text.length();
		int harmless = 0;
		while (harmless < length && text.charAt(harmless) >= ' ' && text.charAt(harmless) <= '~') {
			harmless++;
		}
		if (harmless == length) {
			return text;
		}
		var shown = new StringBuilder(length + 16).append(text, 0, harmless);
		text.substring(harmless).codePoints().forEach(c -> append(shown, c));
		return shown.toString();
	}

	private static void append(StringBuilder shown, int c) {
		switch (c) {
		case '\n' -> shown.append("\\n");
		case '\r' -> shown.append("\\r");
		case '\t' -> shown.append("\\t");
		default -> {
			switch (Character.getType(c)) {
			case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
					Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED ->
				shown.append(String.format("\\x%02x", c));
			default -> shown.appendCodePoint(c);
			}
		}
		}
	}
}
