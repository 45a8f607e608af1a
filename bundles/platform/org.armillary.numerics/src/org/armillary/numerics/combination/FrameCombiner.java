package org.armillary.numerics.combination;

import java.util.Arrays;
import java.util.Objects;

/**
 * Combines frames pixel by pixel. Immutable and safe for threads; results have the same bits for any division into
 * ranges and strips, any number of threads and any width of the processor's registers.
 *
 * <p>A sample counts as valid if its value is finite, its variance finite and not below 0, and none of the bad bits is
 * set in its mask. Where a pixel has no valid sample, or no sample is left, value and variance are NaN. Let n be the
 * number of valid samples v of a pixel, with variances σ² and the weights w of their frames (1 unless given).
 *
 * <p><b>Values</b>
 * <ul>
 * <li>AVERAGE: {@code sum(w v) / sum(w)};
 * <li>SUM: the mean of the valid samples times the number of frames: where none is missing, their sum;
 * <li>MEDIAN: the middle value, the mean of the middle two for even n;
 * <li>MIN_MAX: the lowest {@code minReject} and the highest {@code maxReject} are left out (of equal ones those of the
 * first frames), the rest is averaged; nothing is left where n is not above {@code minReject + maxReject};
 * <li>KSIGMA: v is rejected if it lies more than {@code positiveKappa * scale} above or
 * {@code negativeKappa * scale} below the centre; again with what is left, until nothing is rejected or
 * {@code iterations} is reached; what is left is averaged. The percentile spread is half the distance between the 15.87th
 * and the 84.13th percentile, each at {@code f * (n - 1)} among the sorted values, linear between neighbours.
 * <ul>
 * <li>n above 10, ESO's rule: centre and scale are median and percentile spread (where that is 0, the standard deviation
 * about the median) in the first iteration, mean and standard deviation in the following ones, without regard to weights;
 * <li>n of 10 and below: the centre is always the median, and the scale for v is the greater of its own σ and the
 * percentile spread; for n below 5, where variances are known, it is σ alone, because there an outlier makes the
 * spread as large as itself. One outlier among n values never lies more than {@code (n - 1) / sqrt(n)} standard deviations from
 * their mean (Shiffler 1988), so that ESO's rule with kappa 3 would reject none. For this σ should come from a model of
 * the detector: one that follows the value itself grows with a cosmic ray.
 * </ul>
 * Nothing is rejected where the scale is 0.
 * </ul>
 *
 * <p><b>Variance</b>, of the m samples that are left:
 * <ul>
 * <li>propagated: {@code P = f sum(w^2 σ^2) / sum(w)^2}. The factor f is 1; for MEDIAN it is the variance of the median
 * over that of the mean of n normal values (1 for n = 2, 1.434 for 5, towards π/2); for MIN_MAX it is that of a trimmed
 * mean, which is less than that of the m samples alone would be;
 * <li>scatter: {@code S = f s^2 sum(w^2) / sum(w)^2} with {@code s^2 = sum(w (v - mean)^2) / (sum(w) - sum(w^2) /
 * sum(w))}, for equal weights {@code s^2 / m} with the sample variance; f is 1 but for MEDIAN;
 * <li>PROPAGATED_OR_SCATTER: P, except where {@code χ^2 = sum((v - c)^2 / σ^2)}, c being the mean weighted by 1 / σ^2,
 * exceeds the limit that a chi-square variable of m - 1 degrees of freedom exceeds with {@code scatterProbability}; for
 * equal variances χ^2 is {@code (m - 1) s^2 / σ^2}. There it is {@code P χ^2 / (m - 1)}: for equal variances S. Where a
 * sample claims variance 0 and the samples differ, it is S;
 * <li>SCATTER: S where m is 3 or more, otherwise P;
 * <li>where no variance is known: S where m is 2 or more, otherwise NaN;
 * <li>all of it times the square of the number of frames for SUM.
 * </ul>
 * Neither knows of outliers that were not rejected, nor that what is left after a rejection scatters less than before.
 *
 * <p>Arithmetic is in single precision: errors are below 1e-6 of the noise, besides the rounding of the value itself.
 * Squares of differences must not over- or underflow: noise should lie between 1e-15 and 1e15.
 */
