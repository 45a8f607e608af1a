package org.armillary.organiser;

import java.util.List;

/**
 * A pattern for the whole of a text: {@code *} stands for any characters, {@code /} among them, {@code ?} for one; large and
 * small letters differ.
 *
 * @param pattern
 *            the pattern
 */
record Glob(String pattern) {

	static List<Glob> all(List<String> patterns) {
		return patterns.stream().map(Glob::new).toList();
	}

	/** Whether a text fits; time grows with the product of the lengths at worst. */
	boolean fits(String text) {
		int at = 0;
		int inPattern = 0;
		int star = -1;
		int afterStar = 0;
		while (at < text.length()) {
			char wanted = inPattern < pattern.length() ? pattern.charAt(inPattern) : 0;
			if (inPattern < pattern.length() && wanted == '*') {
				star = inPattern++;
				afterStar = at;
			} else if (inPattern < pattern.length() && (wanted == '?' || wanted == text.charAt(at))) {
				inPattern++;
				at++;
			} else if (star >= 0) {
				inPattern = star + 1;
				at = ++afterStar;
			} else {
				return false;
			}
		}
		while (inPattern < pattern.length() && pattern.charAt(inPattern) == '*') {
			inPattern++;
		}
		return inPattern == pattern.length();
	}

	/** Whether the name of a file fits, or its last part. */
	boolean fitsFile(String name) {
		return fits(name) || fits(name.substring(name.lastIndexOf('/') + 1));
	}
}
