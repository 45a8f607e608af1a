package org.armillary.engine.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.armillary.engine.RunDatasets;
import org.armillary.engine.RunDatasets.Choice;
import org.armillary.engine.RunDatasets.Dataset;
import org.armillary.engine.RunRequest;
import org.armillary.engine.run.RunDifference.DatasetChange;
import org.armillary.engine.run.RunDifference.DatasetKind;

/**
 * Compares the datasets of two runs. Datasets are the same where their kind and files are, whatever they are called; others of
 * one name have other files.
 */
final class DatasetComparison {

	private final RunDatasets before;
	private final RunDatasets now;

	private DatasetComparison(RunDatasets before, RunDatasets now) {
		this.before = before;
		this.now = now;
	}

	/** What differs, in the order of the datasets; nothing where one of the runs has none at all. */
	static List<DatasetChange> between(RunRecord before, RunRecord now) {
		Optional<RunDatasets> one = before.request().flatMap(RunRequest::datasets);
		Optional<RunDatasets> other = now.request().flatMap(RunRequest::datasets);
		return one.isPresent() && other.isPresent() ? new DatasetComparison(one.get(), other.get()).changes()
				: List.of();
	}

	private List<DatasetChange> changes() {
		Map<String, String> old = identities(before);
		Map<String, String> identities = identities(now);
		var changes = new ArrayList<DatasetChange>();
		Set<Dataset> met = new HashSet<>();
		for (Dataset one : before.datasets()) {
			Optional<Dataset> partner = partner(one, old, identities);
			if (partner.isEmpty()) {
				changes.add(DatasetChange.of(DatasetKind.REMOVED, one.name()));
				continue;
			}
			Dataset other = partner.get();
			met.add(other);
			if (!one.filesIdentity().equals(other.filesIdentity())) {
				changes.add(DatasetChange.of(DatasetKind.FILES, other.name()));
			}
			var needs = new LinkedHashSet<>(one.choices().keySet());
			needs.addAll(other.choices().keySet());
			for (String need : needs) {
				List<Choice> chosen = one.choices().getOrDefault(need, List.of());
				List<Choice> choices = other.choices().getOrDefault(need, List.of());
				if (!says(chosen, old).equals(says(choices, identities))) {
					changes.add(new DatasetChange(DatasetKind.CHOICE, other.name(), need, chosen, choices));
				}
			}
		}
		now.datasets().stream().filter(dataset -> !met.contains(dataset))
				.forEach(dataset -> changes.add(DatasetChange.of(DatasetKind.ADDED, dataset.name())));
		return changes;
	}

	private static Map<String, String> identities(RunDatasets datasets) {
		var identities = new HashMap<String, String>();
		datasets.datasets().forEach(dataset -> identities.put(dataset.name(), dataset.filesIdentity()));
		return identities;
	}

	private Optional<Dataset> partner(Dataset one, Map<String, String> old, Map<String, String> identities) {
		return now.datasets().stream().filter(other -> other.filesIdentity().equals(one.filesIdentity())).findFirst()
				.or(() -> now.datasets().stream().filter(other -> other.name().equals(one.name())
						&& !old.containsValue(identities.get(other.name()))).findFirst());
	}

	/** What was chosen, by files and level; days and words follow from these. */
	private static List<String> says(List<Choice> choices, Map<String, String> identities) {
		return choices.stream().map(choice -> identities.get(choice.dataset()) + " " + choice.level()).toList();
	}
}
