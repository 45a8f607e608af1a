package org.armillary.organiser;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.armillary.organiser.rules.Match;
import org.armillary.organiser.rules.Need;
import org.armillary.organiser.rules.Need.Source;
import org.armillary.organiser.rules.Value;

/** Finds the few datasets that may serve another, so that not all must be tested. */
final class CandidateIndex {

	private final Map<String, List<Candidate>> byType = new HashMap<>();
	private final Map<String, Map<String, Map<Value, List<Candidate>>>> byValue = new HashMap<>();

	/** Takes all datasets of a kind; never more of it later. */
	void add(String type, List<Candidate> candidates) {
		byType.put(type, candidates.stream()
				.sorted(Comparator.comparingDouble((Candidate candidate) -> candidate.subject().mjd())).toList());
	}

	/** How many datasets there are of the kinds that can be sources of a need. */
	int count(Need need) {
		return types(need).stream().mapToInt(type -> byType.getOrDefault(type, List.of()).size()).sum();
	}

	/** All of them, kind by kind, the nearest in time first. */
	List<List<Candidate>> all(Need need, Subject asking) {
		var all = new ArrayList<List<Candidate>>();
		for (String type : types(need)) {
			var nearest = new ArrayList<Candidate>();
			addByNearness(byType.getOrDefault(type, List.of()), asking.mjd(), nearest);
			all.add(nearest);
		}
		return all;
	}

	/**
	 * Those of them that are not excluded by the values that must be equal: a superset of those that can serve; of each kind the
	 * nearest in time first.
	 */
	List<Candidate> likely(Need need, Subject asking) {
		var likely = new ArrayList<Candidate>();
		for (String type : types(need)) {
			List<Candidate> fewest = byType.getOrDefault(type, List.of());
			for (Match match : need.match()) {
				Set<Value> wanted = match.within().isEmpty() && !match.raw() ? asking.values(match.quantity())
						: Set.of();
				if (!wanted.isEmpty()) {
					List<Candidate> having = having(type, match.quantity()).getOrDefault(wanted.iterator().next(),
							List.of());
					fewest = having.size() < fewest.size() ? having : fewest;
				}
			}
			addByNearness(fewest, asking.mjd(), likely);
		}
		return likely;
	}

	private static List<String> types(Need need) {
		return need.sources().stream().map(Source::type).distinct().toList();
	}

	/** Goes outward from a time to both sides of what is sorted by time. */
	private static void addByNearness(List<Candidate> sorted, double mjd, List<Candidate> nearest) {
		int after = firstAfter(sorted, mjd);
		int before = after - 1;
		while (before >= 0 || after < sorted.size()) {
			if (after == sorted.size()
					|| before >= 0
							&& mjd - sorted.get(before).subject().mjd() <= sorted.get(after).subject().mjd() - mjd) {
				nearest.add(sorted.get(before--));
			} else {
				nearest.add(sorted.get(after++));
			}
		}
	}

	private static int firstAfter(List<Candidate> sorted, double mjd) {
		int low = 0;
		int high = sorted.size();
		while (low < high) {
			int middle = (low + high) >>> 1;
			if (sorted.get(middle).subject().mjd() <= mjd) {
				low = middle + 1;
			} else {
				high = middle;
			}
		}
		return low;
	}

	/** The datasets of a kind by the values of a quantity; one with many values is there for each. */
	private Map<Value, List<Candidate>> having(String type, String quantity) {
		return byValue.computeIfAbsent(type, _ -> new HashMap<>()).computeIfAbsent(quantity, _ -> {
			var lists = new HashMap<Value, List<Candidate>>();
			for (Candidate candidate : byType.getOrDefault(type, List.of())) {
				candidate.subject().values(quantity)
						.forEach(value -> lists.computeIfAbsent(value, _ -> new ArrayList<>()).add(candidate));
			}
			return lists;
		});
	}
}
