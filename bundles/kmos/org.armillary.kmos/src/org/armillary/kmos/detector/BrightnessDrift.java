package org.armillary.kmos.detector;

import java.util.Arrays;

import org.armillary.data.FitsException;

/**
 * How bright frames are over the first: the ratio of their sums over bright pixels, without pixels that a cosmic ray or
 * a moved edge makes differ. Rows spread over the detector are enough: 100 000 pixels tell it to a ten-thousandth.
 */
final class BrightnessDrift {

	/** Pixels count if their light is at least so many times its noise. */
	private static final double BRIGHT_SIGMA = 10;
	/** Pixels count if they have at least this share of the light of bright ones. */
	private static final double BRIGHT_SHARE = 0.3;
	private static final double BRIGHT_QUANTILE = 0.95;
	/** So many pixels at least; where fewer are lit, frames are not scaled. */
	private static final int FEWEST = 200;
	/** A frame that is so many times brighter or fainter failed; not scaled, it is rejected as an outlier. */
	private static final double MOST_RATIO = 20;
	private static final double CLIP_SIGMA = 4;
	private static final int ITERATIONS = 4;

	private BrightnessDrift() {
	}

	/** Brightness of each frame over that of the first; 1 where there is hardly any light. */
	static double[] measure(StackInput input) throws FitsException {
		double[] factors = new double[input.frames()];
		Arrays.fill(factors, 1);
		if (factors.length > 1) {
			float[] first = input.rows().some(0);
			for (int frame = 1; frame < factors.length; frame++) {
				double ratio = ratio(first, input.rows().some(frame), input);
				factors[frame] = ratio > 1 / MOST_RATIO && ratio < MOST_RATIO ? ratio : 1;
			}
		}
		return factors;
	}

	private static double ratio(float[] first, float[] other, StackInput input) {
		float[] sums = new float[first.length];
		int count = 0;
		for (int i = 0; i < first.length; i++) {
			float sum = first[i] + other[i];
			if (Math.abs(sum) < Float.POSITIVE_INFINITY) {
				sums[count++] = sum;
			}
		}
		if (count < FEWEST) {
			return 1;
		}
		Arrays.sort(sums, 0, count);
		double noise = BRIGHT_SIGMA * Math.sqrt(2.0 * input.readVariance()[0][0]);
		double photons = BRIGHT_SIGMA * BRIGHT_SIGMA * input.photonVariance()[0];
		double least = Math.max(BRIGHT_SHARE * sums[(int) (BRIGHT_QUANTILE * (count - 1))], noise + photons);
		double[] ones = new double[count];
		double[] others = new double[count];
		int bright = 0;
		for (int i = 0; i < first.length; i++) {
			if (first[i] + other[i] >= least && first[i] > 0 && first[i] <= input.linearAdu() && other[i] > 0
					&& other[i] <= input.linearAdu()) {
				ones[bright] = first[i];
				others[bright++] = other[i];
			}
		}
		return bright < FEWEST ? 1 : clippedRatio(Arrays.copyOf(ones, bright), Arrays.copyOf(others, bright));
	}

	/** Ratio of the sums of what does not deviate from it by several robust standard deviations. */
	private static double clippedRatio(double[] ones, double[] others) {
		double[] ratios = new double[ones.length];
		for (int i = 0; i < ratios.length; i++) {
			ratios[i] = others[i] / ones[i];
		}
		double[] ordered = ratios.clone();
		Arrays.sort(ordered);
		double ratio = ordered[ordered.length / 2];
		double scale = (ordered[(int) (0.8413 * (ordered.length - 1))] - ordered[(int) (0.1587 * (ordered.length - 1))])
				/ 2;
		for (int iteration = 0; iteration < ITERATIONS; iteration++) {
			double sum = 0;
			double firstSum = 0;
			for (int i = 0; i < ratios.length; i++) {
				if (Math.abs(ratios[i] - ratio) <= CLIP_SIGMA * scale) {
					sum += others[i];
					firstSum += ones[i];
				}
			}
			ratio = sum / firstSum;
		}
		return ratio;
	}
}
