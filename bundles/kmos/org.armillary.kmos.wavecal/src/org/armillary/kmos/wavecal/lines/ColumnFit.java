package org.armillary.kmos.wavecal.lines;

import java.util.Arrays;

import org.armillary.kmos.wavecal.profile.LineShape;
import org.armillary.numerics.fitting.Cholesky;

/**
 * Fits a line and its neighbours to the pixels of a column: their light, and one shift of all against where they should
 * be. Gauss-Newton steps on normal equations that are kept in arrays. For one thread.
 */
final class ColumnFit {

	/** Most rows of a window. */
	static final int ROWS = 28;
	/** Most lines: the one that is measured and its neighbours. */
	static final int LINES = 6;

	private static final int STEPS = 8;
	/** A step so short leaves an error of its square, pixel. */
	private static final double ENOUGH = 4e-3;
	private static final double LONGEST_STEP = 0.7;
	/** How much pixels differ in response, and profiles from the truth, of the value of the pixel. */
	private static final double PIXEL_SCATTER = 0.03;
	/** How much profiles differ from the truth, of the light of the line. */
	private static final double PROFILE_SCATTER = 0.002;
	/** A pixel that deviates more, in standard deviations, was hit by a cosmic ray. */
	private static final double OUTLIER = 6;

	/** Values of the window, adu; NaN where a pixel cannot be used. */
	final double[] value = new double[ROWS];
	/** Variances, adu². */
	final double[] variance = new double[ROWS];
	/** Rows where the lines should be, from the first row of the window; the one to be measured first. */
	final double[] place = new double[LINES];
	/** Number of rows. */
	int rows;
	/** Number of lines. */
	int lines;

	private final double[] light = new double[LINES];
	private final double[] basis = new double[(LINES + 1) * ROWS];
	private final double[] weight = new double[ROWS];
	private final double[] weighted = new double[ROWS];
	private final double[] matrix = new double[(LINES + 1) * (LINES + 1)];
	private final double[] right = new double[LINES + 1];
	private final Cholesky cholesky = new Cholesky(LINES + 1);
	private double shift;
	private double shiftError;
	private double lightError;
	private double chiSquare;
	private int worstRow;

	/** How far the lines lie from where they should be, pixel. */
	double shift() {
		return shift;
	}

	/** Standard error of the shift, pixel. */
	double shiftError() {
		return shiftError;
	}

	/** Light of the first line, adu. */
	double light() {
		return light[0];
	}

	/** Standard error of the light, adu. */
	double lightError() {
		return lightError;
	}

	/** Squared deviations over their variances, per degree of freedom. */
	double chiSquare() {
		return chiSquare;
	}

	/** The row in the window that deviates so much that a cosmic ray must have hit it; −1 if none does. */
	int worstRow() {
		return worstRow;
	}

	/**
	 * Fits.
	 *
	 * @param farthest
	 *            largest shift, pixel
	 * @return whether there is a result
	 */
	boolean fit(LineShape shape, double farthest) {
		shift = 0;
		for (int r = 0; r < rows; r++) {
			double seen = Math.max(0, value[r]);
			weight[r] = isUsed(r) ? 1 / (variance[r] + square(PIXEL_SCATTER * seen)) : 0;
		}
		if (!step(shape, false)) {
			return false;
		}
		for (int i = 0; i < STEPS; i++) {
			weigh();
			double before = shift;
			if (!step(shape, true) || Math.abs(shift) > farthest) {
				return false;
			}
			if (Math.abs(shift - before) < ENOUGH) {
				return finish();
			}
		}
		return false;
	}

	private void weigh() {
		for (int r = 0; r < rows; r++) {
			double model = model(r);
			weight[r] = isUsed(r)
					? 1 / (variance[r] + square(PIXEL_SCATTER * model) + square(PROFILE_SCATTER * light[0]))
					: 0;
		}
	}

	private boolean isUsed(int r) {
		return value[r] == value[r];
	}

	private double model(int r) {
		double model = 0;
		for (int k = 0; k < lines; k++) {
			model += light[k] * basis[k * ROWS + r];
		}
		return model;
	}

	/** One linear fit; with {@code move} the shift takes part. */
	private boolean step(LineShape shape, boolean move) {
		int size = move ? lines + 1 : lines;
		if (move) {
			Arrays.fill(basis, lines * ROWS, lines * ROWS + rows, 0);
		}
		for (int k = 0; k < lines; k++) {
			shape.sample(-place[k] - shift, rows, basis, k * ROWS, move ? lines * ROWS : -1, -light[k]);
		}
		for (int a = 0; a < size; a++) {
			double sum = 0;
			for (int r = 0; r < rows; r++) {
				weighted[r] = weight[r] * basis[a * ROWS + r];
				sum += weight[r] > 0 ? weighted[r] * value[r] : 0;
			}
			right[a] = sum;
			for (int b = 0; b <= a; b++) {
				double product = 0;
				for (int r = 0; r < rows; r++) {
					product += weighted[r] * basis[b * ROWS + r];
				}
				matrix[a * size + b] = product;
			}
			matrix[a * size + a] *= 1 + 1e-9;
		}
		if (!cholesky.factor(matrix, size, 0)) {
			return false;
		}
		cholesky.solve(right);
		for (int k = 0; k < lines; k++) {
			light[k] = right[k];
		}
		if (!(light[0] > 0)) {
			return false;
		}
		if (move) {
			shiftError = 1 / cholesky.diagonal(lines);
			shift += Math.clamp(right[lines], -LONGEST_STEP, LONGEST_STEP);
		}
		return true;
	}

	private boolean finish() {
		worstRow = -1;
		double worst = OUTLIER * OUTLIER;
		double information = 0;
		double sum = 0;
		int count = 0;
		for (int r = 0; r < rows; r++) {
			if (isUsed(r)) {
				double deviation = value[r] - model(r);
				double chi = deviation * deviation * weight[r];
				sum += chi;
				count++;
				if (chi > worst) {
					worst = chi;
					worstRow = r;
				}
				information += weight[r] * square(basis[r]);
			}
		}
		chiSquare = sum / Math.max(1, count - lines - 1);
		lightError = 1 / Math.sqrt(information);
		return true;
	}

	private static double square(double value) {
		return value * value;
	}
}
