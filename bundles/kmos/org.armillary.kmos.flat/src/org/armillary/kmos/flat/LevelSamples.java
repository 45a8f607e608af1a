package org.armillary.kmos.flat;

import java.util.Arrays;

/**
 * Levels of the slitlets of a detector as logarithms, a few rows to a sample. Only slitlets with light in most rows take
 * part.
 */
final class LevelSamples {

	/** Scatter of the level of a row through the response of its pixels, as a start. */
	private static final double RESPONSE_SCATTER = 0.009;
	private static final double LEAST_SIGNAL_TO_NOISE = 10;
	/** Slitlets with less than this share of the samples of the best one do not take part. */
	private static final double SAMPLES_SHARE = 0.8;
	private static final int FEWEST = 6;

	/** Number of samples of a slitlet. */
	final int samples;
	/** Whether a slitlet takes part. */
	final boolean[] used;
	/** {@code [slitlet][sample]}. */
	final double[][] logarithm;
	/** Variance of the logarithm by noise alone. */
	final double[][] variance;
	/** Weight of the sample, 0 where there is none; {@link Double#MIN_NORMAL} stands for one that is odd. */
	final double[][] weight;
	/** Mean logarithm of a slitlet over that of all. */
	final double[] brightness;

	private final SlitletRows rows;
	private final int step;

	private LevelSamples(SlitletRows rows, int step) {
		this.rows = rows;
		this.step = step;
		int count = rows.count();
		samples = (rows.ny() + step - 1) / step;
		used = new boolean[count];
		logarithm = new double[count][samples];
		variance = new double[count][samples];
		weight = new double[count][samples];
		brightness = new double[count];
	}

	/**
	 * Takes the levels.
	 *
	 * @param step
	 *            rows of a sample
	 */
	static LevelSamples of(SlitletLight light, int step) {
		var samples = new LevelSamples(light.rows(), step);
		samples.take(light);
		return samples;
	}

	/** Whether no slitlet takes part. */
	boolean isEmpty() {
		for (boolean one : used) {
			if (one) {
				return false;
			}
		}
		return true;
	}

	/** Row of the middle of a sample. */
	double place(int sample) {
		return sample * step + 0.5 * (step - 1);
	}

	private void take(SlitletLight light) {
		int[] counts = new int[rows.count()];
		for (int slitlet = 0; slitlet < counts.length; slitlet++) {
			for (int sample = 0; sample < samples; sample++) {
				if (take(light.level(slitlet), light.variance(slitlet), slitlet, sample)) {
					counts[slitlet]++;
				}
			}
		}
		int most = Arrays.stream(counts).max().orElse(0);
		if (most < FEWEST) {
			return;
		}
		double sum = 0;
		int anchors = 0;
		for (int slitlet = 0; slitlet < counts.length; slitlet++) {
			if (counts[slitlet] < SAMPLES_SHARE * most) {
				Arrays.fill(weight[slitlet], 0);
			} else {
				double mean = 0;
				for (int sample = 0; sample < samples; sample++) {
					mean += weight[slitlet][sample] > 0 ? logarithm[slitlet][sample] / counts[slitlet] : 0;
				}
				brightness[slitlet] = mean;
				sum += mean;
				anchors++;
				used[slitlet] = true;
			}
		}
		for (int slitlet = 0; slitlet < counts.length; slitlet++) {
			brightness[slitlet] -= used[slitlet] ? sum / anchors : 0;
		}
	}

	/** Takes the rows of a sample; returns whether there is light in all of them. */
	private boolean take(double[] level, double[] variances, int slitlet, int sample) {
		double sum = 0;
		double relative = 0;
		for (int row = sample * step; row < (sample + 1) * step; row++) {
			boolean inside = row >= rows.firstRow() && row < rows.endRow() && level[row] > 0;
			double one = inside ? variances[row] / (level[row] * level[row]) : Double.NaN;
			if (!(one * LEAST_SIGNAL_TO_NOISE * LEAST_SIGNAL_TO_NOISE < 1)) {
				return false;
			}
			sum += StrictMath.log(level[row]);
			relative += one;
		}
		logarithm[slitlet][sample] = sum / step;
		variance[slitlet][sample] = relative / (step * step);
		weight[slitlet][sample] = 1 / (RESPONSE_SCATTER * RESPONSE_SCATTER / step + variance[slitlet][sample]);
		return true;
	}
}
