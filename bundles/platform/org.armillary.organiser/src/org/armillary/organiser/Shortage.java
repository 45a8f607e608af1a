package org.armillary.organiser;

import java.util.Optional;

import org.armillary.organiser.rules.MemberRule;
import org.armillary.organiser.rules.Value;

/**
 * A number of members that is not what a rule asks for.
 *
 * @param rule
 *            the rule
 * @param each
 *            value of its {@code each} for which it is so; empty where the rule has none
 * @param found
 *            how many there are
 * @param kind
 *            how bad it is
 */
public record Shortage(MemberRule rule, Optional<Value> each, int found, Kind kind) {

	/** How bad it is. */
	public enum Kind {
		/** Fewer than the dataset needs: it cannot be reduced. */
		TOO_FEW,
		/** More than it may have: it cannot be reduced. */
		TOO_MANY,
		/** Enough, but fewer than the calibration plan has. */
		BELOW_PLAN
	}
}
