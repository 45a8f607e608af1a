package org.armillary.kmos;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Which words of a sentence stand in another one, too, and what is left without them. */
final class WordDifference {

	/** A number before one of these needs no word before it. */
	private static final Set<String> UNITS = Set.of("adu", "deg", "%", "s", "K", "µm", "nm", "pixel", "pixels", "rows",
			"electron");
	private static final String MARKS = "()[],;:.";

	private WordDifference() {
	}

	/**
	 * Where each word of a sentence stands in another one; -1 where it does not. Words keep their order.
	 *
	 * @param first
	 *            the other sentence
	 * @param words
	 *            the sentence
	 */
	static int[] places(String[] first, String[] words) {
		int[] places = new int[words.length];
		Arrays.fill(places, -1);
		if (first.length == words.length) {
			for (int i = 0; i < words.length; i++) {
				places[i] = words[i].equals(first[i]) ? i : -1;
			}
			return places;
		}
		int[][] common = new int[words.length + 1][first.length + 1];
		for (int i = words.length - 1; i >= 0; i--) {
			for (int j = first.length - 1; j >= 0; j--) {
				common[i][j] = words[i].equals(first[j]) ? common[i + 1][j + 1] + 1
						: Math.max(common[i + 1][j], common[i][j + 1]);
			}
		}
		int i = 0;
		int j = 0;
		while (i < words.length && j < first.length) {
			if (words[i].equals(first[j])) {
				places[i++] = j++;
			} else if (common[i + 1][j] >= common[i][j + 1]) {
				i++;
			} else {
				j++;
			}
		}
		return places;
	}

	/**
	 * The words of a sentence that are its own, each number with the word that tells what it is: {@code IFU 17, 60 deg}.
	 *
	 * @param words
	 *            the sentence
	 * @param same
	 *            which words it shares with others
	 */
	static String subject(String[] words, boolean[] same) {
		List<String> parts = new ArrayList<>();
		for (int start = 0; start < words.length; start++) {
			if (!same[start]) {
				int end = start;
				while (end + 1 < words.length && !same[end + 1]) {
					end++;
				}
				String part = String.join(" ", Arrays.copyOfRange(words, start, end + 1));
				boolean hasUnit = end + 1 < words.length && UNITS.contains(bare(words[end + 1]));
				if (hasUnit) {
					part += " " + words[end + 1];
				} else if (start > 0 && Character.isDigit(bare(words[start] + "-").charAt(0))) {
					part = words[start - 1] + " " + part;
				}
				// a subject may lie across a parenthesis of the sentence
				parts.add(bare(part.replaceAll("[()\\[\\]]", "")));
				start = end;
			}
		}
		return String.join(", ", parts);
	}

	/** Without marks at both ends. */
	private static String bare(String text) {
		int from = 0;
		int to = text.length();
		while (from < to && MARKS.indexOf(text.charAt(from)) >= 0) {
			from++;
		}
		while (to > from && MARKS.indexOf(text.charAt(to - 1)) >= 0) {
			to--;
		}
		return text.substring(from, to);
	}
}
