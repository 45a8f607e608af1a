package org.armillary.organiser;

import org.armillary.organiser.rules.RuleLine;

/**
 * A condition that candidates for a need must meet.
 *
 * @param kind
 *            what it looks at
 * @param place
 *            place of the level among the need's levels to which it belongs; -1 where it must hold whatever the level
 * @param words
 *            what must hold: {@code band = HHH}, {@code |Δt| ≤ 1.5 h}
 * @param line
 *            where it stands in the rules or in an overlay
 * @param asked
 *            what the dataset in need has, as text; empty where nothing of it is compared
 */
public record Criterion(Kind kind, int place, String words, RuleLine line, String asked) {

	/** What a condition looks at. */
	public enum Kind {
		/** The candidate's kind, among those that can serve this dataset. */
		SOURCE,
		/** That the candidate can be reduced itself. */
		COMPLETE,
		/** A condition of the need that must hold on the candidate's header. */
		ONLY,
		/** A condition of the need that must not hold on the candidate's header. */
		NEVER,
		/** What a person said of the candidate by name. */
		LIST,
		/** A quantity in which the two must agree. */
		MATCH,
		/** The difference in time, for a level. */
		LEVEL_WINDOW,
		/** A quantity in which the two must agree, for a level. */
		LEVEL_MATCH;

		/** Whether it belongs to a level. */
		public boolean isOfLevel() {
			return this == LEVEL_WINDOW || this == LEVEL_MATCH;
		}
	}
}
