package org.armillary.kmos.slitlet;

import java.util.Arrays;

/**
 * Weighted fit of a polynomial in the Legendre basis that outliers do not pull (Tukey's biweight). Holds its work
 * space: for one thread.
 */
final class RobustPolynomial {

	private static final double CUT = 4.7;
	private static final int ROUNDS = 6;
	private static final double SIGMA_OVER_MAD = 1.482602218505602;

	private final int terms;
	private final double[] basis;
	private final double[] robust;
	private final double[] sorted;
	private final double[] normal;
	private final double[] right;
	private final double[] solution;
	private int used;
	private double scale;

	/**
	 * A fit.
	 *
	 * @param order
	 *            highest order
	 * @param reduced
	 *            abscissae of all points there may be, on the interval from -1 to 1
	 */
	RobustPolynomial(int order, double[] reduced) {
		terms = order + 1;
		basis = new double[reduced.length * terms];
		for (int i = 0; i < reduced.length; i++) {
			for (int k = 0; k < terms; k++) {
				basis[i * terms + k] = k == 0 ? 1
						: k == 1 ? reduced[i]
								: ((2 * k - 1) * reduced[i] * basis[i * terms + k - 1]
										- (k - 1) * basis[i * terms + k - 2]) / k;
			}
		}
		robust = new double[reduced.length];
		sorted = new double[reduced.length];
		normal = new double[terms * terms];
		right = new double[terms];
		solution = new double[terms];
	}

	/**
	 * Fits values at all abscissae.
	 *
	 * @param values
	 *            NaN where there is none
	 * @param from
	 *            index of the first value
	 * @param weights
	 *            at the same indices; 0 or NaN where a value shall not count
	 * @return false if there are too few points
	 */
	boolean fit(double[] values, double[] weights, int from) {
		int count = robust.length;
		for (int i = 0; i < count; i++) {
			double weight = weights[from + i];
			robust[i] = weight > 0 && !Double.isNaN(values[from + i]) ? 1 : 0;
		}
		for (int round = 0; round < ROUNDS; round++) {
			if (!solve(values, weights, from)) {
				return false;
			}
			int found = 0;
			for (int i = 0; i < count; i++) {
				if (weights[from + i] > 0 && !Double.isNaN(values[from + i])) {
					sorted[found++] = Math.abs(values[from + i] - at(i)) * Math.sqrt(weights[from + i]);
				}
			}
			Arrays.sort(sorted, 0, found);
			scale = SIGMA_OVER_MAD * (sorted[(found - 1) / 2] + sorted[found / 2]) / 2;
			double limit = CUT * scale;
			if (!(limit > 0)) {
				break;
			}
			used = 0;
			for (int i = 0; i < count; i++) {
				double weight = weights[from + i];
				double t = weight > 0 ? (values[from + i] - at(i)) * Math.sqrt(weight) / limit : Double.NaN;
				robust[i] = Math.abs(t) < 1 ? (1 - t * t) * (1 - t * t) : 0;
				used += robust[i] > 0 ? 1 : 0;
			}
		}
		return used > terms && solve(values, weights, from);
	}

	private boolean solve(double[] values, double[] weights, int from) {
		Arrays.fill(normal, 0);
		Arrays.fill(right, 0);
		used = 0;
		for (int i = 0; i < robust.length; i++) {
			if (robust[i] > 0) {
				used++;
				double weight = robust[i] * weights[from + i];
				for (int k = 0; k < terms; k++) {
					double product = weight * basis[i * terms + k];
					right[k] += product * values[from + i];
					for (int l = 0; l <= k; l++) {
						normal[k * terms + l] += product * basis[i * terms + l];
					}
				}
			}
		}
		if (used < terms) {
			return false;
		}
		for (int k = 0; k < terms; k++) {
			for (int l = k + 1; l < terms; l++) {
				normal[k * terms + l] = normal[l * terms + k];
			}
		}
		return SmallSystem.solve(normal, right, terms, solution);
	}

	/** The polynomial at the abscissa of an index. */
	double at(int index) {
		double sum = 0;
		for (int k = 0; k < terms; k++) {
			sum += solution[k] * basis[index * terms + k];
		}
		return sum;
	}

	/** Robust standard deviation of the residuals times the root of their weights. */
	double scale() {
		return scale;
	}

	/** Number of points that count. */
	int used() {
		return used;
	}

	/** Robust weight of the point of an index, 0 to 1. */
	double robustWeight(int index) {
		return robust[index];
	}

	/** Copies the matrix of the normal equations. */
	double[] normalMatrix() {
		return normal.clone();
	}

	/** Copies the coefficients. */
	double[] coefficients() {
		return solution.clone();
	}
}
