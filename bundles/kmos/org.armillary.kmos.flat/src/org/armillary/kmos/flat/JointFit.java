package org.armillary.kmos.flat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.armillary.kmos.detector.Checkpoint;
import org.armillary.numerics.fitting.PolynomialBasis;

/**
 * Fits the spectrum of the lamp, the shifts of the slitlets and their slow differences all at once. The response of a detector has
 * waves that run on from slitlet to slitlet, throughputs differ by IFU, and slitlets may have something of their own; each is
 * held to the size that the data show. So a shift can be told from them: by them alone neighbouring slitlets are alike.
 *
 * <p>The problem is linear but for the shifts, which take part with the derivative of the spectrum (Gauss and Newton). Variances
 * of the groups of unknowns follow from the unknowns, corrected for their errors (MacKay 1992, Neural Computation 4, 415); those
 * of single slitlets have a distribution of Student, so that one odd slitlet does not stand for all. Not for several threads.
 */
final class JointFit {

	/** The shortest waves of the response have so many half waves over as many pixels as … */
	private static final int HALF_WAVES = 14;
	/** … a usual detector has. */
	private static final double PIXELS = 2048;
	/** IFUs, and slitlets, have polynomials of their own of this degree. */
	private static final int OWN_DEGREE = 3;
	/** Expected size of waves and of what IFUs have of their own, and of what slitlets have, as a share of the light, to begin with. */
	private static final double USUAL_WAVE = 0.01;
	private static final double USUAL_OWN = 0.003;
	/** No group is expected to be smaller or, as one with few unknowns may say, larger, as a share of the light. */
	private static final double LEAST = 3e-5;
	private static final double MOST_WAVE = 0.03;
	private static final double MOST_OWN = 0.1;
	/** What shifts of single slitlets are expected to be to begin with, offset and change along the rows, pixel … */
	private static final double[] USUAL_SHIFT = { 0.5, 0.1 };
	/** … and at least and at most. */
	private static final double LEAST_SHIFT = 0.01;
	private static final double MOST_SHIFT = 2;
	/** Standard deviation of the constant of a slitlet, which is free. */
	private static final double FREE = 1;
	/** Degrees of freedom of Student's distribution. */
	private static final double FREEDOM = 4;
	/** The fit has settled when no shift changes by more, pixel. */
	static final double SETTLED = 0.05;
	private static final int ITERATIONS = 6;
	/** Solutions for a linearisation, each with new variances. */
	private static final int SOLUTIONS = 2;
	private static final double LEAST_DETERMINED = 1e-3;
	/** The constant of a slitlet, its polynomial and its shift. */
	private static final int BLOCK = 1 + OWN_DEGREE + RowShifts.PARTS;

	/**
	 * An unknown of all slitlets: a function of the row times a factor of each slitlet.
	 *
	 * @param function
	 *            degree of the polynomial; behind the highest one the derivatives by both parts of the shift
	 * @param group
	 *            of unknowns with the same variance; -1 if it is given
	 */
	private record Term(int function, double[] factor, int group, double precision) {
	}

	private final LampModel model;
	private final int degree;
	private final int functions;
	private final int splineSize;
	private final List<Term> terms = new ArrayList<>();
	/** Function of each term, and its factor {@code [slitlet][term]}. */
	private final int[] function;
	private final double[][] factor;
	private final int firstShift;
	private final double[] variance = new double[HALF_WAVES + 1 + OWN_DEGREE];
	private final double[] blockVariance = new double[BLOCK];
	private final double[][] blockPrecision;
	private final BorderedSystem system;

