package org.armillary.kmos.wavecal.solution;

/** Legendre series on −1 to 1, without allocation. Stateless. */
final class Legendre {

	private Legendre() {
	}

	/** The sum of a series; coefficient of degree 0 first. */
	static double sum(double[] coefficients, double x) {
		double before = 0;
		double value = 1;
		double sum = 0;
		for (int k = 0; k < coefficients.length; k++) {
			sum += coefficients[k] * value;
			double next = ((2 * k + 1) * x * value - k * before) / (k + 1);
			before = value;
			value = next;
		}
		return sum;
	}

	/**
	 * The polynomials of degree 0 to {@code count - 1}.
	 *
	 * @param values
	 *            receives them from {@code offset} on
	 */
	static void values(double x, double[] values, int offset, int count) {
		double before = 0;
		double value = 1;
		for (int k = 0; k < count; k++) {
			values[offset + k] = value;
			double next = ((2 * k + 1) * x * value - k * before) / (k + 1);
			before = value;
			value = next;
		}
	}
}
