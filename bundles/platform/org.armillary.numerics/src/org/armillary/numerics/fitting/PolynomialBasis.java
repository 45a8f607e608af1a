package org.armillary.numerics.fitting;

import java.util.Objects;

/**
 * Orthogonal polynomials on the interval from -1 to 1, in which fits stay well conditioned at high degree. Nothing here
 * allocates but {@code derivatives}.
 */
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
		evaluate(x, values, 0, values.length);
	}

	/**
	 * The values of the polynomials of degree 0 to {@code count - 1}, by their recurrence.
	 *
	 * @param x
	 *            where, -1 to 1
	 * @param values
	 *            takes the values
	 * @param offset
	 *            index of that of degree 0
	 * @param count
	 *            number of polynomials, 0 or more
	 */
	public void evaluate(double x, double[] values, int offset, int count) {
		Objects.checkFromIndexSize(offset, count, values.length);
		double before = 0;
		double value = 1;
		for (int k = 0; k < count; k++) {
			values[offset + k] = value;
			double next = next(k, x, value, before);
			before = value;
			value = next;
		}
	}

	/**
	 * The sum of a series of these polynomials.
	 *
	 * @param coefficients
	 *            coefficient of each polynomial, degree 0 first
	 * @param x
	 *            where, -1 to 1
	 */
	public double sum(double[] coefficients, double x) {
		double before = 0;
		double value = 1;
		double sum = 0;
		for (int k = 0; k < coefficients.length; k++) {
			sum += coefficients[k] * value;
			double next = next(k, x, value, before);
			before = value;
			value = next;
		}
		return sum;
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

	/** The polynomial of degree {@code k + 1} from those of degree k and k - 1. */
	private double next(int k, double x, double value, double before) {
		return this == CHEBYSHEV ? k == 0 ? x : 2 * x * value - before
				: ((2 * k + 1) * x * value - k * before) / (k + 1);
	}
}
