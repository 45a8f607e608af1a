package org.armillary.workflow.condition;

/**
 * Patterns of texts in which {@code *} stands for any text, also an empty one, and {@code ?} for one character; everything else
 * stands for itself, capitals and small letters apart.
 */
public final class Glob {

	private Glob() {
	}

	/**
	 * Whether a text fits a pattern as a whole. Takes at most the product of their lengths in steps.
	 *
	 * @param pattern
	 *            the pattern
	 * @param text
	 *            the text
	 */
	public static boolean fits(String pattern, String text) {
		int inPattern = 0;
		int inText = 0;
		int star = -1;
		int resume = 0;
		while (inText < text.length()) {
			int character = text.codePointAt(inText);
			int wanted = inPattern < pattern.length() ? pattern.codePointAt(inPattern) : -1;
			if (wanted == '*') {
				star = inPattern++;
				resume = inText;
			} else if (wanted == '?' || wanted == character) {
				inPattern += Character.charCount(wanted);
				inText += Character.charCount(character);
			} else if (star >= 0) {
				// the last star takes one character more
				resume += Character.charCount(text.codePointAt(resume));
				inText = resume;
				inPattern = star + 1;
			} else {
				return false;
			}
		}
		while (inPattern < pattern.length() && pattern.charAt(inPattern) == '*') {
			inPattern++;
		}
		return inPattern == pattern.length();
	}
}
