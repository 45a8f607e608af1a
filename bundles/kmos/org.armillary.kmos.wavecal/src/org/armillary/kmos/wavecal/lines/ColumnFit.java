package org.armillary.kmos.wavecal.lines;

import org.armillary.kmos.wavecal.profile.Cholesky;
import org.armillary.kmos.wavecal.profile.LineShape;

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
	private static final double ENOUGH = 1e-3;
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
	private final double[] matrix = new double[(LINES + 1) * (LINES + 1)];
	private final double[] right = new double[LINES + 1];
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
			weight[r] = 1 / (variance[r] + square(PIXEL_SCATTER * seen));
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
			weight[r] = 1 / (variance[r] + square(PIXEL_SCATTER * model) + square(PROFILE_SCATTER * light[0]));
		}
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
		for (int r = 0; r < rows; r++) {
			double slope = 0;
			for (int k = 0; k < lines; k++) {
				double distance = r - place[k] - shift;
				basis[k * ROWS + r] = shape.value(distance);
				if (move) {
					slope -= light[k] * shape.slope(distance);
				}
			}
			if (move) {
				basis[lines * ROWS + r] = slope;
			}
		}
		for (int a = 0; a < size; a++) {
			double sum = 0;
			for (int r = 0; r < rows; r++) {
				if (value[r] == value[r]) {
					sum += weight[r] * basis[a * ROWS + r] * value[r];
				}
			}
			right[a] = sum;
			for (int b = 0; b <= a; b++) {
				double product = 0;
				for (int r = 0; r < rows; r++) {
					if (value[r] == value[r]) {
						product += weight[r] * basis[a * ROWS + r] * basis[b * ROWS + r];
					}
				}
				matrix[a * size + b] = product;
			}
			matrix[a * size + a] *= 1 + 1e-9;
		}
		if (!Cholesky.factor(matrix, size)) {
			return false;
		}
		Cholesky.solve(matrix, size, right);
		for (int k = 0; k < lines; k++) {
			light[k] = right[k];
		}
		if (!(light[0] > 0)) {
			return false;
		}
		if (move) {
			// the last diagonal element of the factor is the root of 1 / variance of the last parameter
			shiftError = 1 / matrix[size * size - 1];
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
			if (value[r] == value[r]) {
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
