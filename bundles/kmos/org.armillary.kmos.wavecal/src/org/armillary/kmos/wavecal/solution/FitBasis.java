package org.armillary.kmos.wavecal.solution;

import org.armillary.numerics.fitting.PolynomialBasis;

/**
 * The terms of a slitlet's wavelengths: Legendre polynomials of the row in the middle of the slitlet, its tilt and its
 * curvature along the row. Coefficients are in pixels of the mean dispersion: wavelength = straight line of the row +
 * dispersion × Σ coefficient × term. Immutable.
 *
 * @param rows
 *            rows of the detector
 * @param order
 *            degree in the middle of the slitlet
 * @param reference
 *            wavelength of the straight line in the middle of the detector, µm
 * @param dispersion
 *            its slope, µm/pixel
 */
record FitBasis(int rows, int order, double reference, double dispersion) {

	/** Terms of the tilt along the dispersion. */
	static final int TILT_TERMS = 3;
	/** Terms of the curvature along the dispersion. */
	static final int CURVATURE_TERMS = 2;
	private static final int ROWS_ASIDE = 1;

	/** Number of terms. */
	int size() {
		return order + 1 + TILT_TERMS + CURVATURE_TERMS;
	}

	/** The terms at a row and a place from −1 to 1 along the slitlet. */
	void fill(double row, double place, double[] terms) {
		double reduced = (2 * row - rows + 1) / rows;
		PolynomialBasis.LEGENDRE.evaluate(reduced, terms, 0, order + 1);
		double square = (3 * reduced * reduced - 1) / 2;
		terms[order + 1] = place;
		terms[order + 2] = place * reduced;
		terms[order + 3] = place * square;
		terms[order + 1 + TILT_TERMS] = place * place;
		terms[order + 2 + TILT_TERMS] = place * place * reduced;
	}

	/** What the terms should sum up to at a row that has this wavelength, pixel. */
	double coefficient(double micron, double row) {
		return (micron - straight(row)) / dispersion;
	}

	/** The wavelength, µm; {@code scratch} is overwritten. */
	double micronAt(double[] coefficients, double row, double place, double[] scratch) {
		fill(row, place, scratch);
		double sum = 0;
		for (int k = 0; k < coefficients.length; k++) {
			sum += coefficients[k] * scratch[k];
		}
		return straight(row) + dispersion * sum;
	}

	/** Change of the wavelength with the row in the middle of the slitlet, µm/pixel. */
	double dispersionAt(double[] coefficients, double row, double[] scratch) {
		return (micronAt(coefficients, row + ROWS_ASIDE, 0, scratch)
				- micronAt(coefficients, row - ROWS_ASIDE, 0, scratch)) / (2 * ROWS_ASIDE);
	}

	/** The coefficients as Legendre series in µm: middle, tilt and curvature. */
	double[][] series(double[] coefficients) {
		double[] middle = new double[Math.max(2, order + 1)];
		for (int k = 0; k <= order; k++) {
			middle[k] = dispersion * coefficients[k];
		}
		middle[0] += reference;
		middle[1] += dispersion * rows / 2.0;
		double[] tilt = new double[TILT_TERMS];
		double[] curvature = new double[CURVATURE_TERMS];
		for (int k = 0; k < TILT_TERMS; k++) {
			tilt[k] = dispersion * coefficients[order + 1 + k];
		}
		for (int k = 0; k < CURVATURE_TERMS; k++) {
			curvature[k] = dispersion * coefficients[order + 1 + TILT_TERMS + k];
		}
		return new double[][] { middle, tilt, curvature };
	}

	private double straight(double row) {
		return reference + dispersion * (row - (rows - 1) / 2.0);
	}
}
