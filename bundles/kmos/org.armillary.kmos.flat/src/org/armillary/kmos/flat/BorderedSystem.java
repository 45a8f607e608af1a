package org.armillary.kmos.flat;

import java.util.Arrays;

/**
 * Normal equations of unknowns that all data share, the core, and of as many small blocks of unknowns that only some data have.
 * The blocks are eliminated, so that a system of the size of the core remains. Use: add products of derivatives and data to
 * {@link #core}, {@link #block} and so on, then {@link #solve} with any expectations. Not for several threads.
 */
final class BorderedSystem {

	/** Products of derivatives by unknowns of the core; only columns from the diagonal on count. */
	final double[][] core;
	final double[] coreRight;
	/** {@code [block][unknown][unknown]}. */
	final double[][][] block;
	/** Products of derivatives by unknowns of a block and of the core. */
	final double[][][] border;
	final double[][] blockRight;

	private final int n;
	private final int size;

	/**
	 * Unknowns and their variances.
	 *
	 * @param block
	 *            {@code [block][unknown]}
	 */
	record Solution(double[] core, double[] coreVariance, double[][] block, double[][] blockVariance) {
	}

	/**
	 * Begins without data.
	 *
	 * @param n
	 *            unknowns of the core
	 * @param blocks
	 *            number of blocks
	 * @param size
	 *            unknowns of a block
	 */
	BorderedSystem(int n, int blocks, int size) {
		this.n = n;
		this.size = size;
		core = new double[n][n];
		coreRight = new double[n];
		block = new double[blocks][size][size];
		border = new double[blocks][size][n];
		blockRight = new double[blocks][size];
	}

	/** Forgets the data. */
	void clear() {
		for (double[] row : core) {
			Arrays.fill(row, 0);
		}
		Arrays.fill(coreRight, 0);
		for (int i = 0; i < block.length; i++) {
			for (int k = 0; k < size; k++) {
				Arrays.fill(block[i][k], 0);
				Arrays.fill(border[i][k], 0);
			}
			Arrays.fill(blockRight[i], 0);
		}
	}

	/**
	 * Solves.
	 *
	 * @param corePrecision
	 *            1 / variance of the expectation that an unknown of the core is 0
	 * @param blockPrecision
	 *            the same of the blocks, positive
	 */
	Solution solve(double[] corePrecision, double[][] blockPrecision) {
		double[][] matrix = new double[n][];
		for (int i = 0; i < n; i++) {
			matrix[i] = core[i].clone();
			matrix[i][i] += corePrecision[i];
		}
		double[] solution = coreRight.clone();
		double[][][] upper = new double[block.length][size][size];
		double[][][] reduced = new double[block.length][size][];
		double[][] right = new double[block.length][];
		for (int i = 0; i < block.length; i++) {
			for (int k = 0; k < size; k++) {
				upper[i][k] = block[i][k].clone();
				upper[i][k][k] += blockPrecision[i][k];
				reduced[i][k] = border[i][k].clone();
			}
			factorise(upper[i]);
			right[i] = blockRight[i].clone();
			forward(upper[i], right[i]);
			for (int k = 0; k < size; k++) {
				for (int m = 0; m < k; m++) {
					subtract(reduced[i][k], upper[i][m][k], reduced[i][m], 0);
				}
				scale(reduced[i][k], 1 / upper[i][k][k]);
				subtract(solution, right[i][k], reduced[i][k], 0);
			}
			eliminate(reduced[i], matrix);
		}
		factorise(matrix);
		forward(matrix, solution);
		backward(matrix, solution);
		double[][] blocks = new double[block.length][];
		double[][] variances = new double[block.length][size];
		for (int i = 0; i < block.length; i++) {
			blocks[i] = right[i].clone();
			for (int k = 0; k < size; k++) {
				blocks[i][k] -= dot(reduced[i][k], solution);
			}
			backward(upper[i], blocks[i]);
			blockVariances(upper[i], reduced[i], matrix, variances[i]);
		}
		return new Solution(solution, inverseDiagonal(matrix), blocks, variances);
	}

