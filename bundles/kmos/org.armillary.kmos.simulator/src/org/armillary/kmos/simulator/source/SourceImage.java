package org.armillary.kmos.simulator.source;

import java.util.Arrays;

/**
 * Something extended as it would look without air: light at points of a grid of {@value #ACROSS_MAS} mas across the
 * slitlets and a 68th of a slitlet along them, with the middle of the target at the middle point. Immutable by convention.
 *
 * @param halfAlong
 *            points on either side of the middle along the slitlets
 * @param halfAcross
 *            likewise across
 * @param points
 *            where there is light: {@code (halfAcross + across) (2 halfAlong + 1) + halfAlong + along}, ascending
 * @param weights
 *            shares of the light, or other weights
 */
record SourceImage(int halfAlong, int halfAcross, int[] points, double[] weights) {

	/** Distance of points along the slitlets in parts of a {@link org.armillary.kmos.simulator.light.SlitletProfile}. */
	static final int ALONG_BINS = 2;
	/** Distance of points along the slitlets, mas. */
	static final double ALONG_MAS = ALONG_BINS * IfuAperture.BIN_MAS;
	/** Distance of points across the slitlets, mas. */
	static final double ACROSS_MAS = 50;
	/** Points across a slice. */
	static final int ACROSS_POINTS = 4;

	/** From weights at all points, {@code [2 halfAcross + 1][2 halfAlong + 1]} in one array. */
	static SourceImage of(int halfAlong, int halfAcross, double[] all) {
		var points = new int[all.length];
		var weights = new double[all.length];
		int count = 0;
		for (int i = 0; i < all.length; i++) {
			if (all[i] != 0) {
				points[count] = i;
				weights[count] = all[i];
				count++;
			}
		}
		return new SourceImage(halfAlong, halfAcross, Arrays.copyOf(points, count), Arrays.copyOf(weights, count));
	}

	/** Points needed on either side of the middle along the slitlets. */
	static int halfAlong(double reachMas) {
		return (int) StrictMath.ceil(reachMas / ALONG_MAS);
	}

	/** Points needed on either side of the middle across the slitlets. */
	static int halfAcross(double reachMas) {
		return (int) StrictMath.ceil(reachMas / ACROSS_MAS);
	}

	/** Sum of the weights. */
	double total() {
		double sum = 0;
		for (double weight : weights) {
			sum += weight;
		}
		return sum;
	}
}
