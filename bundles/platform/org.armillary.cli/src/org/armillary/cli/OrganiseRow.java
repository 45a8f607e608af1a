package org.armillary.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

import org.armillary.organiser.Dataset;
import org.armillary.organiser.DatasetStatus;

/**
 * A line of the list of datasets: one dataset, or several of one kind that hold the same and differ by name alone, such as those
 * of the targets of one exposure.
 *
 * @param dataset
 *            the dataset, or the first of several
 * @param number
 *            how many there are
 * @param cells
 *            name, what it holds, state, what was chosen: harmless texts
 */
record OrganiseRow(Dataset dataset, int number, List<String> cells) {

	/** As many are told one by one. */
	private static final int FEW = 3;
	private static final String CORRECTED = "*";

	/**
	 * What is the same for all datasets of a line.
	 *
	 * @param alone
	 *            name of a dataset of which more is told, so that it is in a line of its own; otherwise empty
	 */
	private record Same(String type, double mjd, List<String> cells, String alone) {
	}

	/**
	 * The lines.
	 *
	 * @param summing
	 *            whether datasets that differ by name alone are told together
	 */
	static List<OrganiseRow> of(List<Dataset> datasets, Organised organised, DatasetWords words, boolean summing) {
		var groups = new LinkedHashMap<Same, List<Dataset>>();
		for (Dataset dataset : datasets) {
			DatasetStatus status = organised.states().of(dataset);
			boolean plain = dataset.complete() && status.reason().isEmpty() && words.belowPlan(dataset).isEmpty();
			var same = new Same(dataset.rule().type(), dataset.mjd(),
					List.of(words.members(dataset), status.state().words(), DatasetWords.choices(dataset),
							String.join("; ", words.checks().words(dataset))),
					plain ? "" : dataset.name());
			groups.computeIfAbsent(same, _ -> new ArrayList<>()).add(dataset);
		}
		var rows = new ArrayList<OrganiseRow>();
		groups.forEach((same, group) -> {
			if (summing && group.size() > FEW) {
				rows.add(row(group.getFirst(), group.size(), common(group), same));
			} else {
				group.forEach(dataset -> rows.add(row(dataset, 1, Shown.of(dataset.name()) + mark(dataset), same)));
			}
		});
		return rows;
	}

	private static OrganiseRow row(Dataset dataset, int number, String name, Same same) {
		return new OrganiseRow(dataset, number,
				List.of(name, same.cells().get(0) + each(number), same.cells().get(1), same.cells().get(2)));
	}

	private static String each(int number) {
		return number > 1 ? " each" : "";
	}

	/** How far it is, instead of its state: {@code ✗ flat-H-…  2 of 5 on; dark 0; lacks 3 FLAT_ON}. */
	String progress(DatasetWords words) {
		String choices = DatasetWords.choices(dataset);
		List<String> lacks = words.lacks(dataset);
		return (dataset.complete() ? "✓ " : "✗ ") + cells.getFirst() + "  " + words.progress(dataset) + each(number)
				+ (choices.isEmpty() ? "" : "; " + choices)
				+ (lacks.isEmpty() ? "" : "; lacks: " + String.join(", ", lacks))
				+ words.checks().words(dataset).stream().map(check -> "; " + DatasetChecks.MARK + " " + check)
						.collect(Collectors.joining());
	}

	private static String mark(Dataset dataset) {
		return dataset.members().stream().anyMatch(member -> !member.frame().corrections().isEmpty()) ? CORRECTED : "";
	}

	/** {@code target-*-H-2026-03-02T00:26:50 (23)}: what the names have in common, as a pattern. */
	private static String common(List<Dataset> group) {
		String first = group.getFirst().name();
		int start = first.length();
		for (Dataset dataset : group) {
			start = Math.min(start, same(first, dataset.name(), start));
		}
		int end = first.length() - start;
		for (Dataset dataset : group) {
			end = same(reversed(first), reversed(dataset.name()), Math.min(end, dataset.name().length() - start));
		}
		return Shown.of(first.substring(0, start) + "*" + first.substring(first.length() - end))
				+ (group.stream().anyMatch(dataset -> !mark(dataset).isEmpty()) ? CORRECTED : "") + " (" + group.size()
				+ ")";
	}

	private static String reversed(String text) {
		return new StringBuilder(text).reverse().toString();
	}

	/** How many characters are the same at the beginning, at most {@code most}. */
	private static int same(String first, String other, int most) {
		int same = 0;
		while (same < Math.min(most, other.length()) && first.charAt(same) == other.charAt(same)) {
			same++;
		}
		return same;
	}
}
