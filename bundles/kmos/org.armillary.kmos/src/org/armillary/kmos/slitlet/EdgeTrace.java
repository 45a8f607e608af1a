package org.armillary.kmos.slitlet;

import org.armillary.numerics.fitting.Covariance;
import org.armillary.numerics.fitting.Polynomial;

/**
 * One edge of a slitlet along the dispersion: where evenly spread light falls to half of its level, as a polynomial of
 * the row. Rows and columns count from 0, centre of the first pixel at 0. Immutable.
 *
 * @param polynomial
 *            column by row
 * @param covariance
 *            of its coefficients, pixel²
 * @param firstRow
 *            first row that was measured; below it the trace is extrapolated
 * @param lastRow
 *            last row that was measured
 * @param points
 *            number of measurements that were used
 * @param rms
 *            scatter of the measurements around the polynomial, pixel
 */
public record EdgeTrace(Polynomial polynomial, Covariance covariance, double firstRow, double lastRow, int points,
		double rms) {

	/** The column at a row. */
	public double at(double row) {
		return polynomial.at(row);
	}

	/** Standard error of the column at a row, pixel. */
	public double errorAt(double row) {
		return polynomial.errorAt(row, covariance);
	}

	/** The columns at rows 0 to {@code rows - 1}. */
	public double[] columns(int rows) {
		double[] columns = new double[rows];
		double[] values = new double[polynomial.coefficients().length];
		for (int row = 0; row < rows; row++) {
			double reduced = (2 * row - polynomial.lower() - polynomial.upper())
					/ (polynomial.upper() - polynomial.lower());
			polynomial.basis().evaluate(reduced, values);
			for (int k = 0; k < values.length; k++) {
				columns[row] += polynomial.coefficients()[k] * values[k];
			}
		}
		return columns;
	}

	/** The same edge, moved along x. */
	public EdgeTrace moved(double pixel) {
		double[] coefficients = polynomial.coefficients().clone();
		coefficients[0] += pixel;
		return new EdgeTrace(
				new Polynomial(polynomial.basis(), polynomial.lower(), polynomial.upper(), coefficients), covariance,
				firstRow, lastRow, points, rms);
	}
}
