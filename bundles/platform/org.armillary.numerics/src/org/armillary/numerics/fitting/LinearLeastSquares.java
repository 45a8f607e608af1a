package org.armillary.numerics.fitting;

import java.util.Arrays;

import org.jspecify.annotations.Nullable;

/**
 * Weighted linear least squares by a pivoted QR decomposition of the weighted design matrix, which loses half as many
 * digits as the normal equations do. Stateless.
 */
public final class LinearLeastSquares {

	private LinearLeastSquares() {
	}

	/**
	 * Fits a linear combination of basis functions.
	 *
	 * @param design
	 *            a row for each basis function: its value at each point
	 * @param values
	 *            the ordinates; points with NaN are left out, and so are those where a basis function is NaN
	 * @param weights
	 *            1 / variance of each point; those with 0, negative or NaN are left out; null for 1 everywhere
	 */
	public static LinearFit fit(double[][] design, double[] values, double @Nullable [] weights) {
		int m = design.length;
		for (double[] basisFunction : design) {
			Arguments.sameLength("basis function", basisFunction, values);
		}
		if (weights != null) {
			Arguments.sameLength("weights", weights, values);
		}
		int[] used = new int[values.length];
		int n = 0;
		for (int i = 0; i < values.length; i++) {
			if (isUsable(design, values, weights, i)) {
				used[n++] = i;
			}
		}
		double[] coefficients = new double[m];
		if (n < m) {
			Arrays.fill(coefficients, Double.NaN);
			return new LinearFit(coefficients, Covariance.unknown(m), Double.NaN, n, n);
		}
		double[] matrix = new double[n * m];
		double[] right = new double[n];
		for (int i = 0; i < n; i++) {
			double root = weights == null ? 1 : Math.sqrt(weights[used[i]]);
			right[i] = root * values[used[i]];
			for (int k = 0; k < m; k++) {
				matrix[k * n + i] = root * design[k][used[i]];
			}
		}
		var qr = new HouseholderQr();
		qr.decompose(matrix, n, m);
		double[] rotated = right.clone();
		qr.applyTransposedQ(rotated);
		qr.solve(rotated, coefficients);
		double chiSquare = 0;
		for (int i = 0; i < n; i++) {
			double residual = right[i];
			for (int k = 0; k < m; k++) {
				residual -= coefficients[k] * matrix[k * n + i];
			}
			chiSquare += residual * residual;
		}
		if (qr.rank() < m) {
			Arrays.fill(coefficients, Double.NaN);
		}
		return new LinearFit(coefficients, new Covariance(m, qr.inverseNormal()), chiSquare, n, qr.rank());
	}

	private static boolean isUsable(double[][] design, double[] values, double @Nullable [] weights, int i) {
		if (!Double.isFinite(values[i]) || weights != null && !(weights[i] > 0 && Double.isFinite(weights[i]))) {
			return false;
		}
		for (double[] basisFunction : design) {
			if (!Double.isFinite(basisFunction[i])) {
				return false;
			}
		}
		return true;
	}
}
