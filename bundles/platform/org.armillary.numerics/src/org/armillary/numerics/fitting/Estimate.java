package org.armillary.numerics.fitting;

/**
 * A value with its standard error.
 *
 * @param value
 *            the value
 * @param error
 *            its standard error in the same unit; NaN where unknown
 */
public record Estimate(double value, double error) {

	/** Nothing known. */
	public static final Estimate UNKNOWN = new Estimate(Double.NaN, Double.NaN);

	/** This estimate in another unit. */
	public Estimate times(double factor) {
		return new Estimate(value * factor, error * Math.abs(factor));
	}
}
