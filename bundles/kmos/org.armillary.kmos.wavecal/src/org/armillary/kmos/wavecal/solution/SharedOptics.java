package org.armillary.kmos.wavecal.solution;

import java.util.Arrays;
import java.util.Optional;

import org.armillary.kmos.detector.Checkpoint;
import org.armillary.numerics.fitting.Cholesky;
import org.armillary.numerics.fitting.PolynomialBasis;

/**
 * Fits the coefficients of all slitlets together. Slitlets share the optics: each coefficient is a smooth function of
 * the slitlet's place on the detector plus a deviation of the slitlet's own, whose variance is found from the data
 * (empirical Bayes; the variances by expectation maximisation). So what lines determine well is left alone, and what
 * they do not, such as high orders beyond the last line, follows the other slitlets. The smooth functions are held
 * back in the same way: orders that the lines do not ask for become small (automatic relevance, MacKay 1992), which
 * matters outside the lines. For one thread.
 */
final class SharedOptics {

	/** Variances of the slitlets' own deviations cannot become smaller, pixel². */
	private static final double LEAST_VARIANCE = 1e-8;
	/** Coefficients of this size are not held back, pixel. */
	private static final double FREE = 99;
	private static final double MOST_RELEVANCE = 98 * 98;
	private static final double LEAST_DETERMINED = 0.02;
	private static final double CAP = 9;
	private static final int SLITLETS_A_TERM = 4;
	private static final int MOST_TERMS = 5;

	private final int size;
	private final int slitlets;
	private final int smoothTerms;
	private final double[][] smooth;
	private final double[] relevance;
	private final double[] variance;
	private final double[][] solution;
	/** Covariance of the coefficients of each slitlet about the smooth functions, pixel². */
	private final double[][] covariance;
	private final double[] column;
	private final double[] change;
	/** The equations of a slitlet. */
	private final Cholesky ofSlitlet;
	/** The equations of the smooth functions. */
	private final Cholesky ofAll;
	private final double[] matrix;
	/** Variances with which the covariances were found. */
	private final double[] given;

	/**
	 * For slitlets at these places.
	 *
	 * @param places
	 *            −1 to 1
	 * @param variance
	 *            of the slitlets' own deviations to begin with, for each coefficient, pixel²
	 * @param sizes
	 *            of each coefficient to begin with, pixel; from {@value #FREE} on taken as it is
	 */
	SharedOptics(double[] places, double[] variance, double[] sizes) {
		size = variance.length;
		slitlets = places.length;
		smoothTerms = Math.clamp(slitlets / SLITLETS_A_TERM, 1, MOST_TERMS);
		smooth = new double[slitlets][smoothTerms];
		for (int s = 0; s < slitlets; s++) {
			PolynomialBasis.LEGENDRE.evaluate(places[s], smooth[s], 0, smoothTerms);
		}
		this.variance = variance.clone();
		relevance = new double[size * smoothTerms];
		for (int i = 0; i < relevance.length; i++) {
			relevance[i] = sizes[i / smoothTerms] * sizes[i / smoothTerms];
		}
		solution = new double[slitlets][size];
		covariance = new double[slitlets][];
		column = new double[size];
		change = new double[size];
		ofSlitlet = new Cholesky(size);
		ofAll = new Cholesky(size * smoothTerms);
		matrix = new double[size * size];
		given = new double[size];
	}

	/** Coefficients of a slitlet, pixel. */
	double[] solution(int slitlet) {
		return solution[slitlet];
	}

	/**
	 * Variance of a sum of a slitlet's coefficients by the errors that were given, pixel²: that of the slitlet's own
	 * deviations and of the smooth functions.
	 *
	 * @param terms
	 *            by which each coefficient is multiplied
	 */
	double variance(int slitlet, double[] terms) {
		multiply(covariance[slitlet], terms, column);
		double sum = 0;
		double[] gradient = new double[size * smoothTerms];
		for (int i = 0; i < size; i++) {
			sum += terms[i] * column[i];
			for (int a = 0; a < smoothTerms; a++) {
				gradient[i * smoothTerms + a] = column[i] / given[i] * smooth[slitlet][a];
			}
		}
		double[] correlated = ofAll.solution(gradient);
		for (int i = 0; i < gradient.length; i++) {
			sum += gradient[i] * correlated[i];
		}
		return sum;
	}

	/**
	 * Solves for all slitlets.
	 *
	 * @param equations
	 *            of each slitlet, both triangles
	 * @param rounds
	 *            number of rounds in which the variances are improved
	 * @param checkpoint
	 *            called in each
	 * @return false if the equations have no solution, as those of lines that contradict each other
	 */
	boolean solve(NormalEquations[] equations, int rounds, Checkpoint checkpoint) throws InterruptedException {
		for (int round = 0; round < rounds; round++) {
			checkpoint.check();
			Optional<double[]> common = common(equations);
			checkpoint.check();
			if (common.isEmpty()) {
				return false;
			}
			for (int s = 0; s < slitlets; s++) {
				slitlet(equations[s], common.orElseThrow(), s);
			}
			improveVariances(common.orElseThrow());
		}
		return true;
	}

