package org.armillary.kmos;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.armillary.actor.message.Message;

/**
 * Caveats of a job, one of each kind: what holds for one IFU often holds for many. The first of a kind is told in full,
 * of the others what they are about, which is the words in which their sentences differ. Not for use by several threads.
 */
public final class Caveats {

	/** So many others are named at most. */
	private static final int MOST_NAMED = 20;

	private final Map<String, List<Message>> kinds = new LinkedHashMap<>();

	/** Adds a caveat; one that was added before counts once. */
	public void add(Message caveat) {
		List<Message> known = kinds.computeIfAbsent(caveat.id(), _ -> new ArrayList<>());
		if (!known.contains(caveat)) {
			known.add(caveat);
		}
	}

	/** The first caveat of each kind, with what the further ones are about in its detail. */
	public List<Message> all() {
		return kinds.values().stream().map(Caveats::folded).toList();
	}

	private static Message folded(List<Message> alike) {
		Message first = alike.getFirst();
		if (alike.size() == 1) {
			return first;
		}
		List<String> subjects = subjects(alike.stream().map(Message::summary).toList());
		String named = String.join("; ", subjects.subList(0, Math.min(MOST_NAMED, subjects.size())));
		String more = subjects.size() > MOST_NAMED ? "; and " + (subjects.size() - MOST_NAMED) + " more" : "";
		return first.withDetail(first.detail().map(detail -> detail + "\n").orElse("") + "also " + named + more);
	}

	/** What the sentences after the first are about. */
	private static List<String> subjects(List<String> sentences) {
		List<String[]> words = sentences.stream().map(sentence -> sentence.split(" ")).toList();
		String[] first = words.getFirst();
		boolean[] fixed = new boolean[first.length];
		Arrays.fill(fixed, true);
		var places = new ArrayList<int[]>();
		for (String[] other : words) {
			int[] at = WordDifference.places(first, other);
			boolean[] met = new boolean[first.length];
			for (int place : at) {
				if (place >= 0) {
					met[place] = true;
				}
			}
			for (int i = 0; i < fixed.length; i++) {
				fixed[i] &= met[i];
			}
			places.add(at);
		}
		var subjects = new ArrayList<String>();
		for (int i = 1; i < words.size(); i++) {
			int[] at = places.get(i);
			boolean[] same = new boolean[at.length];
			for (int word = 0; word < at.length; word++) {
				same[word] = at[word] >= 0 && fixed[at[word]];
			}
			subjects.add(WordDifference.subject(words.get(i), same));
		}
		return subjects;
	}
}
