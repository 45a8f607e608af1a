package org.armillary.kmos.flat;

import java.util.Arrays;

/**
 * A smoothing cubic spline: least squares on given breaks, with a weak pull towards a straight line where there are no
 * data. Use: {@link #add} samples, {@link #solve}, then evaluate; {@link #clear} begins anew. Not for several threads.
 */
final class CubicSplineFit {

	private static final int DEGREE = 3;
	/** Basis functions that differ from 0 at a place. */
	static final int WIDTH = DEGREE + 1;
	/** Weight of the second differences of the coefficients beside that of the data. */
	private static final double STIFFNESS = 1e-6;
	/** Cells of the table that finds the interval of an abscissa, for each interval. */
	private static final int CELLS_PER_INTERVAL = 8;

	private final double[] breaks;
	private final double[] knots;
	private final int[] cells;
	private final double cellsPerUnit;
	private final double[] normal;
	private final double[] right;
	private final double[] basis = new double[WIDTH];
	private final double[] below = new double[WIDTH];
	private final double[] above = new double[WIDTH];
	/** Powers of x - break of each interval. */
	private final double[] powers;
	private double weights;

	/**
	 * Makes a spline.
	 *
	 * @param breaks
	 *            at least two, ascending: where the pieces meet, and the ends
	 */
	CubicSplineFit(double[] breaks) {
		this.breaks = breaks.clone();
		int intervals = breaks.length - 1;
		knots = new double[breaks.length + 2 * DEGREE];
		Arrays.fill(knots, 0, DEGREE, breaks[0]);
		System.arraycopy(breaks, 0, knots, DEGREE, breaks.length);
		Arrays.fill(knots, DEGREE + breaks.length, knots.length, breaks[intervals]);
		int coefficients = intervals + DEGREE;
		normal = new double[coefficients * WIDTH];
		right = new double[coefficients];
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
	void clear() {
		Arrays.fill(normal, 0);
		Arrays.fill(right, 0);
		weights = 0;
	}

	/** Adds a sample; one outside the breaks counts at the nearest end. */
	void add(double x, double value, double weight) {
		double inside = Math.clamp(x, breaks[0], breaks[breaks.length - 1]);
		int first = interval(inside);
		evaluateBasis(inside, first);
		for (int i = 0; i < WIDTH; i++) {
			double weighted = weight * basis[i];
			right[first + i] += weighted * value;
			int row = (first + i) * WIDTH;
			for (int j = i; j < WIDTH; j++) {
				normal[row + j - i] += weighted * basis[j];
			}
		}
		weights += weight;
	}

	/** Finds the spline through the samples; at least one sample must have a weight. */
	void solve() {
		int n = right.length;
		double stiffness = STIFFNESS * weights / n;
		for (int i = 0; i + 2 < n; i++) {
			normal[i * WIDTH] += stiffness;
			normal[i * WIDTH + 1] -= 2 * stiffness;
			normal[i * WIDTH + 2] += stiffness;
			normal[(i + 1) * WIDTH] += 4 * stiffness;
			normal[(i + 1) * WIDTH + 1] -= 2 * stiffness;
			normal[(i + 2) * WIDTH] += stiffness;
		}
		for (int i = 0; i < n; i++) {
			normal[i * WIDTH] += STIFFNESS * stiffness;
		}
		set(solveBanded(n));
	}

	/** Number of coefficients. */
	int size() {
		return right.length;
	}

	/**
	 * The basis functions at a place; one outside the breaks counts at the nearest end.
	 *
	 * @param target
	 *            takes {@link #WIDTH} values
	 * @return which coefficient the first of them belongs to
	 */
	int basisAt(double x, double[] target) {
		double inside = Math.clamp(x, breaks[0], breaks[breaks.length - 1]);
		int first = interval(inside);
		evaluateBasis(inside, first);
		System.arraycopy(basis, 0, target, 0, WIDTH);
		return first;
	}

	/**
	 * Adds the pull towards a straight line to normal equations in which the coefficients are the first unknowns.
	 *
	 * @param matrix
	 *            only columns from the diagonal on are changed
	 */
	void stiffen(double[][] matrix) {
		int n = size();
		double sum = 0;
		for (int i = 0; i < n; i++) {
			sum += matrix[i][i];
		}
		double stiffness = STIFFNESS * sum / n;
		for (int i = 0; i + 2 < n; i++) {
			matrix[i][i] += stiffness;
			matrix[i][i + 1] -= 2 * stiffness;
			matrix[i][i + 2] += stiffness;
			matrix[i + 1][i + 1] += 4 * stiffness;
			matrix[i + 1][i + 2] -= 2 * stiffness;
			matrix[i + 2][i + 2] += stiffness;
		}
		for (int i = 0; i < n; i++) {
			matrix[i][i] += STIFFNESS * stiffness;
		}
	}

	/**
	 * Sets the coefficients.
	 *
	 * @param coefficients
	 *            at least {@link #size}, of which the first count
	 */
	void set(double[] coefficients) {
		double[] values = new double[WIDTH];
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
	}

	/** The value at {@code x}; straight on outside the breaks. */
	double at(double x) {
		return evaluate(x, 0);
	}

	/** The first derivative. */
	double derivativeAt(double x) {
		return evaluate(x, 1);
	}

	/** The second derivative. */
	double secondDerivativeAt(double x) {
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

	/** Cholesky factors of the banded matrix, and the solution. Changes the matrix. */
	private double[] solveBanded(int n) {
		double[] solution = right.clone();
		for (int i = 0; i < n; i++) {
			double pivot = Math.sqrt(normal[i * WIDTH]);
			normal[i * WIDTH] = pivot;
			int last = Math.min(DEGREE, n - 1 - i);
			for (int k = 1; k <= last; k++) {
				normal[i * WIDTH + k] /= pivot;
			}
			for (int k = 1; k <= last; k++) {
				for (int m = k; m <= last; m++) {
					normal[(i + k) * WIDTH + m - k] -= normal[i * WIDTH + k] * normal[i * WIDTH + m];
				}
			}
			solution[i] /= pivot;
			for (int k = 1; k <= last; k++) {
				solution[i + k] -= normal[i * WIDTH + k] * solution[i];
			}
		}
		for (int i = n - 1; i >= 0; i--) {
			for (int k = 1; k <= Math.min(DEGREE, n - 1 - i); k++) {
				solution[i] -= normal[i * WIDTH + k] * solution[i + k];
			}
			solution[i] /= normal[i * WIDTH];
		}
		return solution;
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
