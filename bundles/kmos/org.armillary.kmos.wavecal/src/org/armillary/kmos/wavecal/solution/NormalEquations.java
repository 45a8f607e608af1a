package org.armillary.kmos.wavecal.solution;

import java.util.Arrays;

import org.armillary.numerics.fitting.Cholesky;

/** Weighted linear least squares with a few unknowns, one equation after the other. For one thread. */
final class NormalEquations {

	final int size;
	/** Both triangles, row by row. */
	final double[] matrix;
	final double[] right;

	NormalEquations(int size) {
		this.size = size;
		this.matrix = new double[size * size];
		this.right = new double[size];
	}

	/** Forgets all equations. */
	void clear() {
		Arrays.fill(matrix, 0);
		Arrays.fill(right, 0);
	}

	/** Adds an equation; only the lower triangle is kept up to date until {@link #mirror}. */
	void add(double[] basis, double value, double weight) {
		for (int i = 0; i < size; i++) {
			double weighted = weight * basis[i];
			right[i] += weighted * value;
			for (int j = 0; j <= i; j++) {
				matrix[i * size + j] += weighted * basis[j];
			}
		}
	}

	/** Fills the upper triangle. */
	void mirror() {
		for (int i = 0; i < size; i++) {
			for (int j = 0; j < i; j++) {
				matrix[j * size + i] = matrix[i * size + j];
			}
		}
	}

	/** The solution with a little added to the diagonal; zeros if there is none. */
	double[] solve(double ridge) {
		double[] ridged = matrix.clone();
		for (int i = 0; i < size; i++) {
			ridged[i * size + i] += ridge;
		}
		var cholesky = new Cholesky(size);
		return cholesky.factor(ridged, size, 0) ? cholesky.solution(right) : new double[size];
	}
}
