package org.armillary.organiser.header;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/**
 * Which keywords of a header are kept.
 *
 * @param names
 *            names, sorted; {@code #} stands for a number, as in {@code ESO OCS ARM# NAME}
 */
public record KeywordSelection(List<String> names) {

	/** Sorts the names and leaves out what is there twice. */
	public KeywordSelection {
		names = List.copyOf(new TreeSet<>(names));
	}

	/** These and others. */
	public KeywordSelection and(Collection<String> others) {
		var all = new TreeSet<>(names);
		all.addAll(others);
		return new KeywordSelection(List.copyOf(all));
	}

	/** Whether a keyword is kept. */
	public boolean accepts(String keyword) {
		return Collections.binarySearch(names, keyword) >= 0
				|| Collections.binarySearch(names, withoutNumbers(keyword)) >= 0;
	}

	/** A keyword with {@code #} for each number in it. */
	private static String withoutNumbers(String keyword) {
		var text = new StringBuilder();
		boolean number = false;
		for (int i = 0; i < keyword.length(); i++) {
			char letter = keyword.charAt(i);
			boolean digit = letter >= '0' && letter <= '9';
			if (!digit) {
				text.append(letter);
			} else if (!number) {
				text.append('#');
			}
			number = digit;
		}
		return text.toString();
	}
}
