package org.armillary.numerics.fitting;

import java.util.Arrays;

/**
 * A cubic spline by weighted least squares, on given breaks and with an optional pull towards a straight line: a
 * penalised spline (Eilers and Marx 1996, Statistical Science 11, 89). Use: {@link #add} samples, {@link #solve}, then
 * evaluate; add more and solve again, or {@link #clear} and begin anew. Memory is taken once, and time is proportional
 * to the number of samples. Not for several threads, but once it is solved several may evaluate.
 *
 * <p>The spline is a sum of B-splines on the breaks, those at the ends threefold more, and is evaluated as a cubic on
 * each interval. Outside the breaks it goes straight on.
 */
public final class SplineFit {

	/** A roughness that tells only where there are no samples: its weight is a millionth of theirs. */
	public static final double WEAK = 1e-6;

	private static final int DEGREE = 3;
	private static final int WIDTH = DEGREE + 1;
	/** Weight of the size of the coefficients over that of their roughness: what a straight line leaves open. */
	private static final double RIDGE = 1e-6;
	/** Cells of the table that finds the interval of an abscissa, for each interval. */
	private static final int CELLS_PER_INTERVAL = 8;

	private final double roughness;
	private final double[] breaks;
	private final double[] knots;
	private final int[] cells;
	private final double cellsPerUnit;
	/** Normal equations: rows of a banded matrix as {@link Cholesky} has them. */
	private final double[] normal;
	private final double[] penalised;
	private final double[] right;
	private final double[] coefficients;
	private final Cholesky solver;
	private final double[] basis = new double[WIDTH];
	private final double[] below = new double[WIDTH];
	private final double[] above = new double[WIDTH];
	private final double[] values = new double[WIDTH];
	/** Powers of x - break of each interval. */
	private final double[] powers;
	private double weights;

	/**
	 * Makes a spline without samples.
	 *
	 * @param breaks
	 *            at least two, ascending: where the pieces meet, and the ends
	 * @param roughness
	 *            weight of the squared second differences of the coefficients, over the mean weight of the samples for each
	 *            coefficient; 0 for none, {@link #WEAK} to fill gaps between the samples
	 */
	public SplineFit(double[] breaks, double roughness) {
		if (breaks.length < 2 || !(roughness >= 0) || Double.isInfinite(roughness)) {
			throw new IllegalArgumentException(breaks.length + " breaks, roughness " + roughness);
		}
		for (int i = 1; i < breaks.length; i++) {
			if (!(breaks[i] > breaks[i - 1]) || Double.isInfinite(breaks[i] - breaks[i - 1])) {
				throw new IllegalArgumentException(
						"breaks do not ascend: " + breaks[i - 1] + " is followed by " + breaks[i]);
			}
		}
		this.roughness = roughness;
		this.breaks = breaks.clone();
		int intervals = breaks.length - 1;
		knots = new double[breaks.length + 2 * DEGREE];
		Arrays.fill(knots, 0, DEGREE, breaks[0]);
		System.arraycopy(breaks, 0, knots, DEGREE, breaks.length);
		Arrays.fill(knots, DEGREE + breaks.length, knots.length, breaks[intervals]);
		right = new double[intervals + DEGREE];
		coefficients = new double[right.length];
		normal = new double[right.length * WIDTH];
		penalised = new double[normal.length];
		solver = Cholesky.banded(right.length, DEGREE);
		powers = new double[intervals * WIDTH];
		cells = new int[CELLS_PER_INTERVAL * intervals + 1];
		cellsPerUnit = (cells.length - 1) / (breaks[intervals] - breaks[0]);
		int interval = 0;
		for (int cell = 0; cell < cells.length; cell++) {
			while (interval < intervals - 1 && breaks[interval + 1] <= breaks[0] + cell / cellsPerUnit) {
				interval++;
			}
			cells[cell] = interval;
		}
	}

	/** Forgets the samples. */
	public void clear() {
		Arrays.fill(normal, 0);
		Arrays.fill(right, 0);
		weights = 0;
	}

	/**
	 * Adds a sample.
	 *
	 * @param x
	 *            where; a sample outside the breaks counts at the nearest end
	 * @param value
	 *            the ordinate
	 * @param weight
	 *            1 / variance, 0 or more
	 */
	public void add(double x, double value, double weight) {
		double inside = Math.clamp(x, breaks[0], breaks[breaks.length - 1]);
		int first = interval(inside);
		evaluateBasis(inside, first);
		for (int i = 0; i < WIDTH; i++) {
			double weighted = weight * basis[i];
			right[first + i] += weighted * value;
			for (int j = i; j < WIDTH; j++) {
				normal[element(first + j, first + i)] += weighted * basis[j];
			}
		}
		weights += weight;
	}