	/** Takes the products of the rows of a block off the core; two at a time, which saves half of the access to memory. */
	private void eliminate(double[][] reduced, double[][] matrix) {
		for (int k = 0; k + 1 < size; k += 2) {
			double[] first = reduced[k];
			double[] second = reduced[k + 1];
			for (int row = 0; row < n; row++) {
				double[] target = matrix[row];
				double a = first[row];
				double b = second[row];
				for (int j = row; j < n; j++) {
					target[j] -= a * first[j] + b * second[j];
				}
			}
		}
		for (int row = 0; row < n && size % 2 != 0; row++) {
			subtract(matrix[row], reduced[size - 1][row], reduced[size - 1], row);
		}
	}

	/** Variances of the unknowns of a block: their own, and what those of the core bring. Changes {@code reduced}. */
	private void blockVariances(double[][] upper, double[][] reduced, double[][] matrix, double[] variances) {
		for (int k = size - 1; k >= 0; k--) {
			for (int m = k + 1; m < size; m++) {
				subtract(reduced[k], upper[k][m], reduced[m], 0);
			}
			scale(reduced[k], 1 / upper[k][k]);
		}
		double[] own = inverseDiagonal(upper);
		for (int k = 0; k < size; k++) {
			forward(matrix, reduced[k]);
			variances[k] = own[k] + dot(reduced[k], reduced[k]);
		}
	}

	/** The upper factor of Cholesky in place; what lies below the diagonal is not touched. */
	private static void factorise(double[][] matrix) {
		for (int k = 0; k < matrix.length; k++) {
			double[] row = matrix[k];
			// divided by infinity, an unknown of which nothing is known becomes 0
			double pivot = row[k] > 0 ? Math.sqrt(row[k]) : Double.POSITIVE_INFINITY;
			row[k] = pivot;
			for (int j = k + 1; j < row.length; j++) {
				row[j] /= pivot;
			}
			for (int i = k + 1; i < matrix.length; i++) {
				subtract(matrix[i], row[i], row, i);
			}
		}
	}

	/** Solves with the transposed factor, in place. */
	private static void forward(double[][] upper, double[] right) {
		for (int k = 0; k < right.length; k++) {
			right[k] /= upper[k][k];
			subtract(right, right[k], upper[k], k + 1);
		}
	}

	/** Solves with the factor, in place. */
	private static void backward(double[][] upper, double[] right) {
		for (int k = right.length - 1; k >= 0; k--) {
			double sum = right[k];
			for (int j = k + 1; j < right.length; j++) {
				sum -= upper[k][j] * right[j];
			}
			right[k] = sum / upper[k][k];
		}
	}

	/** Diagonal of the inverse of a matrix from its factor. */
	private static double[] inverseDiagonal(double[][] upper) {
		double[] diagonal = new double[upper.length];
		double[] row = new double[upper.length];
		for (int i = 0; i < diagonal.length; i++) {
			Arrays.fill(row, 0);
			row[i] = 1;
			for (int k = i; k < row.length; k++) {
				row[k] /= upper[k][k];
				subtract(row, row[k], upper[k], k + 1);
				diagonal[i] += row[k] * row[k];
			}
		}
		return diagonal;
	}

	private static void subtract(double[] target, double factor, double[] row, int from) {
		for (int j = from; j < target.length; j++) {
			target[j] -= factor * row[j];
		}
	}

	private static void scale(double[] row, double factor) {
		for (int j = 0; j < row.length; j++) {
			row[j] *= factor;
		}
	}

	private static double dot(double[] a, double[] b) {
		double sum = 0;
		for (int j = 0; j < a.length; j++) {
			sum += a[j] * b[j];
		}
		return sum;
	}
}
