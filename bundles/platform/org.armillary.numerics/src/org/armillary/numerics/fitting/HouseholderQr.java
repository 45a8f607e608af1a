package org.armillary.numerics.fitting;

import java.util.Arrays;

/**
 * QR decomposition with column pivoting of small dense matrices by Householder reflections (Golub &amp; Van Loan,
 * Matrix Computations, 4th edition, algorithm 5.4.1). Columns are scaled to unit length first, so that rank and
 * pivoting do not depend on the units of the parameters. Keeps its working memory from one matrix to the next; for
 * one thread.
 */
final class HouseholderQr {

	/** Least diagonal element of R, relative to the greatest, of a column that counts as independent of those before it. */
	private static final double RANK_TOLERANCE = 1e-11;

	private int rows;
	private int columns;
	private int rank;
	private double[] a = new double[0];
	private double[] diagonal = new double[0];
	private double[] scale = new double[0];
	private int[] pivot = new int[0];

	/**
	 * Decomposes a matrix.
	 *
	 * @param matrix
	 *            column after column, {@code [column * rows + row]}; not changed
	 * @param rowCount
	 *            number of rows
	 * @param columnCount
	 *            number of columns, at most that of rows
	 */
	void decompose(double[] matrix, int rowCount, int columnCount) {
		rows = rowCount;
		columns = columnCount;
		if (a.length < rows * columns) {
			a = new double[rows * columns];
		}
		if (diagonal.length < columns) {
			diagonal = new double[columns];
			scale = new double[columns];
			pivot = new int[columns];
		}
		for (int k = 0; k < columns; k++) {
			double norm = norm(matrix, k * rows, rows);
			scale[k] = norm > 0 ? norm : 1;
			pivot[k] = k;
			for (int i = 0; i < rows; i++) {
				a[k * rows + i] = matrix[k * rows + i] / scale[k];
			}
		}
		for (int k = 0; k < columns; k++) {
			bringLongestColumnTo(k);
			reflect(k);
		}
		rank = 0;
		while (rank < columns && Math.abs(diagonal[rank]) > RANK_TOLERANCE * Math.abs(diagonal[0])) {
			rank++;
		}
	}

	/** Number of independent columns. */
	int rank() {
		return rank;
	}

	private void bringLongestColumnTo(int k) {
		int longest = k;
		double most = -1;
		for (int j = k; j < columns; j++) {
			double norm = norm(a, j * rows + k, rows - k);
			// a little more than equal, so that rounding does not decide about the order
			if (norm > most * (1 + 1e-9)) {
				most = norm;
				longest = j;
			}
		}
		if (longest != k) {
			for (int i = 0; i < rows; i++) {
				double keep = a[k * rows + i];
				a[k * rows + i] = a[longest * rows + i];
				a[longest * rows + i] = keep;
			}
			double keepScale = scale[k];
			scale[k] = scale[longest];
			scale[longest] = keepScale;
			int keepPivot = pivot[k];
			pivot[k] = pivot[longest];
			pivot[longest] = keepPivot;
		}
	}

	private void reflect(int k) {
		int start = k * rows;
		double norm = norm(a, start + k, rows - k);
		if (!(norm > 0)) {
			diagonal[k] = 0;
			return;
		}
		double signed = a[start + k] > 0 ? norm : -norm;
		for (int i = k; i < rows; i++) {
			a[start + i] /= signed;
		}
		a[start + k] += 1;
		diagonal[k] = -signed;
		for (int j = k + 1; j < columns; j++) {
			apply(k, a, j * rows);
		}
	}

	/** Applies reflection k to a vector. */
	private void apply(int k, double[] vector, int offset) {
		int start = k * rows;
		double product = 0;
		for (int i = k; i < rows; i++) {
			product += a[start + i] * vector[offset + i];
		}
		double factor = -product / a[start + k];
		for (int i = k; i < rows; i++) {
			vector[offset + i] += factor * a[start + i];
		}
	}

	/** Replaces a vector of {@code rows} elements by its product with the transposed Q. */
	void applyTransposedQ(double[] vector) {
		for (int k = 0; k < columns; k++) {
			if (diagonal[k] != 0) {
				apply(k, vector, 0);
			}
		}
	}

	/** Element of R that belongs to pivoted columns, {@code row <= column}, in the units of the matrix. */
	double r(int row, int column) {
		return scale[column] * (row == column ? diagonal[row] : a[column * rows + row]);
	}

	/** Which column of the matrix stands at place {@code k} of R. */
	int columnAt(int k) {
		return pivot[k];
	}

	/**
	 * The least-squares solution; dependent columns get 0.
	 *
	 * @param rotated
	 *            the right-hand side after {@link #applyTransposedQ}
	 * @param solution
	 *            takes the solution, in the order of the matrix's columns
	 */
	void solve(double[] rotated, double[] solution) {
		for (int k = 0; k < columns; k++) {
			solution[pivot[k]] = 0;
		}
		for (int k = rank - 1; k >= 0; k--) {
			double sum = rotated[k];
			for (int j = k + 1; j < rank; j++) {
				sum -= r(k, j) * solution[pivot[j]];
			}
			solution[pivot[k]] = sum / r(k, k);
		}
	}

	/**
	 * The inverse of the product of the transposed matrix and the matrix, in the order of the matrix's columns; all NaN
	 * where columns depend on each other.
	 */
	double[] inverseNormal() {
		double[] inverse = new double[columns * columns];
		if (rank < columns) {
			Arrays.fill(inverse, Double.NaN);
			return inverse;
		}
		double[] upper = new double[columns * columns];
		for (int j = 0; j < columns; j++) {
			upper[j * columns + j] = 1 / r(j, j);
			for (int i = j - 1; i >= 0; i--) {
				double sum = 0;
				for (int k = i + 1; k <= j; k++) {
					sum -= r(i, k) * upper[k * columns + j];
				}
				upper[i * columns + j] = sum / r(i, i);
			}
		}
		for (int i = 0; i < columns; i++) {
			for (int j = i; j < columns; j++) {
				double sum = 0;
				for (int k = j; k < columns; k++) {
					sum += upper[i * columns + k] * upper[j * columns + k];
				}
				inverse[pivot[i] * columns + pivot[j]] = sum;
				inverse[pivot[j] * columns + pivot[i]] = sum;
			}
		}
		return inverse;
	}

	private static double norm(double[] vector, int offset, int length) {
		double greatest = 0;
		for (int i = 0; i < length; i++) {
			greatest = Math.max(greatest, Math.abs(vector[offset + i]));
		}
		if (!(greatest > 0)) {
			return greatest;
		}
		double sum = 0;
		for (int i = 0; i < length; i++) {
			double part = vector[offset + i] / greatest;
			sum += part * part;
		}
		return greatest * Math.sqrt(sum);
	}
}