	private JointFit(LampModel model) {
		this.model = model;
		degree = model.legendre[0].length - 1;
		functions = degree + 1 + RowShifts.PARTS;
		splineSize = model.spline.size();
		Arrays.fill(variance, USUAL_WAVE * USUAL_WAVE);
		addWaves();
		addFamilies();
		firstShift = terms.size();
		addShifts();
		function = terms.stream().mapToInt(Term::function).toArray();
		factor = new double[model.rows.count()][function.length];
		for (int slitlet = 0; slitlet < factor.length; slitlet++) {
			for (int a = 0; a < function.length; a++) {
				factor[slitlet][a] = terms.get(a).factor[slitlet];
			}
		}
		Arrays.fill(blockVariance, USUAL_OWN * USUAL_OWN);
		blockVariance[0] = FREE * FREE;
		for (int part = 0; part < RowShifts.PARTS; part++) {
			blockVariance[BLOCK - RowShifts.PARTS + part] = USUAL_SHIFT[part] * USUAL_SHIFT[part];
		}
		blockPrecision = new double[model.rows.count()][BLOCK];
		for (double[] precision : blockPrecision) {
			Arrays.setAll(precision, k -> 1 / blockVariance[k]);
		}
		system = new BorderedSystem(splineSize + terms.size(), model.rows.count(), BLOCK);
	}

	/** Degree of the polynomials that the model must have at least. */
	static int degree(SlitletRows rows) {
		return Math.max(OWN_DEGREE, (int) (HALF_WAVES * rows.ny() / PIXELS));
	}

	/** Improves a model that is roughly right. */
	static void improve(LampModel model, Checkpoint checkpoint) throws InterruptedException {
		var fit = new JointFit(model);
		double change = Double.POSITIVE_INFINITY;
		for (int iteration = 0; iteration < ITERATIONS && change > SETTLED; iteration++) {
			checkpoint.check();
			model.leaveOutOdd(Math.clamp(change, SETTLED, USUAL_SHIFT[0]));
			fit.accumulate();
			for (int i = 1; i < SOLUTIONS; i++) {
				checkpoint.check();
				fit.expect(fit.solve());
			}
			checkpoint.check();
			BorderedSystem.Solution solution = fit.solve();
			fit.expect(solution);
			change = fit.take(solution);
		}
	}

	/** Waves over the detector, by Legendre polynomials of both directions; those of equal frequency are a group. */
	private void addWaves() {
		int most = (int) (HALF_WAVES * model.rows.nx() / PIXELS);
		double[][] across = new double[model.rows.count()][Math.max(2, most + 1)];
		for (int slitlet = 0; slitlet < across.length; slitlet++) {
			PolynomialBasis.LEGENDRE.evaluate(model.shifts.place(slitlet), across[slitlet]);
		}
		for (int k = 1; k <= degree; k++) {
			for (int j = 0; j <= most; j++) {
				int column = j;
				double frequency = PIXELS * Math.hypot((double) k / model.rows.ny(), (double) j / model.rows.nx());
				if (frequency < HALF_WAVES + 0.5) {
					double[] factor = new double[across.length];
					Arrays.setAll(factor, slitlet -> across[slitlet][column]);
					terms.add(new Term(k, factor, (int) Math.rint(frequency), 0));
				}
			}
		}
	}

	/** Polynomials of IFUs. */
	private void addFamilies() {
		for (int ifu : model.rows.slitlets().stream().mapToInt(slitlet -> slitlet.ifu()).distinct().toArray()) {
			for (int k = 1; k <= OWN_DEGREE; k++) {
				double[] factor = new double[model.rows.count()];
				Arrays.setAll(factor, slitlet -> model.rows.slitlets().get(slitlet).ifu() == ifu ? 1 : 0);
				terms.add(new Term(k, factor, HALF_WAVES + k, 0));
			}
		}
	}

	/** Polynomials over the slitlets that their shifts follow; their mean is 0, as a common shift is one of the spectrum. */
	private void addShifts() {
		for (int power = 1; power < RowShifts.POWERS; power++) {
			double[] factor = new double[model.rows.count()];
			double sum = 0;
			int count = 0;
			for (int slitlet = 0; slitlet < factor.length; slitlet++) {
				factor[slitlet] = 1;
				for (int i = 0; i < power; i++) {
					factor[slitlet] *= model.shifts.place(slitlet);
				}
				sum += model.isUsed(slitlet) ? factor[slitlet] : 0;
				count += model.isUsed(slitlet) ? 1 : 0;
			}
			for (int slitlet = 0; slitlet < factor.length; slitlet++) {
				factor[slitlet] -= sum / count;
			}
			for (int part = 0; part < RowShifts.PARTS; part++) {
				double expected = RowShifts.expected(power, part);
				terms.add(new Term(degree + 1 + part, factor, -1, 1 / (expected * expected)));
			}
		}
	}

