package org.armillary.organiser;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a run did with a dataset.
 *
 * @param run
 *            id of the run
 * @param filesIdentity
 *            identity of the files, as in {@link Dataset#filesIdentity()}
 * @param identity
 *            identity of the whole set, as in {@link Dataset#identity()}
 * @param progress
 *            how it went: any state but NEW; OUT_OF_DATE where its products were marked so
 * @param choices
 *            names of the datasets that were chosen, by need
 * @param reason
 *            why it is out of date; empty where it is not
 */
public record Reduction(String run, String filesIdentity, String identity, DatasetState progress,
		Map<String, List<String>> choices, String reason) {

	/** Copies the map, keeping its order. */
	public Reduction {
		choices = Collections.unmodifiableMap(new LinkedHashMap<>(choices));
	}

	/** What is not out of date. */
	public Reduction(String run, String filesIdentity, String identity, DatasetState progress,
			Map<String, List<String>> choices) {
		this(run, filesIdentity, identity, progress, choices, "");
	}
}
