package org.armillary.kmos.simulator.plan;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** What somebody may have meant by a word that does not exist. */
final class Words {

	private Words() {
	}

	/**
	 * The word that is nearest to another: with the fewest letters changed, added or left out; the first of several.
	 */
	static String nearest(String word, Collection<String> known) {
		String small = word.toLowerCase(Locale.ROOT);
		return known.stream()
				.min(Comparator.comparingInt(candidate -> distance(small, candidate.toLowerCase(Locale.ROOT))))
				.orElseThrow();
	}

	/** A number, whole ones without decimals. */
	static String plain(double number) {
		return number == Math.rint(number) && Math.abs(number) < 1e15 ? Long.toString((long) number)
				: Double.toString(number);
	}

	/** Levenshtein distance. */
	private static int distance(String one, String other) {
		var costs = new int[other.length() + 1];
		for (int j = 0; j < costs.length; j++) {
			costs[j] = j;
		}
		for (int i = 1; i <= one.length(); i++) {
			int diagonal = costs[0];
			costs[0] = i;
			for (int j = 1; j < costs.length; j++) {
				int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
				diagonal = costs[j];
				costs[j] = Math.min(changed, Math.min(costs[j], costs[j - 1]) + 1);
			}
		}
		return costs[other.length()];
	}
}
