package org.armillary.numerics.interpolation;

import java.util.Arrays;

/**
 * An interpolating cubic spline. Immutable.
 *
 * <p>Points with NaN are left out. Between two knots with such a point between them the value is NaN, unless
 * {@link #bridgingGaps}. Outside the knots it is NaN always; at the knots it is the ordinate. With two knots it is a
 * straight line, with one it is defined there alone. For many splines on the same knots use {@link SplinePlan}.
 */
public final class CubicSpline {

	private final double[] knots;
	private final double[] values;
	private final double[] second;
	/** Whether points were left out behind a knot. */
	private final boolean[] gap;
	private final boolean bridged;

	private CubicSpline(double[] knots, double[] values, double[] second, boolean[] gap, boolean bridged) {
		this.knots = knots;
		this.values = values;
		this.second = second;
		this.gap = gap;
		this.bridged = bridged;
	}

	/**
	 * Makes a spline.
	 *
	 * @param x
	 *            the abscissae, ascending
	 * @param y
	 *            the ordinates; those that are NaN or infinite are missing
	 * @param ends
	 *            what fixes it at its ends
	 */
	public static CubicSpline of(double[] x, double[] y, SplineEnds ends) {
		if (x.length != y.length) {
			throw new IllegalArgumentException(x.length + " abscissae and " + y.length + " ordinates");
		}
		double[] knots = new double[x.length];
		double[] values = new double[x.length];
		boolean[] gap = new boolean[x.length];
		int n = 0;
		for (int i = 0; i < x.length; i++) {
			if (i > 0 && !(x[i] > x[i - 1])) {
				throw new IllegalArgumentException("abscissae do not ascend: " + x[i - 1] + " is followed by " + x[i]);
			}
			if (Double.isFinite(y[i])) {
				knots[n] = x[i];
				values[n++] = y[i];
			} else if (n > 0) {
				gap[n - 1] = true;
			}
		}
		double[] second = new double[n];
		if (n > 0) {
			new SplineSystem(Arrays.copyOf(knots, n), ends).secondDerivatives(values, 1, second);
		}
		return new CubicSpline(Arrays.copyOf(knots, n), Arrays.copyOf(values, n), second, gap, false);
	}

	/** This spline with values between knots also where points were missing between them. */
	public CubicSpline bridgingGaps() {
		return new CubicSpline(knots, values, second, gap, true);
	}

	/** Number of knots: the points that were not missing. */
	public int knots() {
		return knots.length;
	}

	/** The value at {@code x}; NaN outside the knots and in gaps. */
	public double at(double x) {
		int i = interval(x);
		if (i < 0) {
			return atKnot(x);
		}
		double h = knots[i + 1] - knots[i];
		double b = (x - knots[i]) / h;
		double a = 1 - b;
		return a * values[i] + b * values[i + 1]
				+ ((a * a * a - a) * second[i] + (b * b * b - b) * second[i + 1]) * (h * h / 6);
	}

	/** The values at several places. */
	public double[] at(double[] x) {
		return Arrays.stream(x).map(this::at).toArray();
	}

	/** The first derivative at {@code x}; NaN outside the knots and in gaps. */
	public double derivativeAt(double x) {
		int i = interval(x);
		if (i < 0) {
			int last = knots.length - 1;
			// the end of the last interval belongs to it, also where a gap follows
			i = Arrays.binarySearch(knots, x) - 1;
			if (i < 0 || i >= last || gap[i] && !bridged) {
				return Double.NaN;
			}
		}
		double h = knots[i + 1] - knots[i];
		double b = (x - knots[i]) / h;
		double a = 1 - b;
		return (values[i + 1] - values[i]) / h
				+ ((3 * b * b - 1) * second[i + 1] - (3 * a * a - 1) * second[i]) * (h / 6);
	}

	/** The interval that holds {@code x}, or -1 where there is none without gap. */
	private int interval(double x) {
		int found = Arrays.binarySearch(knots, x);
		int i = found >= 0 ? found : -found - 2;
		return i < 0 || i >= knots.length - 1 || gap[i] && !bridged || Double.isNaN(x) ? -1 : i;
	}

	private double atKnot(double x) {
		int found = Arrays.binarySearch(knots, x);
		return found >= 0 ? values[found] : Double.NaN;
	}
}
