package org.armillary.provenance.script;

import java.util.regex.Pattern;

/** Texts in shell scripts (POSIX.1-2017, Shell Command Language, section 2.2): whatever they hold, they are one word. */
final class ShellWords {

	private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:,+@%-][A-Za-z0-9_./:,+@%=-]*");
	private static final Pattern SPECIAL = Pattern.compile("[\\\\\"$`]");

	private ShellWords() {
	}

	/** A text as one word, in quotes where it needs them. */
	static String word(String text) {
		return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
	}

	/** A text as one word that begins with what is in a variable after a text: {@code "masters=$RAW_1/a.fits"}. */
	static String word(String before, String variable, String after) {
		return "\"" + escaped(before) + "$" + variable + escaped(after) + "\"";
	}

	private static String escaped(String text) {
		return SPECIAL.matcher(text).replaceAll("\\\\$0");
	}

	/** A text within a comment: control characters, among them the ends of lines, become blanks. */
	static String comment(String text) {
		return text.codePoints().map(c -> Character.isISOControl(c) || Character.getType(c) == Character.LINE_SEPARATOR
				|| Character.getType(c) == Character.PARAGRAPH_SEPARATOR || Character.getType(c) == Character.FORMAT
						? ' '
						: c)
				.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
	}
}
