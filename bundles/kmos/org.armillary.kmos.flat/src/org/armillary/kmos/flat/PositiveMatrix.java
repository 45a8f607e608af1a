package org.armillary.kmos.flat;

/** The Cholesky factor of a small symmetric positive matrix: solves normal equations. Immutable. */
final class PositiveMatrix {

	private final double[][] factor;

	/**
	 * Factorises.
	 *
	 * @param matrix
	 *            {@code [n][n]}; not changed. A direction in which it is not positive counts as undetermined: its unknown
	 *            becomes 0
	 */
	PositiveMatrix(double[][] matrix) {
		int n = matrix.length;
		factor = new double[n][n];
		for (int i = 0; i < n; i++) {
			for (int j = 0; j <= i; j++) {
				double sum = matrix[i][j];
				for (int k = 0; k < j; k++) {
					sum -= factor[i][k] * factor[j][k];
				}
				if (i == j) {
					factor[i][i] = sum > 1e-13 * matrix[i][i] ? Math.sqrt(sum) : Double.POSITIVE_INFINITY;
				} else {
					factor[i][j] = sum / factor[j][j];
				}
			}
		}
	}

	/** Number of unknowns. */
	int size() {
		return factor.length;
	}

	/** The solution for a right side. */
	double[] solve(double[] right) {
		int n = factor.length;
		double[] solution = right.clone();
		for (int i = 0; i < n; i++) {
			for (int k = 0; k < i; k++) {
				solution[i] -= factor[i][k] * solution[k];
			}
			solution[i] /= factor[i][i];
		}
		for (int i = n - 1; i >= 0; i--) {
			for (int k = i + 1; k < n; k++) {
				solution[i] -= factor[k][i] * solution[k];
			}
			solution[i] /= factor[i][i];
		}
		return solution;
	}

	/** Diagonal of the inverse: variances of the unknowns of normal equations. */
	double[] inverseDiagonal() {
		double[] diagonal = new double[factor.length];
		for (int i = 0; i < diagonal.length; i++) {
			double[] unit = new double[factor.length];
			unit[i] = 1;
			diagonal[i] = solve(unit)[i];
		}
		return diagonal;
	}
}
