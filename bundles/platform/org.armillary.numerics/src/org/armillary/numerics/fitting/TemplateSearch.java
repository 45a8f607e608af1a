package org.armillary.numerics.fitting;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * By how much a peak of known position and shape on a background with free coefficients lowers chi-square. The
 * background is projected out, so that the answer is exact although only the points under the peak are looked at. A
 * grid of such peaks gives starting values that noise, gaps and borders cannot lead astray as they do moments and
 * maxima.
 */
final class TemplateSearch {

	/** Part of the values' own squares that the residuals of the background have when they are more than rounding. */
	private static final double ROUNDING = 1e-26;
	/** Part of a template that must remain after the background is projected out. */
	private static final double INDEPENDENT = 1e-3;

	private final PeakSign sign;
	private final double[] weights;
	private final double[][] basis;
	private final double[] residuals;
	private final double power;

	private double centre = Double.NaN;
	private double secondCentre = Double.NaN;
	private double fwhm = Double.NaN;
	private double amplitude = Double.NaN;
	private double gain;

	/**
	 * Prepares a search.
	 *
	 * @param values
	 *            the values; only those with weight are used
	 * @param weights
	 *            1 / variance, 0 for points that are not used
	 * @param design
	 *            a row for each term of the background: its value at each point
	 * @param sign
	 *            which peaks are looked for
	 */
	TemplateSearch(double[] values, double[] weights, double[][] design, PeakSign sign) {
		this.sign = sign;
		this.weights = weights;
		basis = new double[design.length][];
		for (int k = 0; k < design.length; k++) {
			double[] row = design[k].clone();
			double before = Math.sqrt(product(row, row));
			for (int j = 0; j < k; j++) {
				subtract(row, basis[j], product(row, basis[j]));
			}
			double norm = Math.sqrt(product(row, row));
			double factor = norm > 1e-9 * before ? 1 / norm : 0;
			for (int i = 0; i < row.length; i++) {
				row[i] *= factor;
			}
			basis[k] = row;
		}
		residuals = new double[values.length];
		for (int i = 0; i < values.length; i++) {
			residuals[i] = weights[i] > 0 ? values[i] : 0;
		}
		power = product(residuals, residuals);
		for (double[] row : basis) {
			subtract(residuals, row, product(residuals, row));
		}
	}

	/** Tries a template that is 0 but at some points, and keeps it if it is the best so far. */
	void offer(int[] points, double[] heights, int count, double position, double secondPosition, double width) {
		double square = 0;
		double match = 0;
		int under = 0;
		for (int j = 0; j < count; j++) {
			int i = points[j];
			double weighted = weights[i] * heights[j];
			square += weighted * heights[j];
			match += weighted * residuals[i];
			under += weights[i] > 0 && heights[j] > 0.25 ? 1 : 0;
		}
		double left = square;
		for (double[] row : basis) {
			double part = 0;
			for (int j = 0; j < count; j++) {
				part += weights[points[j]] * heights[j] * row[points[j]];
			}
			left -= part * part;
		}
		if (under < 2 || !(left > INDEPENDENT * square)) {
			return;
		}
		double height = match / left;
		double lowered = match * height;
		if (lowered > gain && sign.admits(height)) {
			gain = lowered;
			amplitude = height;
			centre = position;
			secondCentre = secondPosition;
			fwhm = width;
		}
	}

	/** Whether any peak was found. */
	boolean found() {
		return gain > ROUNDING * power;
	}

	/** Whether another search has found the same peak, so that a fit would begin at much the same place. */
	boolean isLike(@Nullable TemplateSearch other) {
		return other != null && other.fwhm < 2 * fwhm && fwhm < 2 * other.fwhm
				&& !(Math.abs(centre - other.centre) > fwhm / 3)
				&& !(Math.abs(secondCentre - other.secondCentre) > fwhm / 3);
	}

	double centre() {
		return centre;
	}

	double secondCentre() {
		return secondCentre;
	}

	double fwhm() {
		return fwhm;
	}

	double amplitude() {
		return amplitude;
	}

	private double product(double[] one, double[] other) {
		double sum = 0;
		for (int i = 0; i < one.length; i++) {
			sum += weights[i] > 0 ? weights[i] * one[i] * other[i] : 0;
		}
		return sum;
	}

	private static void subtract(double[] from, double[] row, double factor) {
		Arrays.setAll(from, i -> from[i] - factor * row[i]);
	}
}
