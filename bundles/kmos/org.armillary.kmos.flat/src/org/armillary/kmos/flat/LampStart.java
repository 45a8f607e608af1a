package org.armillary.kmos.flat;

import java.util.Arrays;

import org.armillary.kmos.detector.Checkpoint;
import org.armillary.numerics.fitting.Cholesky;
import org.jspecify.annotations.Nullable;

/**
 * A first guess of the spectrum of the lamp and of the shifts of the slitlets, found by turns: shifts with the spectrum as it is, and
 * the spectrum with the shifts. Shifts are common to neighbouring slitlets. Not for several threads.
 */
final class LampStart {

	private static final int ITERATIONS = 6;
	/** After so many iterations, and as many more, samples get weights by their scatter. */
	private static final int REWEIGHED = 2;

	/** Slitlets jump by this against their neighbours, which is not sought yet, pixel. */
	private static final double JUMP = 1;

	private final LampModel model;
	/** Coefficients of a polynomial. */
	private final int n;
	private final @Nullable Cholesky[] solvers;

	private LampStart(LampModel model, int degree) {
		this.model = model;
		n = degree + 1;
		solvers = new Cholesky[model.rows.count()];
	}

	/**
	 * Finds both, and polynomials.
	 *
	 * @param degree
	 *            of the polynomials that are used, at most that of the model
	 * @param breaks
	 *            distance of the breaks of the spectrum where it is smooth, rows
	 */
	static void find(LampModel model, int degree, double breaks, Checkpoint checkpoint) throws InterruptedException {
		var start = new LampStart(model, degree);
		model.fitSpline();
		for (int iteration = 0; iteration < ITERATIONS; iteration++) {
			checkpoint.check();
			if (iteration == REWEIGHED || iteration == 2 * REWEIGHED) {
				SpectrumBreaks.follow(model, breaks);
				model.leaveOutOdd(JUMP);
				Arrays.fill(start.solvers, null);
			}
			start.fitShifts();
			checkpoint.check();
			model.fitSpline();
		}
	}

	/** Finds shifts and polynomials of the slitlets with the spline as it is. */
	private void fitShifts() {
		int count = model.rows.count();
		var evidence = new RowShifts.Evidence[count];
		double[][][] changes = new double[count][][];
		double[][] before = new double[count][];
		for (int slitlet = 0; slitlet < count; slitlet++) {
			before[slitlet] = model.shifts.of(slitlet);
			if (model.isUsed(slitlet)) {
				changes[slitlet] = new double[3][];
				evidence[slitlet] = evidence(slitlet, changes[slitlet]);
			}
		}
		model.shifts.update(evidence);
		double[] mean = new double[n];
		int used = 0;
		for (int slitlet = 0; slitlet < count; slitlet++) {
			if (changes[slitlet] != null) {
				double[] after = model.shifts.of(slitlet);
				for (int k = 0; k < n; k++) {
					model.polynomial[slitlet][k] += changes[slitlet][0][k]
							- changes[slitlet][1][k] * (after[0] - before[slitlet][0])
							- changes[slitlet][2][k] * (after[1] - before[slitlet][1]);
					mean[k] += model.polynomial[slitlet][k];
				}
				used++;
			}
		}
		for (int slitlet = 0; slitlet < count; slitlet++) {
			for (int k = 0; k < n && changes[slitlet] != null; k++) {
				model.polynomial[slitlet][k] -= mean[k] / used;
			}
		}
	}

	/**
	 * What a slitlet says about its shift when its polynomial is free.
	 *
	 * @param changes
	 *            takes the polynomials that fit best to the residuals and to the derivatives by the two parts of the shift
	 */
	private RowShifts.Evidence evidence(int slitlet, double[][] changes) {
		Cholesky solver = solver(slitlet);
		double[][] right = new double[3][n];
		double[][] products = new double[3][3];
		double[] vectors = new double[3];
		for (int sample = 0; sample < model.levels.samples; sample++) {
			if (!model.counts(slitlet, sample)) {
				continue;
			}
			vectors[0] = model.residual(slitlet, sample);
			vectors[1] = model.spline.derivativeAt(model.at(slitlet, sample));
			vectors[2] = vectors[1] * model.reduced(model.levels.place(sample));
			double[] base = model.legendre[sample];
			for (int i = 0; i < 3; i++) {
				double weighted = model.weight[slitlet][sample] * vectors[i];
				for (int k = 0; k < n; k++) {
					right[i][k] += weighted * base[k];
				}
				for (int j = 0; j < 3; j++) {
					products[i][j] += weighted * vectors[j];
				}
			}
		}
		for (int k = 1; k < n; k++) {
			right[0][k] -= SlowPolynomial.stiffness(k) * model.polynomial[slitlet][k];
		}
		for (int i = 0; i < 3; i++) {
			changes[i] = solver.solution(right[i]);
		}
		for (int i = 0; i < 3; i++) {
			for (int j = 0; j < 3; j++) {
				for (int k = 0; k < n; k++) {
					products[i][j] -= right[i][k] * changes[j][k];
				}
			}
		}
		double[] now = model.shifts.of(slitlet);
		double[][] matrix = { { products[1][1], products[1][2] }, { products[2][1], products[2][2] } };
		double[] target = { products[1][0] + matrix[0][0] * now[0] + matrix[0][1] * now[1],
				products[2][0] + matrix[1][0] * now[0] + matrix[1][1] * now[1] };
		return new RowShifts.Evidence(matrix, target);
	}

	/** Normal equations of the coefficients of a slitlet; they change with the weights only. */
	private Cholesky solver(int slitlet) {
		Cholesky known = solvers[slitlet];
		if (known != null) {
			return known;
		}
		double[][] gram = new double[n][n];
		for (int sample = 0; sample < model.levels.samples; sample++) {
			if (model.counts(slitlet, sample)) {
				double[] base = model.legendre[sample];
				for (int k = 0; k < n; k++) {
					double weighted = model.weight[slitlet][sample] * base[k];
					for (int m = 0; m <= k; m++) {
						gram[k][m] += weighted * base[m];
					}
				}
			}
		}
		for (int k = 1; k < n; k++) {
			gram[k][k] += SlowPolynomial.stiffness(k);
		}
		var solver = Cholesky.of(gram, Cholesky.ROUNDING);
		solvers[slitlet] = solver;
		return solver;
	}
}
