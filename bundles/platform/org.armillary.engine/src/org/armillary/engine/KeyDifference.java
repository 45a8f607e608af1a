package org.armillary.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.armillary.engine.KeyPart.Kind;

/**
 * One thing in which the keys of two jobs differ.
 *
 * @param kind
 *            what sort of thing it is
 * @param name
 *            which one; see {@link KeyPart}
 * @param before
 *            what people call it in the earlier key; empty where it was not there
 * @param now
 *            what people call it in the later key; empty where it is not there
 */
public record KeyDifference(Kind kind, String name, String before, String now) {

	private static final int MOST_OF_A_VALUE = 60;

	/**
	 * The differences of two lists of parts: what stands in one but not in the other. Inputs of a port that differ are
	 * paired by their labels first, so that a file with a new content is told as such, then in their order.
	 */
	public static List<KeyDifference> between(List<KeyPart> before, List<KeyPart> now) {
		Map<Group, List<KeyPart>> gone = without(before, now);
		var differences = new ArrayList<KeyDifference>();
		without(now, before).forEach((group, parts) -> {
			List<KeyPart> old = gone.getOrDefault(group, List.of());
			gone.put(group, pair(parts, old, differences));
		});
		gone.values().forEach(parts -> parts.forEach(
				part -> differences.add(new KeyDifference(part.kind(), part.name(), part.label(), ""))));
		return differences.stream().filter(difference -> !(difference.before().isEmpty() && difference.now().isEmpty()))
				.toList();
	}

	/** Parts that may stand for each other. */
	private record Group(Kind kind, String name) {
	}

	/** Pairs parts by their labels, then in their order; returns those of before that are left. */
	private static List<KeyPart> pair(List<KeyPart> now, List<KeyPart> before, List<KeyDifference> differences) {
		var byLabel = new HashMap<String, Deque<KeyPart>>();
		before.forEach(part -> byLabel.computeIfAbsent(part.label(), _ -> new ArrayDeque<>()).add(part));
		var alone = new ArrayList<KeyPart>();
		for (KeyPart part : now) {
			Deque<KeyPart> partners = byLabel.get(part.label());
			if (partners == null || partners.isEmpty()) {
				alone.add(part);
			} else {
				partners.remove();
				differences.add(new KeyDifference(part.kind(), part.name(), part.label(), part.label()));
			}
		}
		var left = new ArrayList<KeyPart>();
		for (KeyPart part : before) {
			Deque<KeyPart> unpaired = byLabel.getOrDefault(part.label(), new ArrayDeque<>());
			// equal labels: whichever is left of them, it is called the same
			if (!unpaired.isEmpty()) {
				left.add(unpaired.remove());
			}
		}
		int paired = Math.min(left.size(), alone.size());
		for (int i = 0; i < alone.size(); i++) {
			KeyPart part = alone.get(i);
			differences.add(new KeyDifference(part.kind(), part.name(), i < paired ? left.get(i).label() : "",
					part.label()));
		}
		return left.subList(paired, left.size());
	}

	/** What of a part counts. */
	private record Value(Kind kind, String name, String value) {
		Value(KeyPart part) {
			this(part.kind(), part.name(), part.value());
		}
	}

	/** Parts of a list that are not in another, as often as they are missing there. */
	private static Map<Group, List<KeyPart>> without(List<KeyPart> list, List<KeyPart> other) {
		var there = new HashMap<Value, Integer>();
		other.forEach(part -> there.merge(new Value(part), 1, Integer::sum));
		var result = new LinkedHashMap<Group, List<KeyPart>>();
		for (KeyPart part : list) {
			var value = new Value(part);
			int number = there.getOrDefault(value, 0);
			if (number > 0) {
				there.put(value, number - 1);
			} else {
				result.computeIfAbsent(new Group(part.kind(), part.name()), _ -> new ArrayList<>()).add(part);
			}
		}
		return result;
	}

	/** In one line: {@code badpixThreshold 35 → 40}. */
	public String text() {
		return switch (kind) {
		case INPUT -> inputText();
		case ACTOR -> "actor " + before + " → " + now;
		case ALGORITHM -> "algorithm " + before + " → " + now;
		case PARAMETER -> name + " " + word(before, "absent") + " → " + word(now, "absent");
		case ENVIRONMENT -> name + " " + word(before, "absent") + " → " + word(now, "absent");
		case DECISION -> "decision " + name + " " + word(before, "none") + " → " + word(now, "none");
		};
	}

	private String inputText() {
		if (before.isEmpty()) {
			return "input " + name + ": " + now + " is new";
		}
		if (now.isEmpty()) {
			return "input " + name + ": " + before + " is gone";
		}
		return before.equals(now) ? "input " + name + ": the content of " + now + " changed"
				: "input " + name + ": " + before + " → " + now;
	}

	/** A value in one line, cut where it is long. */
	private static String word(String text, String absent) {
		if (text.isEmpty()) {
			return absent;
		}
		int end = text.offsetByCodePoints(0, Math.min(MOST_OF_A_VALUE, text.codePointCount(0, text.length())));
		return text.substring(0, end).replace("\r", "\\r").replace("\n", "\\n").replace("\t", "\\t")
				+ (end < text.length() ? "…" : "");
	}
}
