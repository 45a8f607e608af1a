package org.armillary.numerics.fitting;

import java.util.Arrays;

/**
 * Solves symmetric positive definite equations {@code A x = b}, such as normal equations, by Cholesky's method: A = L Lᵀ
 * with a lower triangle L. Matrices are full or banded. One object serves for many matrices, one after the other, and
 * solving allocates nothing but results; once a matrix is factored, several threads may solve with it.
 *
 * <p>A direction of which A says nothing makes a pivot, the square of a diagonal element of L, that is 0 but for
 * rounding. Its unknown counts as undetermined: it becomes 0, and the others are solved for as if it were 0. Normal
 * equations lose half of the digits; where that is too many, use {@link LinearLeastSquares}.
 *
 * <p>All sums run over rising indices, so that a banded matrix has the same solution as the same matrix in full.
 */
public final class Cholesky {

	/** Share of a diagonal element below which pivots of normal equations are nothing but rounding. */
	public static final double ROUNDING = 1e-13;

	/** Number of diagonals below the main one. */
	private final int diagonals;
	private final boolean full;
	private final double[] factor;
	private int size;
	private boolean determined;
	/** Element i, j of the factor stands at {@code i * rowStep + j + origin}. */
	private int rowStep;
	private int origin;

	private Cholesky(int most, int diagonals, boolean full) {
		if (most < 1 || diagonals < 0) {
			throw new IllegalArgumentException(most + " unknowns, " + diagonals + " diagonals below the main one");
		}
		this.diagonals = diagonals;
		this.full = full;
		factor = new double[full ? most * most : most * (diagonals + 1)];
	}

	/**
	 * For full matrices, {@code [n][n]} in one array, row after row, of which the lower triangle is read.
	 *
	 * @param most
	 *            largest number of unknowns
	 */
	public Cholesky(int most) {
		this(most, most, true);
	}

	/**
	 * For banded matrices, {@code [n][diagonals + 1]} in one array: row i has the elements of columns
	 * {@code i - diagonals} to {@code i}; those of columns below 0 are not read.
	 *
	 * @param most
	 *            largest number of unknowns
	 * @param diagonals
	 *            number of diagonals below the main one: 1 for a tridiagonal matrix
	 */
	public static Cholesky banded(int most, int diagonals) {
		return new Cholesky(most, diagonals, false);
	}

	/**
	 * Factors one full matrix.
	 *
	 * @param matrix
	 *            {@code [n][n]}; the lower triangle is read
	 * @param leastShare
	 *            as in {@link #factor(double[], int, double)}
	 */
	public static Cholesky of(double[][] matrix, double leastShare) {
		int n = matrix.length;
		double[] rows = new double[n * n];
		for (int i = 0; i < n; i++) {
			System.arraycopy(matrix[i], 0, rows, i * n, i + 1);
		}
		var cholesky = new Cholesky(n);
		cholesky.factor(rows, n, leastShare);
		return cholesky;
	}

	/**
	 * Factors a matrix, which takes the place of the one before.
	 *
	 * @param matrix
	 *            in the form that the constructor says; may be longer, and is not changed
	 * @param unknowns
	 *            n, at most what the constructor was told
	 * @param leastShare
	 *            pivots that are not above this share of their diagonal element of A count as 0: {@link #ROUNDING}
	 *            where undetermined unknowns may be met, 0 where a ridge keeps them away
	 * @return whether all unknowns are determined; false, too, if the matrix holds NaN
	 */
	public boolean factor(double[] matrix, int unknowns, double leastShare) {
		int elements = full ? unknowns * unknowns : unknowns * (diagonals + 1);
		if (unknowns < 0 || elements > factor.length || elements > matrix.length) {
			throw new IllegalArgumentException(unknowns + " unknowns, but a matrix of " + matrix.length
					+ " elements and memory for " + factor.length);
		}
		System.arraycopy(matrix, 0, factor, 0, elements);
		size = unknowns;
		rowStep = full ? unknowns : diagonals;
		origin = full ? 0 : diagonals;
		determined = true;
		for (int i = 0; i < unknowns; i++) {
			int first = first(i);
			int row = i * rowStep + origin;
			for (int j = first; j < i; j++) {
				int above = j * rowStep + origin;
				factor[row + j] = rest(row, above, first, j) / factor[above + j];
			}
			double pivot = rest(row, row, first, i);
			boolean enough = pivot > leastShare * factor[row + i];
			// divided by infinity, everything that belongs to the unknown becomes 0
			factor[row + i] = enough ? Math.sqrt(pivot) : Double.POSITIVE_INFINITY;
			determined &= enough;
		}
		return determined;
	}

	/** Number of unknowns of the matrix that was factored. */
	public int size() {
		return size;
	}

	/** Whether all unknowns of the matrix that was factored are determined. */
	public boolean isDetermined() {
		return determined;
	}

	/**
	 * A diagonal element of L, positive infinity for an undetermined unknown. For normal equations its inverse is the
	 * standard error of an unknown whose successors are known; of the last one it is the standard error itself.
	 *
	 * @param unknown
	 *            from 0
	 */
	public double diagonal(int unknown) {
		return factor[unknown * rowStep + origin + unknown];
	}

	/**
	 * Replaces a right side by the solution.
	 *
	 * @param right
	 *            at least as long as there are unknowns; what is behind is not changed
	 */
	public void solve(double[] right) {
		solve(right, 0);
	}

	/** The solution for a right side, which is not changed. */
	public double[] solution(double[] right) {
		double[] solution = Arrays.copyOf(right, size);
		solve(solution, 0);
		return solution;
	}

	/** The inverse of the matrix, {@code [n][n]} in one array; 0 in rows and columns of undetermined unknowns. */
	public double[] inverse() {
		double[] inverse = new double[size * size];
		double[] column = new double[size];
		for (int j = 0; j < size; j++) {
			Arrays.fill(column, 0);
			column[j] = 1;
			solve(column, 0);
			for (int i = 0; i < size; i++) {
				inverse[i * size + j] = column[i];
			}
		}
		return inverse;
	}

	/**
	 * The diagonal of the inverse: for normal equations the variances of the unknowns. 0 for those that are undetermined,
	 * of which nothing is known.
	 */
	public double[] inverseDiagonal() {
		double[] variances = new double[size];
		double[] column = new double[size];
		for (int j = 0; j < size; j++) {
			Arrays.fill(column, 0);
			column[j] = 1;
			solve(column, j);
			variances[j] = column[j];
		}
		return variances;
	}

	/** Solves for the unknowns from {@code from} on, before which the right side is 0. */
	private void solve(double[] right, int from) {
		for (int i = from; i < size; i++) {
			int row = i * rowStep + origin;
			double sum = right[i];
			for (int k = Math.max(from, first(i)); k < i; k++) {
				sum -= factor[row + k] * right[k];
			}
			right[i] = sum / factor[row + i];
		}
		for (int i = size - 1; i >= from; i--) {
			int end = Math.min(size, i + diagonals + 1);
			double sum = right[i];
			for (int k = i + 1; k < end; k++) {
				sum -= factor[k * rowStep + origin + i] * right[k];
			}
			right[i] = sum / factor[i * rowStep + origin + i];
		}
	}

	/** First column of a row that can differ from 0. */
	private int first(int row) {
		return Math.max(0, row - diagonals);
	}

	/** Element {@code column} of a row of A less what the columns before explain. */
	private double rest(int row, int above, int first, int column) {
		double sum = factor[row + column];
		for (int k = first; k < column; k++) {
			sum -= factor[row + k] * factor[above + k];
		}
		return sum;
	}
}
