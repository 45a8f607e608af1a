package org.armillary.engine.planning;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.armillary.engine.ExtensionSelection;
import org.armillary.engine.files.Sha256;
import org.armillary.engine.planning.TriggerGroup.DatasetKey;
import org.armillary.engine.planning.TriggerGroup.Identity;
import org.armillary.workflow.Grouping;

/**
 * Says which products start a job together: each alone, all, those of a dataset, or those that share the values of some
 * keywords. A keyword with {@code #} for a number has many values in one header; a product then belongs to the group of each
 * value that is not blank and brings along the extensions with the numbers of that value, or, where it has no value at all, it
 * belongs with all of its extensions to the group of those without. Groups are in the order in which their first products
 * arrive, datasets in the order of the run and before what belongs to none.
 */
final class TriggerGroups {

	private static final String NUMBER = "#";
	/** Most characters of the name of a dataset in a file name; file systems allow 255 bytes. */
	private static final int LONGEST = 120;
	private static final int DIGITS = 8;

	private final NodeSetup node;

	TriggerGroups(NodeSetup node) {
		this.node = node;
	}

	/** Groups what is delivered to the trigger port. */
	List<TriggerGroup> of(List<Delivery> deliveries) {
		if (node.trigger().isEmpty()) {
			return List.of(new TriggerGroup(new Identity(node.id(), 0, List.of()), List.of(), "", "", List.of()));
		}
		if (!node.trigger().get().grouped()) {
			return alone(deliveries);
		}
		List<Arrival> all = deliveries.stream().flatMap(delivery -> delivery.arrivals().stream()).toList();
		return all.isEmpty() ? List.of()
				: node.grouping().map(grouping -> by(grouping, all)).orElseGet(() -> byDataset(all));
	}

	private List<TriggerGroup> alone(List<Delivery> deliveries) {
		var groups = new ArrayList<TriggerGroup>();
		for (Delivery delivery : deliveries) {
			for (Arrival arrival : delivery.arrivals()) {
				groups.add(new TriggerGroup(
						new Identity(node.id(), delivery.number(), ProductSlot.of(arrival.source())),
						List.of(arrival), "", arrival.stem(), node.datasetsOf(arrival.datasets())));
			}
		}
		return groups;
	}

	/** Those of each dataset that counts for the node with all that arrives of it, and all that belong to none. */
	private List<TriggerGroup> byDataset(List<Arrival> all) {
		var members = new HashMap<String, List<Arrival>>();
		var partial = new HashSet<String>();
		var others = new ArrayList<Arrival>();
		for (Arrival arrival : all) {
			List<String> counting = node.datasetsOf(arrival);
			counting.forEach(name -> members.computeIfAbsent(name, _ -> new ArrayList<>()).add(arrival));
			arrival.datasets().stream().filter(name -> !counting.contains(name)).forEach(partial::add);
			if (arrival.datasets().isEmpty()) {
				others.add(arrival);
			}
		}
		members.keySet().removeAll(partial);
		var groups = new ArrayList<TriggerGroup>();
		for (String name : node.datasets().ordered(members.keySet())) {
			groups.add(new TriggerGroup(identity(name), List.copyOf(members.get(name)), name, fileName(name),
					List.of(name)));
		}
		if (!others.isEmpty()) {
			groups.add(new TriggerGroup(new Identity(node.id(), 0, List.of()), List.copyOf(others), "",
					others.getFirst().stem(), List.of()));
		}
		return groups;
	}

	/** Identity of the job of a dataset, where they are collected. */
	Identity identity(String dataset) {
		return new Identity(node.id(), 0, new DatasetKey(dataset));
	}

	/** The name of a dataset as a part of a file name, of a bounded length. */
	static String fileName(String dataset) {
		String name = part(dataset);
		return name.length() <= LONGEST ? name
				: name.substring(0, LONGEST - DIGITS - 1) + "-" + Sha256.of(dataset).substring(0, DIGITS);
	}