	/**
	 * Finds the spline through the samples.
	 *
	 * @return whether samples and roughness determine it; where they do not, coefficients are 0
	 */
	public boolean solve() {
		int n = right.length;
		System.arraycopy(normal, 0, penalised, 0, normal.length);
		double stiffness = roughness * weights / n;
		for (int i = 0; i + 2 < n; i++) {
			penalised[element(i, i)] += stiffness;
			penalised[element(i + 1, i)] -= 2 * stiffness;
			penalised[element(i + 2, i)] += stiffness;
			penalised[element(i + 1, i + 1)] += 4 * stiffness;
			penalised[element(i + 2, i + 1)] -= 2 * stiffness;
			penalised[element(i + 2, i + 2)] += stiffness;
		}
		for (int i = 0; i < n; i++) {
			penalised[element(i, i)] += RIDGE * stiffness;
		}
		boolean determined = solver.factor(penalised, n, Cholesky.ROUNDING);
		System.arraycopy(right, 0, coefficients, 0, n);
		solver.solve(coefficients);
		for (int interval = 0; interval < breaks.length - 1; interval++) {
			double width = breaks[interval + 1] - breaks[interval];
			for (int k = 0; k < WIDTH; k++) {
				evaluateBasis(breaks[interval] + width * k / DEGREE, interval);
				values[k] = 0;
				for (int i = 0; i < WIDTH; i++) {
					values[k] += basis[i] * coefficients[interval + i];
				}
			}
			setPowers(interval, width, values);
		}
		return determined;
	}

	/** The value at {@code x}; straight on outside the breaks. */
	public double at(double x) {
		return evaluate(x, 0);
	}

	/** The first derivative at {@code x}. */
	public double derivativeAt(double x) {
		return evaluate(x, 1);
	}

	/** The second derivative at {@code x}; 0 outside the breaks. */
	public double secondDerivativeAt(double x) {
		return evaluate(x, 2);
	}

	private double evaluate(double x, int derivative) {
		double inside = Math.clamp(x, breaks[0], breaks[breaks.length - 1]);
		int interval = interval(inside);
		double t = inside - breaks[interval];
		int i = interval * WIDTH;
		double slope = powers[i + 1] + t * (2 * powers[i + 2] + 3 * t * powers[i + 3]);
		return switch (derivative) {
		case 0 -> powers[i] + t * (powers[i + 1] + t * (powers[i + 2] + t * powers[i + 3])) + slope * (x - inside);
		case 1 -> slope;
		default -> x == inside ? 2 * powers[i + 2] + 6 * t * powers[i + 3] : 0;
		};
	}

	/** Where an element of the lower triangle stands. */
	private static int element(int row, int column) {
		return row * DEGREE + column + DEGREE;
	}

	private int interval(double x) {
		int interval = cells[Math.clamp((int) ((x - breaks[0]) * cellsPerUnit), 0, cells.length - 1)];
		while (interval < breaks.length - 2 && x >= breaks[interval + 1]) {
			interval++;
		}
		while (interval > 0 && x < breaks[interval]) {
			interval--;
		}
		return interval;
	}

	/** The four B-splines that differ from 0 in an interval (Piegl and Tiller 1997, The NURBS Book, algorithm A2.2). */
	private void evaluateBasis(double x, int interval) {
		int span = interval + DEGREE;
		basis[0] = 1;
		for (int j = 1; j <= DEGREE; j++) {
			below[j] = x - knots[span + 1 - j];
			above[j] = knots[span + j] - x;
			double saved = 0;
			for (int r = 0; r < j; r++) {
				double part = basis[r] / (above[r + 1] + below[j - r]);
				basis[r] = saved + above[r + 1] * part;
				saved = below[j - r] * part;
			}
			basis[j] = saved;
		}
	}

	/** The powers of a cubic from its values at 0, 1/3, 2/3 and 1 of the interval. */
	private void setPowers(int interval, double width, double[] v) {
		int i = interval * WIDTH;
		powers[i] = v[0];
		powers[i + 1] = (-5.5 * v[0] + 9 * v[1] - 4.5 * v[2] + v[3]) / width;
		powers[i + 2] = (9 * v[0] - 22.5 * v[1] + 18 * v[2] - 4.5 * v[3]) / (width * width);
		powers[i + 3] = (-4.5 * v[0] + 13.5 * v[1] - 13.5 * v[2] + 4.5 * v[3]) / (width * width * width);
	}
}
