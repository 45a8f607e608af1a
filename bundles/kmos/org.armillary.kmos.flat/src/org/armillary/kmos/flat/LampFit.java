package org.armillary.kmos.flat;

import java.util.Arrays;

import org.armillary.kmos.detector.Checkpoint;
import org.jspecify.annotations.Nullable;

/**
 * Finds the spectrum of the lamp and the shifts of the slitlets by turns, from the levels of all slitlets. In each slitlet
 * the logarithm of the level is the common one at the shifted row plus a slowly varying polynomial, which stands for
 * throughput and for waves in the response of pixels. Not for several threads.
 */
final class LampFit {

	/** Distance of the breaks of the spline, rows; where the spectrum is steep they are closer. */
	private static final double BREAKS = 28;
	private static final int FINER = 4;
	/** The spline goes so far beyond the rows. */
	private static final double MARGIN = 42;
	private static final double ODD_SIGMA = 5;
	private static final double SIGMA_OVER_MAD = 1.482602218505602;
	/** Rows for each degree of the polynomial that stands for throughput. */
	private static final int ROWS_PER_DEGREE = 180;
	private static final int HIGHEST_DEGREE = 11;
	private static final int ITERATIONS = 20;
	/** Rows that are one sample while shifts are sought. */
	private static final int COARSE_ROWS = 4;
	/** The spline is refined where residuals of a few rows, averaged over the slitlets, exceed so many errors. */
	private static final double REFINE_SIGMA = 5;
	private static final int CELL_ROWS = 4;
	/** After so many iterations, and as many more, samples get weights by their scatter. */
	private static final int REWEIGHED = 5;
	private static final int FINAL_DEGREE = 2;
	private static final int FINAL_ITERATIONS = 3;

	private final SlitletRows rows;
	private final RowShifts shifts;
	private final LevelSamples levels;
	private final int samples;
	private final double[][] weight;
	private final double[][] legendre;
	private final @Nullable PositiveMatrix[] solvers;
	private final double[][] polynomial;
	private CubicSplineFit spline;

	private LampFit(SlitletRows rows, LevelSamples levels, RowShifts shifts) {
		this.rows = rows;
		this.levels = levels;
		this.shifts = shifts;
		int count = rows.count();
		samples = levels.samples;
		weight = levels.weight;
		solvers = new PositiveMatrix[count];
		int degree = Math.clamp((rows.endRow() - rows.firstRow()) / ROWS_PER_DEGREE, 1, HIGHEST_DEGREE);
		legendre = new double[samples][degree + 1];
		for (int sample = 0; sample < samples; sample++) {
			SlowPolynomial.basis(reduced(levels.place(sample)), legendre[sample]);
		}
		polynomial = new double[count][degree + 1];
		for (int slitlet = 0; slitlet < count; slitlet++) {
			polynomial[slitlet][0] = levels.brightness[slitlet];
		}
		spline = new CubicSplineFit(breaks(rows.ny(), new boolean[0]));
	}

	/** Finds both; the spectrum is 1 everywhere if no slitlet has light. */
	static LampFit of(SlitletLight light, Checkpoint checkpoint) throws InterruptedException {
		SlitletRows rows = light.rows();
		double[] places = new double[rows.count()];
		Arrays.setAll(places, rows::place);
		var shifts = new RowShifts(places);
		var coarse = new LampFit(rows, LevelSamples.of(light, COARSE_ROWS), shifts);
		var spectrum = new LampFit(rows, LevelSamples.of(light, 1), shifts);
		if (coarse.levels.isEmpty() || spectrum.levels.isEmpty()) {
			spectrum.spline.add(0, 0, 1);
			spectrum.spline.solve();
			return spectrum;
		}
		coarse.fitSpline();
		for (int iteration = 0; iteration < ITERATIONS; iteration++) {
			checkpoint.check();
			if (iteration == REWEIGHED || iteration == 2 * REWEIGHED) {
				coarse.reweigh();
			}
			coarse.fitShifts();
			checkpoint.check();
			coarse.fitSpline();
		}
		checkpoint.check();
		coarse.settle();
		for (int slitlet = 0; slitlet < rows.count(); slitlet++) {
			spectrum.polynomial[slitlet] = coarse.polynomial[slitlet];
		}
		spectrum.fitSpline();
		checkpoint.check();
		spectrum.reweigh();
		checkpoint.check();
		spectrum.fitSpline();
		spectrum.refine();
		return spectrum;
	}

