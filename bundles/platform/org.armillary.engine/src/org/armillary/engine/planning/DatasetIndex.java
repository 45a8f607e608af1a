package org.armillary.engine.planning;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.armillary.engine.RunDatasets;
import org.armillary.engine.RunDatasets.Choice;
import org.armillary.engine.RunDatasets.Dataset;
import org.armillary.workflow.WorkflowInput;

/** The datasets of a run, as planning asks for them. Immutable; without datasets it has an answer to everything. */
final class DatasetIndex {

	private final Map<String, Dataset> datasets = new HashMap<>();
	private final Map<String, Integer> places = new HashMap<>();
	private final Map<Path, List<String>> byFile = new HashMap<>();
	private final Map<Path, List<String>> kindsByFile = new HashMap<>();
	private final List<String> types;
	private final List<String> categories;

	/** Looks through the datasets; empty for none. */
	DatasetIndex(Optional<RunDatasets> run) {
		types = run.map(sets -> sets.rules().types()).orElse(List.of());
		categories = run.map(sets -> sets.rules().categories()).orElse(List.of());
		run.map(RunDatasets::files).orElse(Map.of())
				.forEach((path, file) -> kindsByFile.put(path, file.types()));
		for (Dataset dataset : run.map(RunDatasets::datasets).orElse(List.of())) {
			places.put(dataset.name(), places.size());
			datasets.put(dataset.name(), dataset);
			dataset.files().forEach(file -> byFile.computeIfAbsent(file, _ -> new ArrayList<>()).add(dataset.name()));
		}
	}

	/** Names of the datasets that a file belongs to. */
	List<String> of(Path file) {
		return Collections.unmodifiableList(byFile.getOrDefault(file, List.of()));
	}

	/** Whether files of datasets may go to an input. */
	boolean mayServe(WorkflowInput input) {
		return !datasets.isEmpty() && (input.categories().isEmpty()
				|| input.categories().stream().anyMatch(categories::contains));
	}

	/**
	 * Those of one kind: of the kind that is called like the node, which is written behind the last slash of its id; else of
	 * the kind that comes first in the rules.
	 */
	List<String> ofOneType(String node, List<String> names) {
		return names.size() < 2 ? names
				: ofType(type(node, names.stream().map(this::type).collect(Collectors.toSet())), names);
	}

	/**
	 * Those datasets of a file that count for a node which collects the files of datasets, by the kinds of all datasets that
	 * the file is in, whether they are reduced or not: where a flat field is incomplete, the node for flat fields is given
	 * nothing of what else is made of its files.
	 */
	List<String> ofOneType(String node, List<String> names, Path file) {
		List<String> kinds = kindsByFile.getOrDefault(file, List.of());
		if (kinds.isEmpty()) {
			return ofOneType(node, names);
		}
		String own = own(node);
		return ofType(types.contains(own) ? own : type(node, Set.copyOf(kinds)), names);
	}

	private String type(String node, Set<String> found) {
		String own = own(node);
		return found.contains(own) ? own : types.stream().filter(found::contains).findFirst().orElseThrow();
	}

	private static String own(String node) {
		return node.substring(node.lastIndexOf('/') + 1);
	}

	private List<String> ofType(String type, List<String> names) {
		List<String> fitting = names.stream().filter(name -> type(name).equals(type)).toList();
		return fitting.size() == names.size() ? names : fitting;
	}

	private String type(String name) {
		return datasets.get(name).type();
	}

	/** Each once, in the order of the run. */
	List<String> ordered(Collection<String> names) {
		return names.stream().distinct().sorted(Comparator.comparing(places::get)).toList();
	}

	/** These and all that were chosen for them: whose products their jobs may get. */
	Set<String> reach(List<String> names) {
		var reach = new HashSet<>(names);
		for (String name : names) {
			datasets.get(name).choices().values().stream().flatMap(List::stream).map(Choice::dataset)
					.forEach(reach::add);
		}
		return reach;
	}

	/** What was chosen for them, for people. */
	String choices(List<String> names) {
		var words = new ArrayList<String>();
		names.forEach(name -> datasets.get(name).choices().forEach((need, choices) -> words.add(need + ": "
				+ choices.stream().map(Choice::dataset).collect(Collectors.joining(", ")))));
		return words.isEmpty() ? "nothing was chosen" : String.join("; ", words);
	}

	/** The datasets of these names, in the order of the run. */
	List<Dataset> get(Collection<String> names) {
		return ordered(names).stream().map(datasets::get).toList();
	}
}
