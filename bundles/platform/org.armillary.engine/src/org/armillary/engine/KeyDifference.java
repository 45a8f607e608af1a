package org.armillary.engine;

import java.util.ArrayList;
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

	/**
	 * The differences of two lists of parts: what stands in one but not in the other. Inputs of a port that differ are
	 * paired by their labels first, so that a file with a new content is told as such, then in their order.
	 */
	public static List<KeyDifference> between(List<KeyPart> before, List<KeyPart> now) {
		Map<String, List<KeyPart>> gone = without(before, now);
		Map<String, List<KeyPart>> come = without(now, before);
		var differences = new ArrayList<KeyDifference>();
		come.forEach((group, parts) -> {
			List<KeyPart> old = gone.getOrDefault(group, new ArrayList<>());
			for (KeyPart part : pairedFirst(parts, old)) {
				KeyPart partner = old.stream().filter(other -> other.label().equals(part.label())).findFirst()
						.orElse(old.isEmpty() ? null : old.getFirst());
				old.remove(partner);
				differences.add(new KeyDifference(part.kind(), part.name(), partner == null ? "" : partner.label(),
						part.label()));
			}
		});
		gone.values().forEach(parts -> parts.forEach(
				part -> differences.add(new KeyDifference(part.kind(), part.name(), part.label(), ""))));
		return differences.stream().filter(difference -> !(difference.before().isEmpty() && difference.now().isEmpty()))
				.toList();
	}

	/** Parts whose label has a partner come first, so that no other part takes it away. */
	private static List<KeyPart> pairedFirst(List<KeyPart> parts, List<KeyPart> partners) {
		var sorted = new ArrayList<KeyPart>();
		for (boolean paired : new boolean[] { true, false }) {
			parts.stream().filter(
					part -> partners.stream().anyMatch(partner -> partner.label().equals(part.label())) == paired)
					.forEach(sorted::add);
		}
		return sorted;
	}

	/** Parts of a list that are not in another, as often as they are missing there, by kind and name. */
	private static Map<String, List<KeyPart>> without(List<KeyPart> list, List<KeyPart> other) {
		var left = new ArrayList<>(other);
		var result = new LinkedHashMap<String, List<KeyPart>>();
		for (KeyPart part : list) {
			int index = 0;
			while (index < left.size() && !left.get(index).matches(part)) {
				index++;
			}
			if (index < left.size()) {
				left.remove(index);
			} else {
				result.computeIfAbsent(part.kind() + " " + part.name(), group -> new ArrayList<>()).add(part);
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

	private static String word(String text, String absent) {
		return text.isEmpty() ? absent : text;
	}
}
