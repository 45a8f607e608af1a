package org.armillary.organiser;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.armillary.organiser.ReductionHistory.FileSet;

/**
 * How far the reduction of each dataset is, by what earlier runs did. Nothing is stored for it: a dataset is reduced where a run
 * reduced the same files with the same calibrations, whatever they are called, and out of date where the calibrations that
 * would be chosen now are others, or where files came or went since.
 *
 * <p><b>Threads.</b> Immutable.
 */
public final class DatasetStates {

	private final Map<Dataset, DatasetStatus> states = new IdentityHashMap<>();

	private DatasetStates() {
	}

	/** The states of the datasets of an organisation; asks the history of each of them. */
	public static DatasetStates of(Organisation organisation, ReductionHistory history) {
		var result = new DatasetStates();
		var last = new IdentityHashMap<Dataset, Optional<Reduction>>();
		var present = new HashSet<String>();
		for (Dataset dataset : organisation.datasets()) {
			last.put(dataset, history.newest(dataset.filesIdentity()));
			present.add(dataset.filesIdentity());
		}
		for (Dataset dataset : organisation.datasets()) {
			result.states.put(dataset, last.get(dataset).isPresent() ? status(dataset, last)
					: withOtherFiles(dataset, history, present));
		}
		return result;
	}

	/** The state of one of the datasets. */
	public DatasetStatus of(Dataset dataset) {
		DatasetStatus status = states.get(dataset);
		if (status == null) {
			throw new IllegalArgumentException(dataset.name() + " is of another organisation");
		}
		return status;
	}

	/** The state of a dataset whose files no run reduced together: perhaps one reduced it when it had fewer or more of them. */
	private static DatasetStatus withOtherFiles(Dataset dataset, ReductionHistory history, Set<String> present) {
		return history.similar(dataset)
				// what is still there is another dataset
				.filter(files -> !present.contains(files.filesIdentity()))
				.flatMap(files -> withOtherFiles(dataset, files, history).stream()).findFirst()
				.orElse(new DatasetStatus(DatasetState.NEW, "", Optional.empty()));
	}

	private static Optional<DatasetStatus> withOtherFiles(Dataset dataset, FileSet files, ReductionHistory history) {
		FileChange change = FileChange.of(files.files(), dataset);
		if (change.kept() == 0) {
			return Optional.empty();
		}
		return history.newest(files.filesIdentity())
				.filter(reduction -> reduction.progress() == DatasetState.REDUCED
						|| reduction.progress() == DatasetState.OUT_OF_DATE)
				.map(reduction -> new DatasetStatus(DatasetState.OUT_OF_DATE,
						Stream.concat(Stream.of(change.words(reduction.run())), choices(dataset, reduction).stream())
								.collect(Collectors.joining("\n")),
						Optional.of(reduction)));
	}

	private static DatasetStatus status(Dataset dataset, Map<Dataset, Optional<Reduction>> last) {
		Optional<Reduction> newest = last.get(dataset);
		Reduction reduction = newest.orElseThrow();
		if (reduction.progress() != DatasetState.REDUCED || reduction.identity().equals(dataset.identity())) {
			return new DatasetStatus(reduction.progress(), reduction.reason(), newest);
		}
		return new DatasetStatus(DatasetState.OUT_OF_DATE, reason(dataset, reduction, last), newest);
	}

	private static String reason(Dataset dataset, Reduction reduction, Map<Dataset, Optional<Reduction>> last) {
		List<String> lines = choices(dataset, reduction);
		return lines.isEmpty() ? changed(dataset, last) : String.join("\n", lines);
	}

	/** The needs for which other datasets would be chosen now, going by their names. */
	private static List<String> choices(Dataset dataset, Reduction reduction) {
		var lines = new ArrayList<String>();
		for (Association association : dataset.associations()) {
			String need = association.need().name();
			List<String> now = association.choices().stream().map(choice -> choice.dataset().name()).toList();
			List<String> then = reduction.choices().getOrDefault(need, List.of());
			if (!now.equals(then)) {
				lines.add(need + ": now " + words(association.choices()) + ", reduced "
						+ (then.isEmpty() ? "without" : "with " + String.join(", ", then)));
			}
		}
		reduction.choices().forEach((need, then) -> {
			if (!then.isEmpty() && dataset.associations().stream()
					.noneMatch(association -> association.need().name().equals(need))) {
				lines.add(need + ": no longer needed, reduced with " + String.join(", ", then));
			}
		});
		return lines;
	}

	/** Where the chosen ones are called the same: those of them that are not what they were, as far as that is known. */
	private static String changed(Dataset dataset, Map<Dataset, Optional<Reduction>> last) {
		var lines = new ArrayList<String>();
		for (Association association : dataset.associations()) {
			for (Choice choice : association.choices()) {
				boolean known = last.getOrDefault(choice.dataset(), Optional.empty())
						.map(reduction -> reduction.identity().equals(choice.dataset().identity())).orElse(false);
				if (!known) {
					lines.add(association.need().name() + ": " + choice.dataset().name()
							+ " has other files or other calibrations of its own now");
				}
			}
		}
		return lines.isEmpty()
				? "the calibrations have the same names, but other files or other calibrations of their own now"
				: String.join("\n", lines);
	}

	private static String words(List<Choice> choices) {
		return choices.isEmpty() ? "none"
				: choices.stream().map(choice -> choice.dataset().name() + " (level " + choice.level().number() + ")")
						.collect(Collectors.joining(", "));
	}
}