	/** Normal equations with the shifts as they are. */
	private void accumulate() {
		system.clear();
		double[][] products = new double[functions][functions + 1];
		double[][] splineProducts = new double[splineSize][functions + 1];
		for (int slitlet = 0; slitlet < model.rows.count(); slitlet++) {
			if (model.isUsed(slitlet)) {
				for (double[] row : products) {
					Arrays.fill(row, 0);
				}
				for (double[] row : splineProducts) {
					Arrays.fill(row, 0);
				}
				addSamples(slitlet, products, splineProducts);
				for (int i = 1; i < functions; i++) {
					for (int j = 0; j < i; j++) {
						products[i][j] = products[j][i];
					}
				}
				addToCore(slitlet, products, splineProducts);
				addToBlock(slitlet, products, splineProducts);
			}
		}
		model.spline.stiffen(system.core);
	}

	/** Products of all functions of the row with each other and, in the last column, with the data. */
	private void addSamples(int slitlet, double[][] products, double[][] splineProducts) {
		double[] base = new double[CubicSplineFit.WIDTH];
		double[] v = new double[functions + 1];
		for (int sample = 0; sample < model.levels.samples; sample++) {
			if (!model.counts(slitlet, sample)) {
				continue;
			}
			double w = model.weight[slitlet][sample];
			double u = model.reduced(model.levels.place(sample));
			double at = model.at(slitlet, sample);
			double slope = model.spline.derivativeAt(at);
			System.arraycopy(model.legendre[sample], 0, v, 0, degree + 1);
			v[degree + 1] = slope;
			v[degree + 2] = slope * u;
			v[functions] = model.levels.logarithm[slitlet][sample] + slope * model.shifts.at(slitlet, u);
			for (int i = 0; i < functions; i++) {
				double weighted = w * v[i];
				double[] row = products[i];
				for (int j = i; j <= functions; j++) {
					row[j] += weighted * v[j];
				}
			}
			int first = model.spline.basisAt(at, base);
			for (int i = 0; i < base.length; i++) {
				double weighted = w * base[i];
				double[] row = splineProducts[first + i];
				for (int j = 0; j <= functions; j++) {
					row[j] += weighted * v[j];
				}
				for (int j = i; j < base.length; j++) {
					system.core[first + i][first + j] += weighted * base[j];
				}
			}
		}
	}

	private void addToCore(int slitlet, double[][] products, double[][] splineProducts) {
		double[] mine = factor[slitlet];
		for (int i = 0; i < splineSize; i++) {
			double[] row = system.core[i];
			double[] product = splineProducts[i];
			for (int a = 0; a < mine.length; a++) {
				row[splineSize + a] += mine[a] * product[function[a]];
			}
			system.coreRight[i] += product[functions];
		}
		for (int a = 0; a < mine.length; a++) {
			if (mine[a] != 0) {
				double[] row = system.core[splineSize + a];
				double[] product = products[function[a]];
				for (int b = a; b < mine.length; b++) {
					row[splineSize + b] += mine[a] * mine[b] * product[function[b]];
				}
				system.coreRight[splineSize + a] += mine[a] * product[functions];
			}
		}
	}

	private void addToBlock(int slitlet, double[][] products, double[][] splineProducts) {
		for (int k = 0; k < BLOCK; k++) {
			double[] product = products[blockFunction(k)];
			for (int m = 0; m < BLOCK; m++) {
				system.block[slitlet][k][m] = product[blockFunction(m)];
			}
			double[] border = system.border[slitlet][k];
			for (int i = 0; i < splineSize; i++) {
				border[i] = splineProducts[i][blockFunction(k)];
			}
			for (int a = 0; a < function.length; a++) {
				border[splineSize + a] = factor[slitlet][a] * product[function[a]];
			}
			system.blockRight[slitlet][k] = product[functions];
		}
	}

