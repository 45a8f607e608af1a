package org.armillary.numerics.fitting;

import org.jspecify.annotations.Nullable;

/**
 * A polynomial fitted to points by weighted linear least squares.
 *
 * @param polynomial
 *            the polynomial; its coefficients are NaN where the points do not determine it
 * @param fit
 *            coefficients, covariance, chi-square
 */
public record PolynomialFit(Polynomial polynomial, LinearFit fit) {

	/**
	 * Fits a polynomial over the interval from the least to the greatest finite abscissa.
	 *
	 * @param basis
	 *            the basis
	 * @param degree
	 *            the greatest power, 0 or more
	 * @param x
	 *            the abscissae; points with NaN are left out
	 * @param values
	 *            the ordinates; points with NaN are left out
	 * @param weights
	 *            1 / variance of each point, 0 to leave it out; null for 1 everywhere
	 */
	public static PolynomialFit of(PolynomialBasis basis, int degree, double[] x, double[] values,
			double @Nullable [] weights) {
		if (degree < 0) {
			throw new IllegalArgumentException("degree " + degree);
		}
		Arguments.sameLength("abscissae", x, values);
		double lower = Double.POSITIVE_INFINITY;
		double upper = Double.NEGATIVE_INFINITY;
		for (double position : x) {
			if (Double.isFinite(position)) {
				lower = Math.min(lower, position);
				upper = Math.max(upper, position);
			}
		}
		if (!(lower < upper)) {
			// no interval: any will do, since only a constant can be determined
			lower = Double.isFinite(lower) ? lower - 1 : -1;
			upper = lower + 2;
		}
		double[][] design = new double[degree + 1][x.length];
		double[] row = new double[degree + 1];
		for (int i = 0; i < x.length; i++) {
			basis.evaluate((2 * x[i] - lower - upper) / (upper - lower), row);
			// infinite abscissae are left out, as NaN are, also where the polynomial is a constant
			for (int k = 0; k <= degree; k++) {
				design[k][i] = Double.isFinite(x[i]) ? row[k] : Double.NaN;
			}
		}
		LinearFit fit = LinearLeastSquares.fit(design, values, weights);
		return new PolynomialFit(new Polynomial(basis, lower, upper, fit.coefficients()), fit);
	}

	/** The standard error of the value at {@code x}, if weights were 1 / variance. */
	public double errorAt(double x) {
		return polynomial.errorAt(x, fit.covariance());
	}
}
