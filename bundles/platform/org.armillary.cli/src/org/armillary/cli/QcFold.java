package org.armillary.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.armillary.actor.QcValue;
import org.armillary.engine.quality.QualityState;

/** Quality-control values of many subjects: a line for each name with median, range and the worst state. */
final class QcFold {

	private QcFold() {
	}

	/**
	 * Folds the subjects.
	 *
	 * @param byName
	 *            values by what is told of their name, then by subject
	 * @param judged
	 *            whether there are limits
	 * @param states
	 *            what each value is by them
	 * @param number
	 *            a value as text
	 */
	static TextTable table(Map<String, ? extends Map<String, QcValue>> byName, boolean judged,
			Function<QcValue, QualityState> states, Function<QcValue, String> number) {
		var header = new ArrayList<>(List.of("each of them with --json", "subjects", "median", "lowest", "of",
				"highest", "of"));
		if (judged) {
			header.add("worst");
		}
		var table = new TextTable(header);
		byName.forEach((name, bySubject) -> {
			List<String> row = row(name, bySubject.values(), number);
			if (judged) {
				row.add(worst(bySubject.values(), states));
			}
			table.add(row);
		});
		return table;
	}

	private static List<String> row(String name, Collection<QcValue> values, Function<QcValue, String> words) {
		List<QcValue> sorted = values.stream().filter(value -> Double.isFinite(value.value()))
				.sorted(Comparator.comparingDouble(QcValue::value)).toList();
		int number = sorted.size();
		var row = new ArrayList<>(List.of(name, number == values.size() ? Integer.toString(number)
				: number + " of " + values.size()));
		if (number == 0) {
			row.addAll(List.of("–", "", "", "", ""));
			return row;
		}
		QcValue lowest = sorted.getFirst();
		QcValue highest = sorted.getLast();
		QcValue middle = sorted.get(number / 2);
		row.add(words.apply(new QcValue(middle.name(), middle.subject(),
				(sorted.get((number - 1) / 2).value() + middle.value()) / 2, middle.unit())));
		row.addAll(lowest.value() == highest.value() ? List.of("", "", "", "")
				: List.of(words.apply(lowest), Shown.of(lowest.subject()), words.apply(highest),
						Shown.of(highest.subject())));
		return row;
	}

	/** The worst state and, where not all have it, how many do; those without a limit do not count. */
	private static String worst(Collection<QcValue> values, Function<QcValue, QualityState> states) {
		List<QualityState> judged = values.stream().map(states).filter(state -> state != QualityState.NO_LIMIT)
				.toList();
		for (QualityState state : List.of(QualityState.FAILED, QualityState.REQUIREMENT_MET, QualityState.GOAL_MET)) {
			long number = judged.stream().filter(state::equals).count();
			if (number > 0) {
				return QcMark.shape(state) + (number == judged.size() ? "" : " " + number + " of " + judged.size());
			}
		}
		return "";
	}
}