	/** Logarithm of the spectrum by shifted row. */
	CubicSplineFit spline() {
		return spline;
	}

	/** Shifts of the slitlets. */
	RowShifts shifts() {
		return shifts;
	}

	private boolean isUsed(int slitlet) {
		return levels.used[slitlet];
	}

	private void fitSpline() {
		spline.clear();
		for (int slitlet = 0; slitlet < rows.count(); slitlet++) {
			for (int sample = 0; sample < samples; sample++) {
				if (weight[slitlet][sample] > 0) {
					spline.add(at(slitlet, sample),
							levels.logarithm[slitlet][sample] - slow(slitlet, sample), weight[slitlet][sample]);
				}
			}
		}
		spline.solve();
	}

	/** Polynomial of a slitlet in a row. */
	private double slow(int slitlet, int sample) {
		double sum = 0;
		for (int k = 0; k < polynomial[slitlet].length; k++) {
			sum += polynomial[slitlet][k] * legendre[sample][k];
		}
		return sum;
	}

	private double residual(int slitlet, int sample) {
		return levels.logarithm[slitlet][sample] - slow(slitlet, sample)
				- spline.at(at(slitlet, sample));
	}

	/** Sets the weights from the scatter of each slitlet; odd rows get none. */
	private void reweigh() {
		Arrays.fill(solvers, null);
		double[] sizes = new double[samples];
		for (int slitlet = 0; slitlet < rows.count(); slitlet++) {
			int count = 0;
			for (int sample = 0; sample < samples; sample++) {
				if (weight[slitlet][sample] > 0) {
					sizes[count++] = Math.abs(residual(slitlet, sample));
				}
			}
			if (count == 0) {
				continue;
			}
			Arrays.sort(sizes, 0, count);
			double scatter = Math.max(1e-6, SIGMA_OVER_MAD * sizes[count / 2]);
			for (int sample = 0; sample < samples; sample++) {
				if (weight[slitlet][sample] > 0) {
					double expected = Math.max(scatter * scatter, levels.variance[slitlet][sample]);
					boolean odd = Math.abs(residual(slitlet, sample)) > ODD_SIGMA * Math.sqrt(expected);
					weight[slitlet][sample] = odd ? Double.MIN_NORMAL : 1 / expected;
				}
			}
		}
	}

	/** Finds shifts and polynomials of the slitlets with the spline as it is. */
	private void fitShifts() {
		int n = legendre[0].length;
		var evidence = new RowShifts.Evidence[rows.count()];
		double[][][] changes = new double[rows.count()][][];
		for (int slitlet = 0; slitlet < rows.count(); slitlet++) {
			if (isUsed(slitlet)) {
				changes[slitlet] = new double[3][];
				evidence[slitlet] = evidence(slitlet, n, changes[slitlet]);
			}
		}
		double[][] before = new double[rows.count()][];
		Arrays.setAll(before, shifts::of);
		shifts.update(evidence);
		double[] mean = new double[n];
		int used = 0;
		for (int slitlet = 0; slitlet < rows.count(); slitlet++) {
			if (changes[slitlet] != null) {
				double[] after = shifts.of(slitlet);
				for (int k = 0; k < n; k++) {
					polynomial[slitlet][k] += changes[slitlet][0][k]
							- changes[slitlet][1][k] * (after[0] - before[slitlet][0])
							- changes[slitlet][2][k] * (after[1] - before[slitlet][1]);
					mean[k] += polynomial[slitlet][k];
				}
				used++;
			}
		}
		for (int slitlet = 0; slitlet < rows.count(); slitlet++) {
			for (int k = 0; k < n && changes[slitlet] != null; k++) {
				polynomial[slitlet][k] -= mean[k] / used;
			}
		}
	}

