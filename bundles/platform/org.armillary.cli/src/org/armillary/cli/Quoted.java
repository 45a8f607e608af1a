package org.armillary.cli;

/** Texts that others wrote, in a line of one's own. */
final class Quoted {

	private static final int LONGEST = 60;

	private Quoted() {
	}

	/** A text in one line of at most about 60 characters: line breaks and tabs are escaped, the rest is cut off. */
	static String of(String text) {
		int end = text.offsetByCodePoints(0, Math.min(LONGEST, text.codePointCount(0, text.length())));
		String shown = escaped(text.substring(0, end));
		return end < text.length() ? shown + "…" : shown;
	}

	/** A text in one line: line breaks and tabs are escaped. */
	static String escaped(String text) {
		return text.replace("\r", "\\r").replace("\n", "\\n").replace("\t", "\\t");
	}
}
