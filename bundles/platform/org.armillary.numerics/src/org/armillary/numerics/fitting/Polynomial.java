package org.armillary.numerics.fitting;

/**
 * A polynomial in an orthogonal basis on an interval. Immutable view: the array must not be changed afterwards.
 *
 * @param basis
 *            the basis
 * @param lower
 *            the abscissa that corresponds to -1
 * @param upper
 *            the abscissa that corresponds to 1
 * @param coefficients
 *            coefficient of each basis polynomial, degree 0 first
 */
public record Polynomial(PolynomialBasis basis, double lower, double upper, double[] coefficients) {

	/** Checks that there is an interval and at least one coefficient. */
	public Polynomial {
		if (!(lower < upper) || coefficients.length == 0) {
			throw new IllegalArgumentException(
					coefficients.length + " coefficients on the interval " + lower + " to " + upper);
		}
	}

	/** The greatest power. */
	public int degree() {
		return coefficients.length - 1;
	}

	/** The value at {@code x}; outside the interval it is an extrapolation and grows fast. */
	public double at(double x) {
		return basis.sum(coefficients, reduced(x));
	}

	/** The first derivative at {@code x}. */
	public double derivativeAt(double x) {
		double[] values = new double[coefficients.length];
		basis.derivatives(reduced(x), values);
		double sum = 0;
		for (int k = 0; k < values.length; k++) {
			sum += coefficients[k] * values[k];
		}
		return sum * 2 / (upper - lower);
	}

	/**
	 * The standard error of the value at {@code x}.
	 *
	 * @param x
	 *            where
	 * @param covariance
	 *            covariance of the coefficients
	 */
	public double errorAt(double x, Covariance covariance) {
		double[] values = new double[coefficients.length];
		basis.evaluate(reduced(x), values);
		return Math.sqrt(covariance.variance(values));
	}

	private double reduced(double x) {
		return (2 * x - lower - upper) / (upper - lower);
	}
}
