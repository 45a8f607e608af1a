package org.armillary.kmos;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.armillary.kmos.CaveatSentence.Value;

/** What sentences that differ in their values alone are about. */
final class CaveatSubjects {

	/** So many others are named at most, but for IFUs, which are all named. */
	private static final int MOST_NAMED = 20;
	/** Numbers that are put together, the first of these that differs. */
	private static final List<String> GATHERED = List.of(CaveatSentence.SLITLET, "row", "column", CaveatSentence.IFU);

	private final List<CaveatSentence> sentences;
	private final List<Value> first;
	/** Which value is put together into ranges, or -1. */
	private final int gathered;
	private final boolean ofIfus;

	private CaveatSubjects(List<CaveatSentence> sentences) {
		this.sentences = sentences;
		this.first = sentences.getFirst().values();
		this.ofIfus = first.stream().anyMatch(value -> value.label().equals(CaveatSentence.IFU));
		this.gathered = gathered();
	}

	/**
	 * What the sentences after the first are about.
	 *
	 * @param sentences
	 *            two or more of the same words
	 */
	static String text(List<CaveatSentence> sentences) {
		var subjects = new CaveatSubjects(sentences);
		List<List<CaveatSentence>> entries = subjects.entries(false);
		if (entries.size() > MOST_NAMED) {
			entries = subjects.entries(true);
		}
		int named = subjects.ofIfus ? entries.size() : Math.min(MOST_NAMED, entries.size());
		String text = entries.stream().limit(named).map(subjects::entry).collect(Collectors.joining("; "));
		return named < entries.size() ? text + "; and " + (entries.size() - named) + " more" : text;
	}

	/** Numbers as ranges, such as {@code 1–8, 10, 12}. */
	static String ranges(SortedSet<Integer> numbers) {
		var parts = new ArrayList<String>();
		int from = numbers.first();
		int to = from;
		for (int number : numbers.tailSet(from + 1)) {
			if (number > to + 1) {
				parts.add(range(from, to));
				from = number;
			}
			to = number;
		}
		parts.add(range(from, to));
		return String.join(", ", parts);
	}

	private static String range(int from, int to) {
		return to == from ? Integer.toString(from) : to == from + 1 ? from + ", " + to : from + "–" + to;
	}

	private int gathered() {
		for (String label : GATHERED) {
			for (int i = 0; i < first.size(); i++) {
				int place = i;
				if (first.get(i).label().equals(label)
						&& sentences.stream().allMatch(each -> each.values().get(place).number().isPresent())
						&& sentences.stream().map(each -> each.values().get(place)).distinct().count() > 1) {
					return i;
				}
			}
		}
		return -1;
	}

	/**
	 * What is told together.
	 *
	 * @param brief
	 *            whether each IFU is named once, whatever else differs
	 */
	private List<List<CaveatSentence>> entries(boolean brief) {
		Map<List<String>, List<CaveatSentence>> entries = new LinkedHashMap<>();
		for (CaveatSentence sentence : sentences.subList(1, sentences.size())) {
			var key = new ArrayList<String>();
			for (int i = 0; i < first.size(); i++) {
				Value value = sentence.values().get(i);
				boolean tells = ofIfus && brief ? value.label().equals(CaveatSentence.IFU)
						: value.isPlace() || gathered < 0;
				key.add(i != gathered && tells ? value.text() : "");
			}
			entries.computeIfAbsent(key, _ -> new ArrayList<>()).add(sentence);
		}
		return List.copyOf(entries.values());
	}

	private String entry(List<CaveatSentence> alike) {
		var names = new ArrayList<String>();
		var rest = new ArrayList<String>();
		for (int i = 0; i < first.size(); i++) {
			int place = i;
			Value own = first.get(i);
			List<Value> values = alike.stream().map(each -> each.values().get(place)).distinct().toList();
			boolean isIfu = own.label().equals(CaveatSentence.IFU);
			if (i == gathered) {
				SortedSet<Integer> numbers = values.stream().map(value -> value.number().getAsInt())
						.collect(Collectors.toCollection(TreeSet::new));
				names.add(own.label() + (numbers.size() > 1 && !isIfu ? "s " : " ") + ranges(numbers));
			} else if (isIfu && gathered >= 0 || !own.label().isEmpty() && values.size() == 1
					&& differs(place) && !(ofIfus && own.label().equals("detector"))) {
				names.add(own.label() + " " + values.getFirst().text());
			} else if (values.size() > 1 || !values.getFirst().equals(own)) {
				if (!(ofIfus && own.label().equals("detector"))) {
					rest.add(together(values));
				}
			}
		}
		if (names.isEmpty()) {
			return String.join(", ", rest);
		}
		return String.join(" ", names) + (rest.isEmpty() ? "" : " (" + String.join(", ", rest) + ")");
	}

	private boolean differs(int place) {
		return sentences.stream().anyMatch(each -> !each.values().get(place).equals(first.get(place)));
	}

	/** Some values of a kind: one, the range of numbers, or how many there are. */
	private static String together(List<Value> values) {
		Value some = values.getFirst();
		String label = some.label().isEmpty() ? "" : some.label() + " ";
		String unit = some.unit().isEmpty() ? "" : " " + some.unit();
		if (values.size() == 1) {
			return label + some.text() + unit;
		}
		try {
			List<Value> sorted = new ArrayList<>(values);
			sorted.sort((a, b) -> Double.compare(Double.parseDouble(a.text()), Double.parseDouble(b.text())));
			return label + sorted.getFirst().text() + " to " + sorted.getLast().text() + unit;
		} catch (NumberFormatException _) {
			// names of files, not numbers
			return values.size() == 2 ? some.text() + " and " + values.getLast().text() : values.size() + " of them";
		}
	}
}
