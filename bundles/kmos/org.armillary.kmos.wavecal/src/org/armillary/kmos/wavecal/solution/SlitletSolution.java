package org.armillary.kmos.wavecal.solution;

import org.armillary.kmos.slitlet.SlitletTrace;
import org.armillary.kmos.wavecal.lines.SlitletColumns;
import org.armillary.numerics.fitting.PolynomialBasis;

/**
 * Wavelengths of the pixels of a slitlet: polynomials in the row of wavelength, tilt and curvature, the latter two by
 * the place {@code t} along the slitlet, which is −1 on its left and 1 on its right edge. Immutable.
 *
 * @param trace
 *            edges of the slitlet
 * @param middle
 *            µm in the middle of the slitlet, Legendre series in the reduced row, degree 0 first
 * @param tilt
 *            µm by {@code t}, likewise
 * @param curvature
 *            µm by {@code t²}, likewise
 * @param rows
 *            rows of the detector; row r is reduced to {@code (2 r − rows + 1) / rows}
 * @param firstMicron
 *            wavelength of the first line that was used, µm; below it the solution is extrapolated
 * @param lastMicron
 *            wavelength of the last line that was used, µm; above it the solution is extrapolated
 * @param lines
 *            number of lines that were used
 * @param rms
 *            scatter of measured minus fitted positions of these lines, pixel
 */
public record SlitletSolution(SlitletTrace trace, double[] middle, double[] tilt, double[] curvature, int rows,
		double firstMicron, double lastMicron, int lines, double rms) {

	/** Bit of masks for pixels outside the lines that were used. */
	public static final byte EXTRAPOLATED = 1;
	/** Number of terms of a row. */
	public static final int TERMS = 3;

	private static final int STEPS = 30;

	/** The wavelength, µm, at a row and a place {@code t} from −1 to 1 along the slitlet. */
	public double micronAt(double row, double place) {
		double reduced = (2 * row - rows + 1) / rows;
		return PolynomialBasis.LEGENDRE.sum(middle, reduced)
				+ place * (PolynomialBasis.LEGENDRE.sum(tilt, reduced)
						+ place * PolynomialBasis.LEGENDRE.sum(curvature, reduced));
	}

	/**
	 * The wavelengths of a row: µm in the middle of the slitlet, and what a unit of place and of its square add.
	 *
	 * @param terms
	 *            receives {@value #TERMS} values
	 */
	public void terms(double row, double[] terms) {
		double reduced = (2 * row - rows + 1) / rows;
		terms[0] = PolynomialBasis.LEGENDRE.sum(middle, reduced);
		terms[1] = PolynomialBasis.LEGENDRE.sum(tilt, reduced);
		terms[2] = PolynomialBasis.LEGENDRE.sum(curvature, reduced);
	}

	/** Change of wavelength with the row in the middle of the slitlet, µm/pixel. */
	public double dispersionAt(double row) {
		return (micronAt(row + 1, 0) - micronAt(row - 1, 0)) / 2;
	}

	/** The row at which a wavelength lies in the middle of the slitlet; it may lie outside the detector. */
	public double rowOf(double micron) {
		double low = -rows;
		double high = 2.0 * rows;
		double row = Math.clamp(rowStart(micron), low, high);
		for (int step = 0; step < STEPS; step++) {
			double change = (micron - micronAt(row, 0)) / dispersionAt(row);
			if (!(Math.abs(change) < rows)) {
				return Double.NaN;
			}
			row += change;
			if (Math.abs(change) < 1e-7) {
				return row;
			}
		}
		return Double.NaN;
	}

	/** The row of the first line that was used. */
	public double firstRow() {
		return rowOf(firstMicron);
	}

	/** The row of the last line that was used. */
	public double lastRow() {
		return rowOf(lastMicron);
	}

	/**
	 * Writes the wavelengths of all pixels whose centres lie between both edges.
	 *
	 * @param micron
	 *            wavelengths of the detector, {@code [rows][columns]} in one, µm; other pixels are not touched
	 * @param mask
	 *            likewise; {@link #EXTRAPOLATED} is set in pixels outside the lines that were used
	 * @param columns
	 *            columns of the detector
	 */
	public void fill(float[] micron, byte[] mask, int columns) {
		SlitletColumns edges = SlitletColumns.of(trace, rows, columns);
		double[] terms = new double[TERMS];
		for (int row = 0; row < rows; row++) {
			double half = edges.half()[row];
			double centre = edges.middle()[row];
			terms(row, terms);
			int last = Math.min(columns - 1, (int) Math.floor(centre + half));
			for (int column = Math.max(0, (int) Math.ceil(centre - half)); column <= last; column++) {
				double place = (column - centre) / half;
				double value = terms[0] + place * (terms[1] + place * terms[2]);
				int pixel = row * columns + column;
				micron[pixel] = (float) value;
				if (value < firstMicron || value > lastMicron) {
					mask[pixel] |= EXTRAPOLATED;
				}
			}
		}
	}

	private double rowStart(double micron) {
		double first = micronAt(0, 0);
		double last = micronAt(rows - 1.0, 0);
		return (micron - first) / (last - first) * (rows - 1);
	}
}
