package org.armillary.numerics;

/**
 * How outliers are rejected: in each iteration, values outside
 * {@code [centre - negativeKappa * spread, centre + positiveKappa * spread]} of the values that are left. See
 * {@link RobustStatistics} for centre and spread.
 *
 * @param negativeKappa
 *            how many times the spread a value may lie below the centre, above 0
 * @param positiveKappa
 *            how many times the spread a value may lie above the centre, above 0
 * @param iterations
 *            how often at most; 0 rejects nothing
 */
public record KappaSigma(double negativeKappa, double positiveKappa, int iterations) {

	/** ESO's defaults for KMOS: 3, 3, 3. */
	public static final KappaSigma DEFAULT = new KappaSigma(3, 3, 3);

	/** Checks the ranges. */
	public KappaSigma {
		if (!(negativeKappa > 0) || !(positiveKappa > 0) || iterations < 0) {
			throw new IllegalArgumentException("negativeKappa " + negativeKappa + " and positiveKappa " + positiveKappa
					+ " must be above 0, iterations " + iterations + " not below 0");
		}
	}
}