	private List<TriggerGroup> by(Grouping grouping, List<Arrival> all) {
		List<String> single = grouping.single();
		var members = new LinkedHashMap<List<HeaderValue>, List<Arrival>>();
		for (Arrival arrival : all) {
			List<HeaderValue> values = HeaderValue.of(arrival.keywords(), single);
			if (grouping.manyValued().isEmpty()) {
				members.computeIfAbsent(values, _ -> new ArrayList<>()).add(arrival);
			} else {
				numbers(arrival, grouping.manyValued().get()).forEach((value, numbers) -> {
					var key = new ArrayList<>(values);
					key.add(value);
					members.computeIfAbsent(key, _ -> new ArrayList<>()).add(numbers.isEmpty() ? arrival
							: arrival.selected(selection(grouping, numbers)));
				});
			}
		}
		var names = new ArrayList<>(single);
		grouping.manyValued().ifPresent(names::add);
		return members.entrySet().stream()
				.map(group -> new TriggerGroup(new Identity(node.id(), 0, group.getKey()),
						List.copyOf(group.getValue()), words(names, group.getKey()),
						group.getValue().getFirst().stem()
								+ (grouping.manyValued().isEmpty() ? "" : suffix(group.getKey().getLast())),
						datasets(group.getValue())))
				.toList();
	}

	private List<String> datasets(List<Arrival> arrivals) {
		if (arrivals.stream().allMatch(arrival -> arrival.datasets().isEmpty())) {
			return List.of();
		}
		return node.datasets().ordered(
				arrivals.stream().flatMap(arrival -> node.datasetsOf(arrival.datasets()).stream()).toList());
	}

	/** The numbers that have each value of a many-valued keyword; no number for the value of a product without any. */
	private static Map<HeaderValue, TreeSet<Integer>> numbers(Arrival arrival, String keyword) {
		int place = keyword.indexOf(NUMBER);
		String before = keyword.substring(0, place);
		String after = keyword.substring(place + 1);
		var numbers = new LinkedHashMap<HeaderValue, TreeSet<Integer>>();
		arrival.keywords().values().forEach((name, value) -> {
			if (name.startsWith(before) && name.endsWith(after)
					&& name.length() > before.length() + after.length()) {
				int number = number(name.substring(before.length(), name.length() - after.length()));
				var found = HeaderValue.ofValue(value);
				if (number >= 0 && !found.isBlank()) {
					numbers.computeIfAbsent(found, _ -> new TreeSet<>()).add(number);
				}
			}
		});
		return numbers.isEmpty() ? Map.of(HeaderValue.ABSENT, new TreeSet<>()) : numbers;
	}

	/** The number that a text is, or -1. */
	private static int number(String text) {
		int number = 0;
		for (int i = 0; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c < '0' || c > '9' || i > 8) {
				return -1;
			}
			number = number * 10 + c - '0';
		}
		return number;
	}

	private static ExtensionSelection selection(Grouping grouping, TreeSet<Integer> numbers) {
		var patterns = new ArrayList<String>();
		for (int number : numbers) {
			for (String pattern : grouping.extensions()) {
				patterns.add(pattern.replace(NUMBER, Integer.toString(number)));
			}
		}
		return new ExtensionSelection(Collections.unmodifiableList(patterns));
	}

	private static String words(List<String> names, List<HeaderValue> values) {
		var words = new ArrayList<String>();
		for (int i = 0; i < names.size(); i++) {
			words.add(names.get(i) + " " + values.get(i).words());
		}
		return words.stream().collect(Collectors.joining(", "));
	}

	/** A value as a part of a file name. */
	private static String suffix(HeaderValue value) {
		return value.isAbsent() ? "" : "_" + part(value.text().strip());
	}

	private static String part(String text) {
		return text.replaceAll("[^\\p{L}\\p{N}.+-]+", "_");
	}
}
