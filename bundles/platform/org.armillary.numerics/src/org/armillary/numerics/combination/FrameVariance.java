package org.armillary.numerics.combination;

/**
 * The variance of the samples of a {@link FrameStrip}, in the square of the unit of the values. A sample whose variance
 * is not finite or below 0 is not used. The arrays are used, not copied.
 */
public sealed interface FrameVariance {

	/** Nothing is known; the scatter of two or more values has to do. */
	record None() implements FrameVariance {
	}

	/**
	 * One variance for a whole frame.
	 *
	 * @param variances
	 *            {@code [frame]}
	 */
	record PerFrame(float[] variances) implements FrameVariance {
	}

	/**
	 * One variance for each column of a frame, such as the read noise of its read-out channel.
	 *
	 * @param variances
	 *            {@code [frame][column]}
	 */
	record PerColumn(float[][] variances) implements FrameVariance {
	}

	/**
	 * One variance for each sample.
	 *
	 * @param variances
	 *            {@code [frame][pixel]}, as the values of the strip
	 */
	record PerPixel(float[][] variances) implements FrameVariance {
	}
}
