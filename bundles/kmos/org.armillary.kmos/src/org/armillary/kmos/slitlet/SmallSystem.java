package org.armillary.kmos.slitlet;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/** Small symmetric, positive systems of equations, by Cholesky's method. */
final class SmallSystem {

	/** Pivots smaller than this part of the diagonal count as none. */
	private static final double SINGULAR = 1e-13;
	private static final int LARGEST = 8;

	private SmallSystem() {
	}

	/**
	 * Solves.
	 *
	 * @param matrix
	 *            row after row; not changed
	 * @param right
	 *            right side
	 * @param size
	 *            number of unknowns, at most 8
	 * @param solution
	 *            takes the solution
	 * @return false if the matrix is singular
	 */
	static boolean solve(double[] matrix, double[] right, int size, double[] solution) {
		double[] factor = new double[LARGEST * LARGEST];
		if (!factorise(matrix, size, factor)) {
			return false;
		}
		substitute(factor, right, size, solution);
		return true;
	}

	/** The inverse of the matrix, or null if it is singular. */
	static double @Nullable [] inverse(double[] matrix, int size) {
		double[] factor = new double[LARGEST * LARGEST];
		if (!factorise(matrix, size, factor)) {
			return null;
		}
		double[] inverse = new double[size * size];
		double[] unit = new double[size];
		double[] column = new double[size];
		for (int k = 0; k < size; k++) {
			Arrays.fill(unit, 0);
			unit[k] = 1;
			substitute(factor, unit, size, column);
			for (int i = 0; i < size; i++) {
				inverse[i * size + k] = column[i];
			}
		}
		return inverse;
	}

	private static boolean factorise(double[] matrix, int size, double[] factor) {
		for (int i = 0; i < size; i++) {
			for (int j = 0; j <= i; j++) {
				double sum = matrix[i * size + j];
				for (int k = 0; k < j; k++) {
					sum -= factor[i * size + k] * factor[j * size + k];
				}
				if (i == j) {
					if (!(sum > SINGULAR * matrix[i * size + i])) {
						return false;
					}
					factor[i * size + i] = Math.sqrt(sum);
				} else {
					factor[i * size + j] = sum / factor[j * size + j];
				}
			}
		}
		return true;
	}

	private static void substitute(double[] factor, double[] right, int size, double[] solution) {
		for (int i = 0; i < size; i++) {
			double sum = right[i];
			for (int k = 0; k < i; k++) {
				sum -= factor[i * size + k] * solution[k];
			}
			solution[i] = sum / factor[i * size + i];
		}
		for (int i = size - 1; i >= 0; i--) {
			double sum = solution[i];
			for (int k = i + 1; k < size; k++) {
				sum -= factor[k * size + i] * solution[k];
			}
			solution[i] = sum / factor[i * size + i];
		}
	}
}
