package org.armillary.kmos.flat;

/**
 * A polynomial of the row, of Legendre polynomials on -1 to 1, that stands for the slow differences between the spectra of
 * slitlets: throughput, and waves in the response of pixels.
 */
final class SlowPolynomial {

	/**
	 * Expected size of the coefficient of the first degree, as a share of the light; it falls with the square of the degree.
	 * Without it the polynomial takes the steep ends of the spectrum, which tell most about shifts.
	 */
	private static final double USUAL_TILT = 0.1;

	private SlowPolynomial() {
	}

	/** Weight, 1 / variance, of the expectation that a coefficient of this degree, from 1, is 0. */
	static double stiffness(int degree) {
		double expected = USUAL_TILT / (degree * degree);
		return 1 / (expected * expected);
	}
}