	/**
	 * What a slitlet says about its shift when its polynomial is free.
	 *
	 * @param changes
	 *            takes the polynomials that fit best to the residuals and to the derivatives by the two parts of the shift
	 */
	private RowShifts.Evidence evidence(int slitlet, int n, double[][] changes) {
		PositiveMatrix solver = solver(slitlet, n);
		double[][] right = new double[3][n];
		double[][] products = new double[3][3];
		double[] vectors = new double[3];
		for (int sample = 0; sample < samples; sample++) {
			double w = weight[slitlet][sample];
			if (!(w > Double.MIN_NORMAL)) {
				continue;
			}
			vectors[0] = residual(slitlet, sample);
			vectors[1] = spline.derivativeAt(at(slitlet, sample));
			vectors[2] = vectors[1] * reduced(levels.place(sample));
			double[] base = legendre[sample];
			for (int i = 0; i < 3; i++) {
				double weighted = w * vectors[i];
				for (int k = 0; k < n; k++) {
					right[i][k] += weighted * base[k];
				}
				for (int j = 0; j < 3; j++) {
					products[i][j] += weighted * vectors[j];
				}
			}
		}
		for (int k = 1; k < n; k++) {
			right[0][k] -= SlowPolynomial.stiffness(k) * polynomial[slitlet][k];
		}
		for (int i = 0; i < 3; i++) {
			changes[i] = solver.solve(right[i]);
		}
		for (int i = 0; i < 3; i++) {
			for (int j = 0; j < 3; j++) {
				for (int k = 0; k < n; k++) {
					products[i][j] -= right[i][k] * changes[j][k];
				}
			}
		}
		double[] now = shifts.of(slitlet);
		double[][] matrix = { { products[1][1], products[1][2] }, { products[2][1], products[2][2] } };
		double[] target = { products[1][0] + matrix[0][0] * now[0] + matrix[0][1] * now[1],
				products[2][0] + matrix[1][0] * now[0] + matrix[1][1] * now[1] };
		return new RowShifts.Evidence(matrix, target);
	}

	/** Normal equations of the first {@code n} coefficients of a slitlet; they change with the weights only. */
	private PositiveMatrix solver(int slitlet, int n) {
		PositiveMatrix known = solvers[slitlet];
		if (known != null && known.size() == n) {
			return known;
		}
		double[][] gram = new double[n][n];
		for (int sample = 0; sample < samples; sample++) {
			double w = weight[slitlet][sample];
			if (w > Double.MIN_NORMAL) {
				double[] base = legendre[sample];
				for (int k = 0; k < n; k++) {
					double weighted = w * base[k];
					for (int m = 0; m <= k; m++) {
						gram[k][m] += weighted * base[m];
					}
				}
			}
		}
		for (int k = 1; k < n; k++) {
			gram[k][k] += SlowPolynomial.stiffness(k);
		}
		var solver = new PositiveMatrix(gram);
		solvers[slitlet] = solver;
		return solver;
	}

	/**
	 * Fits polynomials of low degree with the shifts as they are. At both ends the wavelengths that only some slitlets
	 * see would else be divided between spectrum and polynomials at will.
	 */
	private void settle() {
		for (double[] coefficients : polynomial) {
			Arrays.fill(coefficients, Math.min(coefficients.length, FINAL_DEGREE + 1), coefficients.length, 0);
		}
		for (int iteration = 0; iteration < FINAL_ITERATIONS; iteration++) {
			fitSpline();
			fitPolynomials(Math.min(legendre[0].length, FINAL_DEGREE + 1));
		}
		fitSpline();
	}

