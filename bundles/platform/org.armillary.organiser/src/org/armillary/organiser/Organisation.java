package org.armillary.organiser;

import java.util.List;
import java.util.Optional;

import org.armillary.actor.message.Message;
import org.armillary.organiser.rules.Overlay;
import org.armillary.organiser.rules.RuleSet;

/**
 * What the rules made of some files.
 *
 * @param rules
 *            the rules, with the values of their parameters
 * @param overlay
 *            what a person said
 * @param frames
 *            all files that are not excluded, by name
 * @param datasets
 *            the datasets, by time, then by name
 * @param problems
 *            what the user must know: files without a category, sets with too few members, files that claim to be the same, …
 */
public record Organisation(RuleSet rules, Overlay overlay, List<Frame> frames, List<Dataset> datasets,
		List<Message> problems) {

	/** Copies the lists. */
	public Organisation {
		frames = List.copyOf(frames);
		datasets = List.copyOf(datasets);
		problems = List.copyOf(problems);
	}

	/** The dataset of this name. */
	public Optional<Dataset> dataset(String name) {
		return datasets.stream().filter(dataset -> dataset.name().equals(name)).findFirst();
	}
}