	/**
	 * Generalised least squares for the smooth functions, with the slitlets' own deviations integrated out. With the
	 * matrix A of a slitlet, the variances V, and C = (A + 1/V)⁻¹, what a slitlet says of its smooth function is
	 * A − A C A = 1/V − (1/V) C (1/V).
	 */
	private Optional<double[]> common(NormalEquations[] equations) {
		NormalEquations all = new NormalEquations(size * smoothTerms);
		System.arraycopy(variance, 0, given, 0, size);
		for (int s = 0; s < slitlets; s++) {
			System.arraycopy(equations[s].matrix, 0, matrix, 0, size * size);
			for (int i = 0; i < size; i++) {
				matrix[i * size + i] += 1 / variance[i];
			}
			if (!ofSlitlet.factor(matrix, size, 0)) {
				return Optional.empty();
			}
			double[] own = ofSlitlet.inverse();
			covariance[s] = own;
			multiply(own, equations[s].right, column);
			for (int i = 0; i < size; i++) {
				double weight = 1 / variance[i];
				for (int j = 0; j < i; j++) {
					addBlock(all, s, i, j, -own[i * size + j] * weight / variance[j]);
				}
				addBlock(all, s, i, i, weight - own[i * size + i] * weight * weight);
				for (int a = 0; a < smoothTerms; a++) {
					all.right[i * smoothTerms + a] += column[i] * weight * smooth[s][a];
				}
			}
		}
		for (int i = 0; i < all.size; i++) {
			all.matrix[i * all.size + i] += 1 / relevance[i];
		}
		return relevant(all);
	}

	/** Solves for the smooth functions, and finds how large their coefficients are likely to be. */
	private Optional<double[]> relevant(NormalEquations all) {
		if (!ofAll.factor(all.matrix, all.size, 0)) {
			return Optional.empty();
		}
		ofAll.solve(all.right);
		double[] known = ofAll.inverseDiagonal();
		for (int i = 0; i < all.size; i++) {
			if (relevance[i] < FREE * FREE) {
				double determined = Math.max(LEAST_DETERMINED, 1 - known[i] / relevance[i]);
				relevance[i] = Math.clamp(all.right[i] * all.right[i] / determined, LEAST_VARIANCE, MOST_RELEVANCE);
			}
		}
		return Optional.of(all.right.clone());
	}

	private void addBlock(NormalEquations all, int slitlet, int i, int j, double value) {
		double[] terms = smooth[slitlet];
		for (int a = 0; a < smoothTerms; a++) {
			int row = (i * smoothTerms + a) * all.size + j * smoothTerms;
			for (int b = 0; b < smoothTerms; b++) {
				all.matrix[row + b] += value * terms[a] * terms[b];
			}
		}
	}

	private void slitlet(NormalEquations own, double[] common, int s) {
		double[] theta = solution[s];
		for (int i = 0; i < size; i++) {
			theta[i] = expected(common, s, i);
		}
		multiply(own.matrix, theta, column);
		for (int i = 0; i < size; i++) {
			column[i] = own.right[i] - column[i];
		}
		multiply(covariance[s], column, change);
		for (int i = 0; i < size; i++) {
			theta[i] += change[i];
		}
	}

	private double expected(double[] common, int s, int i) {
		double sum = 0;
		for (int a = 0; a < smoothTerms; a++) {
			sum += common[i * smoothTerms + a] * smooth[s][a];
		}
		return sum;
	}

	private void improveVariances(double[] common) {
		double[] squares = new double[slitlets];
		for (int i = 0; i < size; i++) {
			for (int s = 0; s < slitlets; s++) {
				double deviation = solution[s][i] - expected(common, s, i);
				squares[s] = deviation * deviation + covariance[s][i * size + i];
			}
			double[] sorted = squares.clone();
			Arrays.sort(sorted);
			double cap = CAP * sorted[slitlets / 2];
			double sum = 0;
			for (double square : squares) {
				sum += Math.min(square, cap);
			}
			variance[i] = Math.max(LEAST_VARIANCE, sum / slitlets);
		}
	}

	private void multiply(double[] matrix, double[] vector, double[] result) {
		for (int i = 0; i < size; i++) {
			double sum = 0;
			for (int j = 0; j < size; j++) {
				sum += matrix[i * size + j] * vector[j];
			}
			result[i] = sum;
		}
	}
}
