package org.armillary.engine.planning;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.message.Message;
import org.armillary.engine.Corrections;
import org.armillary.engine.HeaderCorrection;
import org.armillary.engine.RunDatasets;
import org.armillary.engine.RunDatasets.Choice;
import org.armillary.engine.RunDatasets.Dataset;
import org.armillary.engine.RunMessage;

/** What a user should know of the datasets of a run before it starts. */
final class DatasetNotes {

	/** From this level on a choice is told. */
	private static final int TOLD_LEVEL = 2;

	private DatasetNotes() {
	}

	/** Which headers are corrected, once for each correction. */
	static List<Message> corrections(Optional<RunDatasets> datasets) {
		var byFile = new LinkedHashMap<Path, List<HeaderCorrection>>();
		datasets.map(RunDatasets::files).orElse(Map.of())
				.forEach((path, file) -> byFile.put(path, file.corrections()));
		return Corrections.told(byFile);
	}

	/** Which of what was chosen for datasets is worse than good. */
	static List<Message> levels(Collection<Dataset> datasets) {
		var notes = new ArrayList<Message>();
		for (Dataset dataset : datasets) {
			dataset.choices().forEach((need, choices) -> choices.stream()
					.filter(choice -> choice.level() >= TOLD_LEVEL)
					.forEach(choice -> notes.add(note(dataset, need, choice))));
		}
		return notes;
	}

	private static Message note(Dataset dataset, String need, Choice choice) {
		return RunMessage.LEVEL.with(dataset.name(), need, choice.dataset(), choice.level(), choice.words(),
				String.format(Locale.ROOT, "%.1f", Math.abs(choice.days())), choice.days() < 0 ? "earlier" : "later");
	}
}
