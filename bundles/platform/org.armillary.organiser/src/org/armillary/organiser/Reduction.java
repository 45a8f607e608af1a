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
 *            how it went: any state but NEW and OUT_OF_DATE
 * @param choices
 *            names of the datasets that were chosen, by need
 */
public record Reduction(String run, String filesIdentity, String identity, DatasetState progress,
		Map<String, List<String>> choices) {

	/** Copies the map, keeping its order. */
	public Reduction {
		choices = Collections.unmodifiableMap(new LinkedHashMap<>(choices));
	}
}
