package org.armillary.numerics.interpolation;

/**
 * The variance of values that a {@link SplinePlan} interpolates, where the errors of different knots are independent;
 * those of neighbouring positions are not. Immutable, and safe for any number of threads.
 */
public final class SplineVariance {

	private final int knots;
	private final int[] interval;
	private final int[] first;
	private final double[][] weights;

	SplineVariance(int knots, int[] interval, int[] first, double[][] weights) {
		this.knots = knots;
		this.interval = interval;
		this.first = first;
		this.weights = weights;
	}

	/**
	 * Propagates the variance of one spectrum.
	 *
	 * @param variance
	 *            the variance at each knot. Where it is NaN the positions next to the knot become NaN; for those
	 *            further away its part in the sum is left out
	 * @param result
	 *            takes the variance at each position
	 */
	public void propagate(double[] variance, double[] result) {
		if (variance.length != knots || result.length != interval.length) {
			throw new IllegalArgumentException(variance.length + " knots and " + result.length
					+ " positions, the plan has " + knots + " and " + interval.length);
		}
		for (int p = 0; p < interval.length; p++) {
			result[p] = interval[p] < 0 ? Double.NaN : at(p, variance);
		}
	}

	private double at(int p, double[] variance) {
		double sum = 0;
		for (int k = 0; k < weights[p].length; k++) {
			int knot = first[p] + k;
			boolean next = knot == interval[p] || knot == interval[p] + 1;
			double weight = weights[p][k];
			if (weight != 0 && (next || Double.isFinite(variance[knot]))) {
				sum += weight * weight * variance[knot];
			}
		}
		return sum;
	}
}
