package org.armillary.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;

import org.armillary.organiser.Dataset;
import org.armillary.organiser.Organisation;
import org.armillary.workflow.RunFile;
import org.armillary.workflow.text.Nearest;

/** Finds datasets by what a user types: a name, the beginning of just one, or a pattern with {@code *} and {@code ?}. */
final class DatasetNames {

	private static final int MOST_TOLD = 5;

	private DatasetNames() {
	}

	/** The datasets that are meant, in the order of the organisation. */
	static List<Dataset> named(List<String> texts, Organisation organisation) throws CliException {
		var meant = new LinkedHashSet<Dataset>();
		for (String text : texts) {
			meant.addAll(named(text, organisation.datasets()));
		}
		return organisation.datasets().stream().filter(meant::contains).toList();
	}

	private static List<Dataset> named(String text, List<Dataset> datasets) throws CliException {
		var exact = datasets.stream().filter(dataset -> dataset.name().equals(text)).toList();
		if (!exact.isEmpty()) {
			return exact;
		}
		boolean pattern = text.contains("*") || text.contains("?");
		var fits = RunFile.matching(List.of(text));
		var found = datasets.stream().filter(
				dataset -> pattern ? fits.test(Path.of(dataset.name())) : dataset.name().startsWith(text)).toList();
		List<String> names = ofKind(text, datasets);
		if (found.isEmpty() || text.isEmpty()) {
			throw new CliException(CliMessage.UNKNOWN_DATASET.with(text, Nearest.hint(text, names), told(names)));
		}
		if (!pattern && found.size() > 1) {
			throw new CliException(CliMessage.AMBIGUOUS_DATASET.with(text,
					told(found.stream().map(Dataset::name).toList())));
		}
		return found;
	}

	/** The names among which the one that was meant probably is: of the kind with which the text begins, or all. */
	private static List<String> ofKind(String text, List<Dataset> datasets) {
		List<String> names = datasets.stream()
				.filter(dataset -> text.equals(dataset.rule().type()) || text.startsWith(dataset.rule().type() + "-"))
				.map(Dataset::name).toList();
		return (names.isEmpty() ? datasets.stream().map(Dataset::name) : names.stream())
				.sorted(Comparator.comparingInt((String name) -> -same(text, name))).toList();
	}

	/** How many characters are the same at the beginning. */
	private static int same(String text, String name) {
		int same = 0;
		while (same < Math.min(text.length(), name.length()) && text.charAt(same) == name.charAt(same)) {
			same++;
		}
		return same;
	}

	private static String told(List<String> names) {
		var first = new ArrayList<>(names.subList(0, Math.min(MOST_TOLD, names.size())));
		if (names.size() > first.size()) {
			first.add("… (" + names.size() + " in all)");
		}
		return Nearest.list(first);
	}
}
