package org.armillary.numerics.interpolation;

import java.util.Arrays;

/**
 * Interpolates many spectra from the same knots to the same positions by cubic splines. Elimination and places are
 * prepared once; what is left for each spectrum is some 20 operations a knot. Immutable, and safe for any number of
 * threads.
 *
 * <p>A spectrum without NaN gives the numbers of {@link CubicSpline}. In one with NaN, a spline goes through the
 * knots that are left, and positions next to a missing knot become NaN. Outside the knots the result is NaN.
 */
public final class SplinePlan {

	/** Spectra that are treated together, so that their working memory stays in the cache. */
	private static final int TOGETHER = 64;
	/** Knots on either side of a position whose weight matters: it falls by a factor of 3.7 from one to the next. */
	private static final int REACH = 20;

	private final double[] knots;
	private final double[] positions;
	private final SplineEnds ends;
	private final SplineSystem system;
	/** The interval of each position; -1 outside the knots. */
	private final int[] interval;
	/** Factors of both ordinates and both second derivatives, four for each position. */
	private final double[] factors;

	/**
	 * Prepares a plan.
	 *
	 * @param knots
	 *            where values are known, ascending, at least one
	 * @param positions
	 *            where values are wanted, in any order
	 * @param ends
	 *            what fixes splines at their ends
	 */
	public SplinePlan(double[] knots, double[] positions, SplineEnds ends) {
		if (knots.length == 0) {
			throw new IllegalArgumentException("no knots");
		}
		this.knots = knots.clone();
		this.positions = positions.clone();
		this.ends = ends;
		system = new SplineSystem(this.knots, ends);
		interval = new int[positions.length];
		factors = new double[4 * positions.length];
		for (int p = 0; p < positions.length; p++) {
			prepare(p);
		}
	}

	private void prepare(int p) {
		int found = Arrays.binarySearch(knots, positions[p]);
		int i = Math.min(found >= 0 ? found : -found - 2, knots.length - 2);
		boolean outside = found < 0 && (found == -1 || -found - 1 == knots.length) || Double.isNaN(positions[p]);
		if (outside || i < 0) {
			// a single knot has no interval, and its own position is its value
			interval[p] = outside ? -1 : 0;
			factors[4 * p] = 1;
			return;
		}
		interval[p] = i;
		double h = system.step(i);
		double b = (positions[p] - knots[i]) / h;
		double a = 1 - b;
		factors[4 * p] = a;
		factors[4 * p + 1] = b;
		factors[4 * p + 2] = (a * a * a - a) * (h * h / 6);
		factors[4 * p + 3] = (b * b * b - b) * (h * h / 6);
	}

	/** Number of knots. */
	public int knots() {
		return knots.length;
	}

	/** Number of positions. */
	public int positions() {
		return positions.length;
	}

	/**
	 * Interpolates one spectrum.
	 *
	 * @param values
	 *            the value at each knot
	 * @param result
	 *            takes the value at each position
	 */
	public void interpolate(double[] values, double[] result) {
		check(values.length, knots.length);
		check(result.length, positions.length);
		interpolate(values, 1, new double[knots.length], result);
	}

	/**
	 * Interpolates many spectra that lie side by side, such as a cube with its wavelengths as third axis. The result
	 * for each is the same as alone.
	 *
	 * @param values
	 *            {@code [knot * width + spectrum]}
	 * @param width
	 *            number of spectra
	 * @param result
	 *            takes {@code [position * width + spectrum]}
	 */
	public void interpolateRows(float[] values, int width, float[] result) {
		check(values.length, (long) knots.length * width);
		check(result.length, (long) positions.length * width);
		int together = Math.min(TOGETHER, width);
		double[] block = new double[knots.length * together];
		double[] second = new double[knots.length * together];
		double[] interpolated = new double[positions.length * together];
		for (int from = 0; from < width; from += together) {
			int count = Math.min(together, width - from);
			for (int k = 0; k < knots.length; k++) {
				for (int s = 0; s < count; s++) {
					block[k * count + s] = values[k * width + from + s];
				}
			}
			interpolate(block, count, second, interpolated);
			for (int p = 0; p < positions.length; p++) {
				for (int s = 0; s < count; s++) {
					result[p * width + from + s] = (float) interpolated[p * count + s];
				}
			}
		}
	}

	/** Interpolates {@code count} spectra side by side. */
	private void interpolate(double[] values, int count, double[] second, double[] result) {
		system.secondDerivatives(values, count, second);
		for (int p = 0; p < positions.length; p++) {
			if (interval[p] < 0) {
				Arrays.fill(result, p * count, (p + 1) * count, Double.NaN);
				continue;
			}
			int i = interval[p] * count;
			int next = knots.length == 1 ? i : i + count;
			double a = factors[4 * p];
			double b = factors[4 * p + 1];
			double c = factors[4 * p + 2];
			double d = factors[4 * p + 3];
			for (int s = 0; s < count; s++) {
				result[p * count + s] = a * values[i + s] + b * values[next + s]
						+ (c * second[i + s] + d * second[next + s]);
			}
		}
		for (int s = 0; s < count; s++) {
			if (hasGap(values, count, s)) {
				double[] own = new double[knots.length];
				for (int k = 0; k < knots.length; k++) {
					own[k] = values[k * count + s];
				}
				CubicSpline spline = CubicSpline.of(knots, own, ends);
				for (int p = 0; p < positions.length; p++) {
					result[p * count + s] = spline.at(positions[p]);
				}
			}
		}
	}

	private boolean hasGap(double[] values, int count, int s) {
		for (int k = 0; k < knots.length; k++) {
			if (!Double.isFinite(values[k * count + s])) {
				return true;
			}
		}
		return false;
	}

	/** Prepares the propagation of errors; takes some 50 000 operations a position, once. */
	public SplineVariance variance() {
		int[] first = new int[positions.length];
		double[][] weights = new double[positions.length][];
		for (int p = 0; p < positions.length; p++) {
			first[p] = Math.max(0, interval[p] - REACH);
			weights[p] = interval[p] < 0 ? new double[0] : weights(p, first[p]);
		}
		return new SplineVariance(knots.length, interval.clone(), first, weights);
	}

	/** The weight of each knot nearby in an interpolated value. */
	private double[] weights(int p, int first) {
		int count = Math.min(knots.length, interval[p] + 2 + REACH) - first;
		double[] position = { positions[p] };
		double[] value = new double[1];
		double[] unit = new double[count];
		double[] weights = new double[count];
		var local = new SplinePlan(Arrays.copyOfRange(knots, first, first + count), position, ends);
		for (int k = 0; k < count; k++) {
			unit[k] = 1;
			local.interpolate(unit, value);
			weights[k] = value[0];
			unit[k] = 0;
		}
		return weights;
	}

	private static void check(long found, long expected) {
		if (found != expected) {
			throw new IllegalArgumentException("array of " + found + " elements, expected " + expected);
		}
	}
}
