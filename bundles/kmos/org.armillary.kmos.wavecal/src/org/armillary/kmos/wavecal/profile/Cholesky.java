package org.armillary.kmos.wavecal.profile;

import java.util.Arrays;

/**
 * Symmetric positive definite equations, in place. The matrix stands row by row in one array. Stateless.
 */
public final class Cholesky {

	private Cholesky() {
	}

	/**
	 * Replaces the lower triangle of a matrix by its factor L, with matrix = L Lᵀ.
	 *
	 * @param matrix
	 *            {@code size} × {@code size} values or more; only the lower triangle is read and written
	 * @return whether the matrix was positive definite
	 */
	public static boolean factor(double[] matrix, int size) {
		for (int i = 0; i < size; i++) {
			for (int j = 0; j <= i; j++) {
				double sum = matrix[i * size + j];
				for (int k = 0; k < j; k++) {
					sum -= matrix[i * size + k] * matrix[j * size + k];
				}
				if (i > j) {
					matrix[i * size + j] = sum / matrix[j * size + j];
				} else if (sum > 0) {
					matrix[i * size + i] = Math.sqrt(sum);
				} else {
					return false;
				}
			}
		}
		return true;
	}

	/** Solves for a right side, which is replaced by the solution. */
	public static void solve(double[] factor, int size, double[] right) {
		for (int i = 0; i < size; i++) {
			double sum = right[i];
			for (int k = 0; k < i; k++) {
				sum -= factor[i * size + k] * right[k];
			}
			right[i] = sum / factor[i * size + i];
		}
		for (int i = size - 1; i >= 0; i--) {
			double sum = right[i];
			for (int k = i + 1; k < size; k++) {
				sum -= factor[k * size + i] * right[k];
			}
			right[i] = sum / factor[i * size + i];
		}
	}

	/** The inverse of the matrix that was factored, both triangles. */
	public static double[] inverse(double[] factor, int size) {
		double[] inverse = new double[size * size];
		double[] column = new double[size];
		for (int j = 0; j < size; j++) {
			Arrays.fill(column, 0);
			column[j] = 1;
			solve(factor, size, column);
			for (int i = 0; i < size; i++) {
				inverse[i * size + j] = column[i];
			}
		}
		return inverse;
	}
}
