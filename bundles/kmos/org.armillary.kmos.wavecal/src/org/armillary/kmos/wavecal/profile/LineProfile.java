package org.armillary.kmos.wavecal.profile;

import org.jspecify.annotations.Nullable;

import org.armillary.numerics.fitting.Cholesky;

/**
 * The line profile over a detector. No form is assumed: the share of a line's light in a pixel is a cubic spline of the
 * distance of the pixel from the line, and each coefficient of the spline is a cubic polynomial of the place on the
 * detector. Places are reduced to −1 … 1 from the first to the last column ({@code x}) and row ({@code y}). Immutable.
 */
public final class LineProfile {

	/** Powers of x in the terms of the polynomial of the place. */
	private static final int[] X_POWERS = { 0, 1, 0, 2, 1, 0, 3, 2, 1, 0 };
	/** Powers of y, likewise. */
	private static final int[] Y_POWERS = { 0, 0, 1, 0, 1, 2, 0, 1, 2, 3 };
	/** Number of terms. */
	static final int TERMS = X_POWERS.length;

	private final double[] coefficients;
	private final @Nullable Cholesky information;

	/**
	 * Of these coefficients.
	 *
	 * @param coefficients
	 *            term by term; for each the coefficient of each B-spline
	 * @param information
	 *            the inverse of their covariance, if it is known
	 */
	LineProfile(double[] coefficients, @Nullable Cholesky information) {
		this.coefficients = coefficients;
		this.information = information;
	}

	/** A Gaussian that is the same everywhere, to begin with. Its standard deviation is that in pixels, pixel. */
	public static LineProfile gaussian(double deviation) {
		double[] coefficients = new double[TERMS * LineShape.SPLINES];
		double square = deviation * deviation;
		for (int k = 0; k < LineShape.SPLINES; k++) {
			double u = LineShape.centre(k);
			double ratio = u * u / square;
			double step = LineShape.STEP * LineShape.STEP / square;
			// what makes the sum of the splines follow the function at the knots, to fourth order in the step
			double bend = step / 6 * (ratio - 1) - step * step / 72 * ((ratio - 6) * ratio + 3);
			coefficients[k] = StrictMath.exp(-ratio / 2) * (1 - bend);
		}
		return new LineProfile(coefficients, null);
	}

	/** The terms of the polynomial at a place. */
	static void terms(double x, double y, double[] terms) {
		for (int i = 0; i < TERMS; i++) {
			terms[i] = power(x, X_POWERS[i]) * power(y, Y_POWERS[i]);
		}
	}

	/**
	 * Sets the profile of a place.
	 *
	 * @param scratch
	 *            at least {@link #scratchLength()} values that are overwritten
	 */
	public void shapeAt(double x, double y, LineShape shape, double[] scratch) {
		splineCoefficients(x, y, scratch);
		shape.set(scratch);
	}

	/** Length of the scratch array of {@link #shapeAt}. */
	public static int scratchLength() {
		return LineShape.SPLINES + TERMS;
	}

	/** The profile of a place, in an object of its own. */
	public LineShape shapeAt(double x, double y) {
		LineShape shape = new LineShape();
		shapeAt(x, y, shape, new double[scratchLength()]);
		return shape;
	}

	/**
	 * Standard errors at a place, from the noise of the lines that made the profile: those of full width at half
	 * maximum (pixel) and of skewness; NaN of a profile that was not measured.
	 */
	public double[] errorsAt(double x, double y) {
		if (information == null) {
			return new double[] { Double.NaN, Double.NaN };
		}
		double[] scratch = new double[scratchLength()];
		splineCoefficients(x, y, scratch);
		double peak = 0;
		for (int k = 0; k < LineShape.SPLINES; k++) {
			peak = Math.max(peak, scratch[k]);
		}
		double step = 1e-3 * peak;
		LineShape shape = new LineShape();
		double[] width = new double[LineShape.SPLINES];
		double[] skewness = new double[LineShape.SPLINES];
		for (int k = 0; k < LineShape.SPLINES; k++) {
			double kept = scratch[k];
			for (int sign = -1; sign <= 1; sign += 2) {
				scratch[k] = kept + sign * step;
				shape.set(scratch);
				width[k] += sign * shape.fwhm() / (2 * step);
				skewness[k] += sign * shape.skewness() / (2 * step);
			}
			scratch[k] = kept;
		}
		double[] terms = new double[TERMS];
		terms(x, y, terms);
		return new double[] { error(width, terms), error(skewness, terms) };
	}

	private void splineCoefficients(double x, double y, double[] result) {
		int splines = LineShape.SPLINES;
		for (int k = 0; k < splines; k++) {
			result[k] = 0;
		}
		for (int i = 0; i < TERMS; i++) {
			double term = power(x, X_POWERS[i]) * power(y, Y_POWERS[i]);
			for (int k = 0; k < splines; k++) {
				result[k] += term * coefficients[i * splines + k];
			}
		}
	}

	private double error(double[] gradient, double[] terms) {
		Cholesky known = information;
		if (known == null) {
			return Double.NaN;
		}
		int splines = LineShape.SPLINES;
		int size = TERMS * splines;
		double[] full = new double[size];
		for (int i = 0; i < size; i++) {
			full[i] = terms[i / splines] * gradient[i % splines];
		}
		double[] correlated = known.solution(full);
		double variance = 0;
		for (int i = 0; i < size; i++) {
			variance += full[i] * correlated[i];
		}
		return Math.sqrt(Math.max(0, variance));
	}

	private static double power(double base, int exponent) {
		return switch (exponent) {
		case 0 -> 1;
		case 1 -> base;
		case 2 -> base * base;
		default -> base * base * base;
		};
	}
}
