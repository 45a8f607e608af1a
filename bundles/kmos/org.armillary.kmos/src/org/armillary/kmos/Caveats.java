package org.armillary.kmos;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.armillary.actor.message.Message;

/**
 * Caveats of a job, one of each kind: what holds for one IFU often holds for many. The first of a kind is told in
 * full. Those whose sentences differ from it in names and numbers alone are told by what they are about, such as
 * {@code also IFU 12 slitlets 1–8 (19 to 24 adu)}; what is not named is as in the first. Sentences that differ in words
 * are told in full. Every IFU is named. Not for use by several threads.
 */
public final class Caveats {

	/** So many sentences that differ in words are told at most. */
	private static final int MOST_SENTENCES = 12;

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
		Map<String, List<CaveatSentence>> sentences = alike.stream()
				.map(message -> CaveatSentence.of(message.summary()))
				.collect(Collectors.groupingBy(CaveatSentence::words, LinkedHashMap::new, Collectors.toList()));
		var lines = new ArrayList<String>();
		first.detail().ifPresent(lines::add);
		var left = new ArrayList<CaveatSentence>();
		int told = 0;
		for (List<CaveatSentence> same : sentences.values()) {
			String others = same.size() > 1 ? "also " + CaveatSubjects.text(same) : "";
			if (told == 0 && !others.isEmpty()) {
				lines.add(others);
			} else if (told > 0 && told < MOST_SENTENCES) {
				lines.add(same.getFirst().text() + (others.isEmpty() ? "" : "; " + others));
			} else if (told > 0) {
				left.addAll(same);
			}
			told++;
		}
		if (!left.isEmpty()) {
			var ifus = new TreeSet<Integer>();
			left.forEach(sentence -> sentence.number(CaveatSentence.IFU).ifPresent(ifus::add));
			lines.add("and " + left.size() + " more"
					+ (ifus.isEmpty() ? "" : ", of IFU " + CaveatSubjects.ranges(ifus)));
		}
		return first.withDetail(String.join("\n", lines));
	}
}
