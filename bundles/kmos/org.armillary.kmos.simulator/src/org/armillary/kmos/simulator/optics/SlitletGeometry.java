package org.armillary.kmos.simulator.optics;

/**
 * Where one slitlet lies on its detector. All arrays have an element for each row, from 0; positions are in pixels, whose
 * centres are whole numbers from 0.
 *
 * <p>At the pixel (x, y) the share of the slitlet that lies to the left is {@code t = (x - left[y]) / (right[y] - left[y])},
 * the canonical row, which {@link Band#micron} turns into a wavelength, is
 * {@code row[y] + (t - 0.5) (tilt[y] + (t - 0.5) curvature[y])}.
 *
 * @param ifu
 *            IFU, from 1 to 24
 * @param slice
 *            place of the slitlet within its IFU in order of x, from 0 to 13
 * @param left
 *            left edge: where an evenly lit image falls to half its plateau
 * @param right
 *            right edge
 * @param row
 *            canonical row at the middle of the slitlet
 * @param tilt
 *            difference of the canonical rows of the right and the left edge
 * @param curvature
 *            four times the amount by which the mean of both edges exceeds the middle
 * @param rowStep
 *            canonical rows for each row of the detector at the middle of the slitlet
 * @param widthFactor
 *            width of the line profile over its nominal one, {@link Band#nominalWidthRows}
 * @param skewness
 *            skewness of the line profile
 */
public record SlitletGeometry(int ifu, int slice, double[] left, double[] right, double[] row, double[] tilt,
		double[] curvature, double[] rowStep, double[] widthFactor, double[] skewness) {

	/** Slitlets of an IFU. */
	public static final int SLICES = 14;
	/** IFUs of a detector. */
	public static final int IFUS_PER_DETECTOR = 8;
	/** Slitlets of a detector. */
	public static final int PER_DETECTOR = SLICES * IFUS_PER_DETECTOR;
	/** Nominal width, pixels. */
	public static final double NOMINAL_WIDTH = 13.6;

	/** Canonical row at a place, {@code t} across the slitlet from its left edge at 0 to its right edge at 1. */
	public double canonicalRow(int y, double t) {
		double middle = t - 0.5;
		return row[y] + middle * (tilt[y] + middle * curvature[y]);
	}

	/** Share of the slitlet that lies to the left of a position. */
	public double across(int y, double x) {
		return (x - left[y]) / (right[y] - left[y]);
	}
}
