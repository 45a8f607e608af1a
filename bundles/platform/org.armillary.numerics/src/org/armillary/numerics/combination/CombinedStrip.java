package org.armillary.numerics.combination;

/**
 * The result of a combination, one element for each pixel; the arrays may be longer than the strip.
 *
 * @param value
 *            combined value, in the unit of the input; NaN where there is none
 * @param variance
 *            its variance; NaN where there is no value or nothing is known
 * @param used
 *            how many values it was made from
 * @param rejected
 *            how many valid values were rejected
 */
public record CombinedStrip(float[] value, float[] variance, short[] used, short[] rejected) {

	/** Arrays for a number of pixels. */
	public static CombinedStrip ofLength(int pixels) {
		return new CombinedStrip(new float[pixels], new float[pixels], new short[pixels], new short[pixels]);
	}
}
