package org.armillary.numerics.combination;

/** How the values of a pixel become one. {@link FrameCombiner} has the formulas. */
public enum CombineMethod {

	/** Mean of what is left after values far from the centre have been rejected. */
	KSIGMA,

	/** Median. */
	MEDIAN,

	/** Mean. */
	AVERAGE,

	/** Sum; frames without a valid value count with the mean of the others. */
	SUM,

	/** Mean of what is left after some of the lowest and some of the highest values have been left out. */
	MIN_MAX
}
