package org.armillary.numerics.combination;

/** Where the variance of a combination comes from. {@link FrameCombiner} has the formulas. */
public enum NoiseRule {

	/**
	 * The propagated variance of the values; where these scatter significantly more than it says, their scatter.
	 */
	PROPAGATED_OR_SCATTER,

	/** The propagated variance alone, for values that differ for other reasons than noise, such as those of a spectrum. */
	PROPAGATED,

	/** The scatter of the values where there are three or more, otherwise the propagated variance: ESO's rule. */
	SCATTER
}