public final class FrameCombiner {

	private final CombinePlan plan;

	/**
	 * A combination without weights.
	 *
	 * @param settings
	 *            how to combine
	 * @param frames
	 *            number of frames, 1 to 32767
	 */
	public FrameCombiner(CombineSettings settings, int frames) {
		this(settings, ones(frames));
	}

	/**
	 * A combination with weights; not for medians and sums.
	 *
	 * @param settings
	 *            how to combine
	 * @param frameWeights
	 *            the weight of each frame, above 0
	 */
	public FrameCombiner(CombineSettings settings, float[] frameWeights) {
		if (frameWeights.length < 1 || frameWeights.length > Short.MAX_VALUE) {
			throw new IllegalArgumentException(
					"the number of frames is " + frameWeights.length + ", expected 1 to " + Short.MAX_VALUE);
		}
		for (float weight : frameWeights) {
			if (!(weight > 0 && weight < Float.POSITIVE_INFINITY)) {
				throw new IllegalArgumentException("a weight is " + weight + ", expected a finite number above 0");
			}
		}
		plan = new CombinePlan(settings, frameWeights.clone());
		boolean weightless = settings.method() == CombineMethod.MEDIAN || settings.method() == CombineMethod.SUM;
		if (weightless && plan.weighted()) {
			throw new IllegalArgumentException("the method " + settings.method() + " has no weights");
		}
	}

	private static float[] ones(int frames) {
		float[] weights = new float[Math.max(0, frames)];
		Arrays.fill(weights, 1);
		return weights;
	}

	/** Number of frames. */
	public int frames() {
		return plan.frames;
	}

	/**
	 * Combines a range of pixels. Threads may share input and output, with different ranges.
	 *
	 * @param input
	 *            the frames
	 * @param from
	 *            index of the first pixel of the strip
	 * @param to
	 *            index behind the last
	 * @param output
	 *            takes the results at the same indices
	 */
	public void combine(FrameStrip input, int from, int to, CombinedStrip output) {
		combine(input, from, to, output, new long[plan.frames]);
	}

	/**
	 * Combines a range of pixels and counts what was rejected.
	 *
	 * @param input
	 *            the frames
	 * @param from
	 *            index of the first pixel of the strip
	 * @param to
	 *            index behind the last
	 * @param output
	 *            takes the results at the same indices
	 * @param rejectedPerFrame
	 *            the number of rejected samples of each frame is added here
	 */
	public void combine(FrameStrip input, int from, int to, CombinedStrip output, long[] rejectedPerFrame) {
		check(input, from, to, output);
		if (rejectedPerFrame.length < plan.frames) {
			throw new IllegalArgumentException(
					"there is room for " + rejectedPerFrame.length + " of " + plan.frames + " frames");
		}
		Combination.of(plan).combine(input, from, to, output, rejectedPerFrame);
	}

	/** A combination at work, for one thread that combines strip after strip. */
	Combination worker() {
		return Combination.of(plan);
	}

	private void check(FrameStrip input, int from, int to, CombinedStrip output) {
		if (input.frames() != plan.frames) {
			throw new IllegalArgumentException("the strip has " + input.frames() + " frames, expected " + plan.frames);
		}
		for (float[] values : input.values()) {
			Objects.checkFromToIndex(from, to, values.length);
		}
		if (input.variance() instanceof FrameVariance.PerPixel(float[][] variances)) {
			for (float[] frame : variances) {
				Objects.checkFromToIndex(from, to, frame.length);
			}
		}
		int[][] masks = input.masks();
		if (masks != null) {
			for (int[] mask : masks) {
				Objects.checkFromToIndex(from, to, mask.length);
			}
		}
		Objects.checkFromToIndex(from, to, output.value().length);
		Objects.checkFromToIndex(from, to, output.variance().length);
		Objects.checkFromToIndex(from, to, output.used().length);
		Objects.checkFromToIndex(from, to, output.rejected().length);
	}
}
