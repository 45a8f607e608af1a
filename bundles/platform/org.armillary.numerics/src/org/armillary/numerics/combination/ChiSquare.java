package org.armillary.numerics.combination;

import org.apache.commons.math3.special.Gamma;

/** The chi-square distribution. */
final class ChiSquare {

	private static final int MOST_STEPS = 100;
	private static final double CLOSE_ENOUGH = 1e-14;

	private ChiSquare() {
	}

	/**
	 * The value that a chi-square variable exceeds with the given probability. Begins with the cube-root approximation
	 * (Wilson and Hilferty 1931) and bisects where a Newton step would leave the bracket.
	 *
	 * @param probability
	 *            above 0 and below 1
	 * @param degrees
	 *            degrees of freedom, above 0
	 */
	static double upperQuantile(double probability, int degrees) {
		double half = degrees / 2.0;
		double share = 2.0 / (9 * degrees);
		double root = 1 - share + NormalDistribution.upperQuantile(probability) * Math.sqrt(share);
		double low = 0;
		double high = Double.POSITIVE_INFINITY;
		double x = root > 0 ? degrees * root * root * root : degrees;
		for (int step = 0; step < MOST_STEPS; step++) {
			double excess = Gamma.regularizedGammaQ(half, x / 2) - probability;
			if (excess > 0) {
				low = x;
			} else {
				high = x;
			}
			double density = Math.exp((half - 1) * Math.log(x / 2) - x / 2 - Gamma.logGamma(half)) / 2;
			double next = x + excess / density;
			if (!(next > low && next < high)) {
				next = high == Double.POSITIVE_INFINITY ? 2 * x : low + (high - low) / 2;
			}
			if (Math.abs(next - x) <= CLOSE_ENOUGH * x) {
				return next;
			}
			x = next;
		}
		return x;
	}
}
