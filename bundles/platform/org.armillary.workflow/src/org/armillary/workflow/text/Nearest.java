package org.armillary.workflow.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Finds what a user probably meant by a misspelt word. */
public final class Nearest {

	private static final int MOST = 3;

	private record Candidate(String word, int distance) {
	}

	private Nearest() {
	}

	/** A hint to append to a message: {@code  (did you mean ‘nodes’?)}, or nothing. */
	public static String hint(String word, Collection<String> known) {
		List<String> near = of(word, known);
		return near.isEmpty() ? ""
				: near.stream().collect(Collectors.joining("’ or ‘", " (did you mean ‘", "’?)"));
	}

	/** The words of a list, for a message. */
	public static String list(Collection<String> words) {
		return words.isEmpty() ? "none" : String.join(", ", words);
	}

	/** At most three of the known words that are close enough, the closest first. */
	public static List<String> of(String word, Collection<String> known) {
		String wanted = word.toLowerCase(Locale.ROOT);
		return known.stream().distinct().map(candidate -> new Candidate(candidate, distance(wanted, candidate)))
				.filter(candidate -> candidate.distance <= Math.max(1,
						Math.max(wanted.length(), candidate.word.length()) / 3))
				.sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::word)).limit(MOST)
				.map(Candidate::word).toList();
	}

	private static int distance(String wanted, String candidate) {
		String known = candidate.toLowerCase(Locale.ROOT);
		if (wanted.length() >= MOST && (known.startsWith(wanted) || known.endsWith("." + wanted))) {
			return 1;
		}
		return Math.abs(wanted.length() - known.length()) > wanted.length() ? Integer.MAX_VALUE : edits(wanted, known);
	}

	/** Number of insertions, deletions, replacements and swaps of neighbours (optimal string alignment). */
	private static int edits(String a, String b) {
		int[][] cost = new int[a.length() + 1][b.length() + 1];
		for (int i = 0; i <= a.length(); i++) {
			for (int j = 0; j <= b.length(); j++) {
				if (i == 0 || j == 0) {
					cost[i][j] = i + j;
					continue;
				}
				int replaced = cost[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
				cost[i][j] = Math.min(replaced, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
				if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
					cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
				}
			}
		}
		return cost[a.length()][b.length()];
	}
}
