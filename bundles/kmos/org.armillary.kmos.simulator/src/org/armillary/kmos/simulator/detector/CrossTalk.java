package org.armillary.kmos.simulator.detector;

import java.util.Arrays;

/**
 * Light that bright slitlets lose into the gaps: a share of the light of each pixel goes along x to both sides, by two
 * exponential laws, one that reaches over the gaps beside a slitlet and one that reaches over its group. Nothing is
 * lost: at the sides of the detector the halo is narrower but as bright. Immutable.
 */
final class CrossTalk {

	/** Scales of the laws, pixels, and the share of the first. */
	private static final double NEAR = 7;
	private static final double FAR = 60;
	private static final double NEAR_SHARE = 0.7;

	private final double share;
	private final double near = StrictMath.exp(-1 / NEAR);
	private final double far = StrictMath.exp(-1 / FAR);
	/** What the halo of light on each active column is multiplied by, {@code [law][column]}. */
	private final double[][] strengths;

	/**
	 * Cross-talk of a detector.
	 *
	 * @param share
	 *            share of the light that is spread, 0 to 1
	 */
	CrossTalk(double share, FrameFormat format) {
		this.share = share;
		strengths = new double[2][format.activeSide()];
		double[] shares = { share * NEAR_SHARE, share * (1 - NEAR_SHARE) };
		for (int law = 0; law < 2; law++) {
			double ratio = law == 0 ? near : far;
			Arrays.fill(strengths[law], 1);
			double[] sums = spread(strengths[law], ratio);
			for (int x = 0; x < sums.length; x++) {
				strengths[law][x] = shares[law] / sums[x];
			}
		}
	}

	/** Largest factor by which a pixel can become brighter than the brightest of its row. */
	double largestFactor() {
		return 1 + share;
	}

	/**
	 * Spreads the light of a row.
	 *
	 * @param light
	 *            a frame, {@code [y][x]} in one array
	 * @param start
	 *            its first active pixel in the row
	 * @param row
	 *            gets the light of the active pixels of the row
	 */
	void spread(float[] light, int start, double[] row) {
		if (share == 0) {
			for (int x = 0; x < row.length; x++) {
				row[x] = light[start + x];
			}
			return;
		}
		double nearSum = 0;
		double farSum = 0;
		for (int x = 0; x < row.length; x++) {
			double here = light[start + x];
			nearSum = nearSum * near + here * strengths[0][x];
			farSum = farSum * far + here * strengths[1][x];
			row[x] = here * (1 - share) + nearSum + farSum;
		}
		nearSum = 0;
		farSum = 0;
		for (int x = row.length - 1; x >= 0; x--) {
			row[x] += nearSum + farSum;
			double here = light[start + x];
			nearSum = (nearSum + here * strengths[0][x]) * near;
			farSum = (farSum + here * strengths[1][x]) * far;
		}
	}

	/** The sum of exponential laws around each pixel, on which each is one at its middle. */
	private static double[] spread(double[] values, double ratio) {
		var sums = new double[values.length];
		double sum = 0;
		for (int x = 0; x < values.length; x++) {
			sum = sum * ratio + values[x];
			sums[x] = sum;
		}
		sum = 0;
		for (int x = values.length - 1; x >= 0; x--) {
			sums[x] += sum;
			sum = (sum + values[x]) * ratio;
		}
		return sums;
	}
}