	/** Finds polynomials of {@code n} coefficients with spline and shifts as they are. */
	private void fitPolynomials(int n) {
		double[] mean = new double[n];
		int used = 0;
		for (int slitlet = 0; slitlet < rows.count(); slitlet++) {
			if (!isUsed(slitlet)) {
				continue;
			}
			double[] right = new double[n];
			for (int sample = 0; sample < samples; sample++) {
				double w = weight[slitlet][sample];
				if (w > Double.MIN_NORMAL) {
					double residual = residual(slitlet, sample);
					for (int k = 0; k < n; k++) {
						right[k] += w * legendre[sample][k] * residual;
					}
				}
			}
			for (int k = 1; k < n; k++) {
				right[k] -= SlowPolynomial.stiffness(k) * polynomial[slitlet][k];
			}
			double[] change = solver(slitlet, n).solve(right);
			for (int k = 0; k < n; k++) {
				polynomial[slitlet][k] += change[k];
				mean[k] += polynomial[slitlet][k];
			}
			used++;
		}
		for (int slitlet = 0; slitlet < rows.count(); slitlet++) {
			for (int k = 0; k < n && isUsed(slitlet); k++) {
				polynomial[slitlet][k] -= mean[k] / used;
			}
		}
	}

	/** Sets breaks closer together where the spline does not follow the spectrum, and fits again. */
	private void refine() {
		int cells = (rows.ny() + CELL_ROWS - 1) / CELL_ROWS;
		double[] sums = new double[cells];
		double[] weights = new double[cells];
		for (int slitlet = 0; slitlet < rows.count(); slitlet++) {
			for (int sample = 0; sample < samples; sample++) {
				double w = weight[slitlet][sample];
				if (w > Double.MIN_NORMAL) {
					int cell = Math.clamp((int) (at(slitlet, sample)) / CELL_ROWS, 0, cells - 1);
					sums[cell] += w * residual(slitlet, sample);
					weights[cell] += w;
				}
			}
		}
		boolean[] odd = new boolean[cells];
		boolean any = false;
		for (int cell = 0; cell < cells; cell++) {
			odd[cell] = Math.abs(sums[cell]) > REFINE_SIGMA * Math.sqrt(weights[cell]);
			any |= odd[cell];
		}
		if (any) {
			spline = new CubicSplineFit(breaks(rows.ny(), odd));
			fitSpline();
		}
	}

	/** Breaks at equal distances; intervals with odd cells, and their neighbours, have finer ones. */
	private static double[] breaks(int ny, boolean[] odd) {
		int intervals = (int) Math.ceil((ny + 2 * MARGIN) / BREAKS);
		double step = (ny + 2 * MARGIN) / intervals;
		boolean[] fine = new boolean[intervals];
		for (int cell = 0; cell < odd.length; cell++) {
			if (odd[cell]) {
				int interval = (int) ((cell * CELL_ROWS + MARGIN) / step);
				for (int i = Math.max(0, interval - 1); i <= Math.min(intervals - 1, interval + 1); i++) {
					fine[i] = true;
				}
			}
		}
		double[] breaks = new double[intervals * FINER + 1];
		int count = 0;
		for (int i = 0; i < intervals; i++) {
			int parts = fine[i] ? FINER : 1;
			for (int part = 0; part < parts; part++) {
				breaks[count++] = -MARGIN + step * (i + (double) part / parts);
			}
		}
		breaks[count++] = -MARGIN + step * intervals;
		return Arrays.copyOf(breaks, count);
	}

	/** Shifted row of the middle of a sample. */
	private double at(int slitlet, int sample) {
		double row = levels.place(sample);
		return row + shifts.at(slitlet, reduced(row));
	}

	private double reduced(double row) {
		return (2 * row - (rows.ny() - 1)) / rows.ny();
	}
}
