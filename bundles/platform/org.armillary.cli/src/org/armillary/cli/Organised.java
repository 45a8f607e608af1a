package org.armillary.cli;

import java.util.ArrayList;
import java.util.List;

import org.armillary.actor.message.Message;
import org.armillary.organiser.DatasetStates;
import org.armillary.organiser.Organisation;
import org.armillary.organiser.scan.ScannedFiles;

/**
 * Files of one or several places, organised.
 *
 * @param places
 *            what the user typed
 * @param scanned
 *            what was found there
 * @param organisation
 *            what the rules made of it
 * @param states
 *            how far each dataset is
 */
record Organised(List<String> places, ScannedFiles scanned, Organisation organisation, DatasetStates states) {

	/** Its datasets in words. */
	DatasetWords words() {
		return new DatasetWords(organisation.rules());
	}

	/** What the user must know: of the files that were found, then of what the rules made of them. */
	List<Message> problems() {
		var problems = new ArrayList<>(scanned.problems());
		if (scanned.files().isEmpty()) {
			problems.add(CliMessage.NO_FILES.with(String.join(", ", places)));
			return problems;
		}
		problems.addAll(organisation.problems());
		return problems;
	}

	/** Whether there is something, and all of it is complete. */
	boolean isComplete() {
		return organisation.frames().stream().anyMatch(frame -> !frame.category().isEmpty())
				&& organisation.datasets().stream().allMatch(dataset -> dataset.complete());
	}
}
