package org.armillary.kmos.lookup;

import java.util.Arrays;

import org.armillary.kmos.Slitlet;

/**
 * The line profile on a detector at one angle of the rotator, by slitlet and row: content of an extension of LSF_MAP.
 * All values are those of the profile as pixels see it (integrated over a pixel). Arrays are {@code [112][rows]} in
 * one, slitlets in order of x; NaN where a slitlet has no solution. They belong to whoever holds the record.
 *
 * @param detector
 *            1 to 3
 * @param angleDegrees
 *            angle as the raw header has it, degrees
 * @param firstRow
 *            row of the detector, from 0, of the first value of a slitlet
 * @param rowStep
 *            distance of the rows of two values, pixel
 * @param rows
 *            number of values of a slitlet
 * @param micron
 *            wavelength in the middle of the slitlet, µm in vacuum
 * @param fwhm
 *            full width at half maximum, pixel
 * @param fwhmError
 *            its standard error, pixel
 * @param thirdMoment
 *            third moment about the first, pixel³; positive with the longer tail at larger rows
 * @param thirdMomentError
 *            its standard error, pixel³
 * @param skewness
 *            third moment over the cube of the standard deviation
 */
public record LineSpreadMap(int detector, double angleDegrees, int firstRow, int rowStep, int rows, float[] micron,
		float[] fwhm, float[] fwhmError, float[] thirdMoment, float[] thirdMomentError, float[] skewness) {

	/** Number of planes of a file: wavelength, width with error, third moment with error, skewness. */
	static final int PLANES = 6;

	/** Refuses arrays of another length. */
	public LineSpreadMap {
		int length = Slitlet.PER_DETECTOR * rows;
		for (float[] plane : new float[][] { micron, fwhm, fwhmError, thirdMoment, thirdMomentError, skewness }) {
			if (plane.length != length || rows < 2 || rowStep < 1) {
				throw new IllegalArgumentException(plane.length + " values, expected " + length + " in steps of "
						+ rowStep + " rows");
			}
		}
	}

	/** A map without values, to be filled. */
	public static LineSpreadMap empty(int detector, double angleDegrees, int firstRow, int rowStep, int rows) {
		float[][] planes = new float[PLANES][Slitlet.PER_DETECTOR * rows];
		for (float[] plane : planes) {
			Arrays.fill(plane, Float.NaN);
		}
		return of(detector, angleDegrees, firstRow, rowStep, rows, planes);
	}

	/** Of its planes in the order of the components. */
	static LineSpreadMap of(int detector, double angleDegrees, int firstRow, int rowStep, int rows,
			float[][] planes) {
		return new LineSpreadMap(detector, angleDegrees, firstRow, rowStep, rows, planes[0], planes[1], planes[2],
				planes[3], planes[4], planes[5]);
	}

	/** The planes in the order of the components. */
	float[][] planes() {
		return new float[][] { micron, fwhm, fwhmError, thirdMoment, thirdMomentError, skewness };
	}

	/** Place in the arrays of a value of a slitlet of this detector. */
	public int index(Slitlet slitlet, int value) {
		return slitlet.index() * rows + value;
	}

	/** Full width at half maximum at a row (from 0) of a slitlet, pixel; at the ends that of the nearest row. */
	public double fwhmAt(Slitlet slitlet, double row) {
		return between(fwhm, slitlet, place(row));
	}

	/** Third moment at a row (from 0) of a slitlet, pixel³; at the ends that of the nearest row. */
	public double thirdMomentAt(Slitlet slitlet, double row) {
		return between(thirdMoment, slitlet, place(row));
	}

	/** Row, from 0, where a wavelength lies in the middle of a slitlet; NaN outside the map. */
	public double rowOf(Slitlet slitlet, double wavelength) {
		int start = index(slitlet, 0);
		if (!(wavelength >= micron[start] && wavelength <= micron[start + rows - 1])) {
			return Double.NaN;
		}
		int low = 0;
		int high = rows - 1;
		while (high - low > 1) {
			int middle = (low + high) / 2;
			if (micron[start + middle] <= wavelength) {
				low = middle;
			} else {
				high = middle;
			}
		}
		double step = (double) micron[start + high] - micron[start + low];
		return firstRow + rowStep * (low + (wavelength - micron[start + low]) / step);
	}

	/** Full width at half maximum at a wavelength of a slitlet, µm; NaN outside the map. */
	public double fwhmMicronAt(Slitlet slitlet, double wavelength) {
		double row = rowOf(slitlet, wavelength);
		return Double.isNaN(row) ? Double.NaN : fwhmAt(slitlet, row) * dispersion(slitlet, row);
	}

	/** Change of the wavelength with the row, µm/pixel. */
	private double dispersion(Slitlet slitlet, double row) {
		int middle = Math.clamp((int) Math.rint(place(row)), 0, rows - 1);
		int low = Math.max(0, middle - 1);
		int high = Math.min(rows - 1, middle + 1);
		return ((double) micron[index(slitlet, high)] - micron[index(slitlet, low)]) / ((high - low) * rowStep);
	}

	private double place(double row) {
		return (row - firstRow) / rowStep;
	}

	private double between(float[] plane, Slitlet slitlet, double place) {
		int low = Math.clamp((int) Math.floor(place), 0, rows - 2);
		double share = Math.clamp(place - low, 0.0, 1.0);
		return (1 - share) * plane[index(slitlet, low)] + share * plane[index(slitlet, low + 1)];
	}
}
