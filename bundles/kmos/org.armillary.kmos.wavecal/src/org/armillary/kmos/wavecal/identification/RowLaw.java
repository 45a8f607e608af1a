package org.armillary.kmos.wavecal.identification;

import java.util.Arrays;

import org.armillary.kmos.Band;
import org.armillary.numerics.fitting.Polynomial;
import org.armillary.numerics.fitting.PolynomialBasis;
import org.armillary.numerics.fitting.PolynomialFit;

/**
 * The row at which a wavelength falls in a slitlet: the nominal law of the band, which is linear, plus a correction in
 * Legendre polynomials. Immutable.
 *
 * @param nominal
 *            the nominal law
 * @param correction
 *            rows by degree, for u from -1 to 1 at the ends of the useful range
 */
public record RowLaw(Nominal nominal, double[] correction) {

	/** Greatest degree of a correction. */
	public static final int MOST_DEGREE = 5;
	/** Degree of the inverse, wavelength by row. */
	private static final int INVERSE_DEGREE = 6;
	private static final int INVERSE_SAMPLES = 80;
	/** The inverse is made of wavelengths this far beyond the useful range, in u. */
	private static final double BEYOND = 1.12;

	/**
	 * The nominal law: the useful range of the band fills the light-sensitive rows.
	 *
	 * @param firstMicron
	 *            wavelength at {@code firstRow}, µm
	 * @param lastMicron
	 *            wavelength at {@code lastRow}, µm
	 * @param firstRow
	 *            first row that sees light, from 0
	 * @param lastRow
	 *            last row that sees light
	 * @param rows
	 *            number of rows of the detector
	 */
	public record Nominal(double firstMicron, double lastMicron, double firstRow, double lastRow, int rows) {

		private static final int REFERENCE_ROWS = 4;

		/** That of a band on a detector of so many rows. */
		public static Nominal of(Band band, int rows) {
			return new Nominal(band.usefulFirstMicron(), band.usefulLastMicron(), REFERENCE_ROWS,
					rows - REFERENCE_ROWS - 1.0, rows);
		}

		/** Wavelength as -1 to 1 over the useful range. */
		public double u(double micron) {
			return (2 * micron - firstMicron - lastMicron) / (lastMicron - firstMicron);
		}

		/** Wavelength of a place from -1 to 1, µm. */
		public double micron(double u) {
			return 0.5 * (firstMicron + lastMicron + u * (lastMicron - firstMicron));
		}

		/** Nominal row of a place from -1 to 1. */
		public double row(double u) {
			return 0.5 * (firstRow + lastRow + u * (lastRow - firstRow));
		}

		/** Rows for a unit of u. */
		public double rowsPerUnit() {
			return 0.5 * (lastRow - firstRow);
		}
	}

	/** The row of a wavelength, µm. */
	public double row(double micron) {
		return rowAt(nominal.u(micron));
	}

	/** The row of a place from -1 to 1. */
	public double rowAt(double u) {
		double row = nominal.row(u);
		double before = 0;
		double value = 1;
		for (int k = 0; k < correction.length; k++) {
			row += correction[k] * value;
			double next = ((2 * k + 1) * u * value - k * before) / (k + 1);
			before = value;
			value = next;
		}
		return row;
	}

	/** The same with other terms added. */
	public RowLaw plus(double... terms) {
		double[] sum = Arrays.copyOf(correction, Math.max(correction.length, terms.length));
		for (int k = 0; k < terms.length; k++) {
			sum[k] += terms[k];
		}
		return new RowLaw(nominal, sum);
	}

	/** Whether rows rise with wavelength everywhere, at a rate within the given share of the nominal one. */
	public boolean isPlausible(double share) {
		double step = 0.05;
		for (double u = -1; u < 1 - step / 2; u += step) {
			double rate = (rowAt(u + step) - rowAt(u)) / (step * nominal.rowsPerUnit());
			if (!(Math.abs(rate - 1) <= share)) {
				return false;
			}
		}
		return true;
	}

	/** Wavelength (µm) by row, over all rows of the detector. */
	public Polynomial micronByRow() {
		double[] rows = new double[INVERSE_SAMPLES];
		double[] micron = new double[INVERSE_SAMPLES];
		double[] weights = new double[INVERSE_SAMPLES];
		double slack = 0.01 * nominal.rows();
		for (int i = 0; i < INVERSE_SAMPLES; i++) {
			double u = BEYOND * (2.0 * i / (INVERSE_SAMPLES - 1) - 1);
			micron[i] = nominal.micron(u);
			rows[i] = rowAt(u);
			weights[i] = rows[i] >= -slack && rows[i] <= nominal.rows() - 1 + slack ? 1 : 0;
		}
		return PolynomialFit.of(PolynomialBasis.LEGENDRE, INVERSE_DEGREE, rows, micron, weights).polynomial();
	}
}
