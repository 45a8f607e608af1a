package org.armillary.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.armillary.engine.quality.Limit;
import org.armillary.engine.quality.QualityState;
import org.armillary.report.Quality.Series;
import org.armillary.report.page.Figures;
import org.armillary.report.plot.Sparkline;

/**
 * What a node measured under one name on many subjects, as one row of a table.
 *
 * @param members
 *            the series of the subjects, the worst first; at least one
 */
record FoldedQuality(List<Series> members) {

	/** So many subjects have a row each. */
	private static final int MOST_ROWS = 6;

	private static final Pattern NUMBER = Pattern.compile("\\d+");
	private static final int DIGITS = 9;

	/** What is folded together. */
	private record Name(String node, String name, String unit) {
	}

	/** Copies the list. */
	FoldedQuality {
		members = List.copyOf(members);
	}

	/** Rows for series, in their order: several series in a row where they have many subjects, else one. */
	static List<FoldedQuality> of(List<Series> all) {
		var byName = new LinkedHashMap<Name, List<Series>>();
		all.forEach(one -> byName.computeIfAbsent(name(one), _ -> new ArrayList<>()).add(one));
		var rows = new ArrayList<FoldedQuality>();
		for (Series one : all) {
			List<Series> same = byName.getOrDefault(name(one), List.of());
			if (same.size() <= MOST_ROWS) {
				rows.add(new FoldedQuality(List.of(one)));
			} else if (same.getFirst() == one) {
				rows.add(new FoldedQuality(same));
			}
		}
		return List.copyOf(rows);
	}

	private static Name name(Series one) {
		return new Name(one.node(), one.name(), one.unit());
	}

	/** Whether it has many subjects. */
	boolean isFolded() {
		return members.size() > 1;
	}

	/** The worst of its series. */
	Series worst() {
		Series first = members.getFirst();
		double middle = median();
		return members.stream().filter(one -> one.state() == first.state() && !Double.isNaN(one.median()))
				.max(Comparator.comparingDouble(one -> Math.abs(one.median() - middle))).orElse(first);
	}

	/** Its values that could be measured, the lowest first. */
	double[] sorted() {
		return members.stream().flatMap(one -> one.values().stream()).mapToDouble(value -> value.measured().value())
				.filter(value -> !Double.isNaN(value)).sorted().toArray();
	}

	/** The value in the middle; NaN for none. */
	double median() {
		double[] sorted = sorted();
		int half = sorted.length / 2;
		return sorted.length == 0 ? Double.NaN
				: sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
	}

	/** How many values it has, their range and, where there are limits, which subject is the worst. */
	String words() {
		double[] known = sorted();
		int all = members.stream().mapToInt(one -> one.values().size()).sum();
		if (known.length == 0) {
			return all + " values, none measured";
		}
		String range = "median of " + all + (known.length < all ? ", " + (all - known.length) + " not measured" : "")
				+ (known[0] == known[known.length - 1] ? ", all alike"
						: ", " + Figures.number(known[0]) + " … " + Figures.number(known[known.length - 1]));
		Series worst = worst();
		return worst.state().compareTo(QualityState.GOAL_MET) >= 0 ? range
				: range + "; worst: " + worst.subject() + ", " + Figures.number(worst.median());
	}

	/** How many of the subjects are in the worst state, where that is bad and not that of all. */
	Optional<String> share() {
		long same = members.stream().filter(one -> one.state() == members.getFirst().state()).count();
		return members.getFirst().state().compareTo(QualityState.GOAL_MET) >= 0 || same == members.size()
				? Optional.empty()
				: Optional.of(same + " of " + members.size());
	}

	/** The subjects side by side, in their natural order, with the limit that holds for all of them. */
	String strip(Optional<Limit> limit) {
		List<Series> ordered = members.stream().sorted(Comparator.comparing(one -> natural(one.subject()))).toList();
		var line = Sparkline.of(ordered.stream().mapToDouble(Series::median).toArray(), ordered.getFirst().name()
				+ " of " + members.size() + " subjects side by side, from " + ordered.getFirst().subject() + " to "
				+ ordered.getLast().subject() + ": " + words());
		return limit.filter(known -> known.unit().equals(ordered.getFirst().unit()))
				.map(known -> line.withLimits(known.requirement(), known.goal())).orElse(line).svg();
	}

	/** A text by which IFU 2 stands before IFU 10. */
	private static String natural(String subject) {
		return NUMBER.matcher(subject).replaceAll(
				found -> "0".repeat(Math.max(0, DIGITS - found.group().length())) + found.group());
	}
}
