package org.armillary.numerics.combination;

/**
 * The samples of one pixel, gathered from the frames: NaN with variance 0 where a sample cannot be used, and no negative
 * zero, so that equal values are equal bits.
 */
final class PixelSamples {

	private PixelSamples() {
	}

	/** Gathers all samples of the pixel at index {@code pixel} of the strip. */
	static void gather(FrameStrip strip, int pixel, float[] values, float[] variances) {
		for (int frame = 0; frame < strip.frames(); frame++) {
			float variance = switch (strip.variance()) {
			case FrameVariance.None() -> 0;
			case FrameVariance.PerFrame(float[] all) -> all[frame];
			case FrameVariance.PerColumn(float[][] all) -> all[frame][pixel % strip.width()];
			case FrameVariance.PerPixel(float[][] all) -> all[frame][pixel];
			};
			int[][] masks = strip.masks();
			boolean flagged = masks != null && (masks[frame][pixel] & strip.badBits()) != 0;
			float value = strip.values()[frame][pixel];
			boolean usable = !flagged && usable(value, variance);
			values[frame] = usable ? value + 0f : Float.NaN;
			variances[frame] = usable ? variance : 0;
		}
	}

	/** Whether a value and its variance can be used. */
	static boolean usable(float value, float variance) {
		return Math.abs(value) < Float.POSITIVE_INFINITY && variance >= 0 && variance < Float.POSITIVE_INFINITY;
	}

	/**
	 * Chi-square of the samples that are not NaN against their mean, each weighted by its inverse variance. All
	 * variances must be above 0.
	 *
	 * @param pivot
	 *            any number near the mean
	 */
	static double chiSquare(float[] values, float[] variances, int offset, int stride, int frames, float pivot) {
		double weights = 0;
		double sum = 0;
		double squares = 0;
		for (int frame = 0; frame < frames; frame++) {
			float value = values[offset + stride * frame];
			if (!Float.isNaN(value)) {
				double weight = 1 / (double) variances[offset + stride * frame];
				double difference = (double) value - pivot;
				weights += weight;
				sum += weight * difference;
				squares += weight * difference * difference;
			}
		}
		return squares - sum * sum / weights;
	}
}