	/** The function of the row that belongs to an unknown of a slitlet. */
	private int blockFunction(int k) {
		return k <= OWN_DEGREE ? k : degree + k - OWN_DEGREE;
	}

	private BorderedSystem.Solution solve() {
		double[] precision = new double[splineSize + terms.size()];
		for (int a = 0; a < terms.size(); a++) {
			Term term = terms.get(a);
			precision[splineSize + a] = term.group < 0 ? term.precision : 1 / variance[term.group];
		}
		return system.solve(precision, blockPrecision);
	}

	/** Sets the variances to what a solution shows. */
	private void expect(BorderedSystem.Solution solution) {
		double[] squares = new double[variance.length];
		double[] determined = new double[variance.length];
		for (int a = 0; a < terms.size(); a++) {
			int group = terms.get(a).group;
			if (group >= 0) {
				double value = solution.core()[splineSize + a];
				squares[group] += value * value;
				determined[group] += Math.max(LEAST_DETERMINED,
						1 - solution.coreVariance()[splineSize + a] / variance[group]);
			}
		}
		for (int group = 0; group < variance.length; group++) {
			if (determined[group] > 0) {
				double most = group <= HALF_WAVES ? MOST_WAVE : MOST_OWN;
				variance[group] = Math.clamp(squares[group] / determined[group], LEAST * LEAST, most * most);
			}
		}
		for (int k = 1; k < BLOCK; k++) {
			expectOwn(k, solution);
		}
	}

	/** The same for an unknown of the slitlets. */
	private void expectOwn(int k, BorderedSystem.Solution solution) {
		double[] weights = new double[model.rows.count()];
		double sum = 0;
		int count = 0;
		for (int slitlet = 0; slitlet < weights.length; slitlet++) {
			if (model.isUsed(slitlet)) {
				double value = solution.block()[slitlet][k];
				double square = value * value + solution.blockVariance()[slitlet][k];
				weights[slitlet] = (FREEDOM + 1) / (FREEDOM + square / blockVariance[k]);
				sum += weights[slitlet] * square;
				count++;
			}
		}
		boolean isShift = k > OWN_DEGREE;
		double least = isShift ? LEAST_SHIFT : LEAST;
		double most = isShift ? MOST_SHIFT : MOST_OWN;
		blockVariance[k] = Math.clamp(sum / count, least * least, most * most);
		for (int slitlet = 0; slitlet < weights.length; slitlet++) {
			blockPrecision[slitlet][k] = model.isUsed(slitlet) ? weights[slitlet] / blockVariance[k]
					: 1 / blockVariance[k];
		}
	}

	/** Takes a solution into the model; returns the largest change of a shift, pixel. */
	private double take(BorderedSystem.Solution solution) {
		model.spline.set(solution.core());
		double[][] own = new double[model.rows.count()][RowShifts.PARTS];
		for (int slitlet = 0; slitlet < own.length; slitlet++) {
			double[] polynomial = model.polynomial[slitlet];
			Arrays.fill(polynomial, 0);
			for (int a = 0; a < firstShift; a++) {
				polynomial[function[a]] += factor[slitlet][a] * solution.core()[splineSize + a];
			}
			for (int k = 0; k <= OWN_DEGREE; k++) {
				polynomial[k] += solution.block()[slitlet][k];
			}
			System.arraycopy(solution.block()[slitlet], 1 + OWN_DEGREE, own[slitlet], 0, RowShifts.PARTS);
		}
		double[][] common = new double[RowShifts.POWERS][RowShifts.PARTS];
		for (int a = firstShift; a < terms.size(); a++) {
			common[1 + (a - firstShift) / RowShifts.PARTS][(a - firstShift) % RowShifts.PARTS] = solution
					.core()[splineSize + a];
		}
		return model.shifts.set(common, own, model.levels.used);
	}
}
