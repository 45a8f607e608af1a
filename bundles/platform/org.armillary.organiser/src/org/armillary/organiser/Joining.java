package org.armillary.organiser;

import java.util.List;
import java.util.SequencedMap;

import org.armillary.organiser.rules.DatasetRule;
import org.armillary.organiser.rules.Value;

/**
 * Whether and where a file belongs to datasets of a kind.
 *
 * @param rule
 *            the kind
 * @param ofCategory
 *            whether the kind has members of the file's category
 * @param hasTime
 *            whether the file states its time
 * @param when
 *            whether the further condition of the kind holds
 * @param keys
 *            the values that it shares with the others of a dataset, by quantity; one for each dataset. Empty where the file
 *            cannot belong to one, or where it would belong to more than {@link FrameTests#MOST_KEYS}
 * @param tooMany
 *            whether it would belong to more than that
 * @param skipped
 *            whether it would belong to them without being reduced
 */
public record Joining(DatasetRule rule, boolean ofCategory, boolean hasTime, boolean when,
		List<SequencedMap<String, Value>> keys, boolean tooMany, boolean skipped) {

	/** Copies the list. */
	public Joining {
		keys = List.copyOf(keys);
	}

	/** Whether it belongs to a dataset at all. */
	public boolean joins() {
		return !keys.isEmpty();
	}
}
