package org.armillary.numerics.fitting;

import java.util.Arrays;

/**
 * Limits of the parameters of a fit. Immutable view: the arrays must not be changed afterwards.
 *
 * @param lower
 *            least admissible value of each parameter; negative infinity for none
 * @param upper
 *            greatest admissible value of each parameter; infinity for none
 */
public record Bounds(double[] lower, double[] upper) {

	/** Checks that each parameter has room. */
	public Bounds {
		if (lower.length != upper.length) {
			throw new IllegalArgumentException(lower.length + " lower and " + upper.length + " upper bounds");
		}
		for (int k = 0; k < lower.length; k++) {
			if (!(lower[k] < upper[k])) {
				throw new IllegalArgumentException(
						"parameter " + k + ": bounds " + lower[k] + " and " + upper[k] + " leave no room");
			}
		}
	}

	/** No limits. */
	public static Bounds none(int parameters) {
		double[] lower = new double[parameters];
		double[] upper = new double[parameters];
		Arrays.fill(lower, Double.NEGATIVE_INFINITY);
		Arrays.fill(upper, Double.POSITIVE_INFINITY);
		return new Bounds(lower, upper);
	}

	/** Whether a value of a parameter stands at one of its limits. */
	boolean isAtLimit(int parameter, double value) {
		return value <= lower[parameter] || value >= upper[parameter];
	}

	double clamp(int parameter, double value) {
		return Math.min(upper[parameter], Math.max(lower[parameter], value));
	}
}
