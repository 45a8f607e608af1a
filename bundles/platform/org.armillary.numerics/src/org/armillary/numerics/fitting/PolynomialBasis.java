package org.armillary.numerics.fitting;

/** Orthogonal polynomials on the interval from -1 to 1, in which fits stay well conditioned at high degree. */
public enum PolynomialBasis {

	/** Legendre polynomials: orthogonal for evenly spaced points of equal weight. */
	LEGENDRE,
	/** Chebyshev polynomials of the first kind. */
	CHEBYSHEV;

	/**
	 * The values of the polynomials of degree 0 to {@code values.length - 1}, by their recurrence.
	 *
	 * @param x
	 *            where, -1 to 1
	 * @param values
	 *            takes the values
	 */
	public void evaluate(double x, double[] values) {
		for (int k = 0; k < values.length; k++) {
			values[k] = switch (k) {
			case 0 -> 1;
			case 1 -> x;
			default -> this == CHEBYSHEV ? 2 * x * values[k - 1] - values[k - 2]
					: ((2 * k - 1) * x * values[k - 1] - (k - 1) * values[k - 2]) / k;
			};
		}
	}

	/** The derivatives of the polynomials of degree 0 to {@code values.length - 1} at {@code x}. */
	void derivatives(double x, double[] values) {
		double[] polynomials = new double[values.length];
		evaluate(x, polynomials);
		for (int k = 0; k < values.length; k++) {
			values[k] = switch (k) {
			case 0 -> 0;
			case 1 -> 1;
			default -> this == CHEBYSHEV
					? 2 * polynomials[k - 1] + 2 * x * values[k - 1] - values[k - 2]
					: ((2 * k - 1) * (polynomials[k - 1] + x * values[k - 1]) - (k - 1) * values[k - 2]) / k;
			};
		}
	}
}
