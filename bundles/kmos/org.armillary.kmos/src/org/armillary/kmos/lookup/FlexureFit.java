package org.armillary.kmos.lookup;

import java.util.Arrays;
import java.util.stream.IntStream;

import org.armillary.kmos.RotatorAngle;
import org.armillary.numerics.fitting.LinearFit;
import org.armillary.numerics.fitting.LinearLeastSquares;

/**
 * Shift of a half segment as a function of the angle of the rotator: a constant and a sine of one period a turn, which
 * is what a rotating weight makes; since that is only an approximation to spatial flexure (Davies et al. 2013, figure
 * 14), sines of more periods too, but no larger than the shifts ask for: each is held at zero with the standard
 * deviation that is expected of it. So the curve goes through the measured shifts to within their errors and is as
 * smooth as it can be. Immutable.
 */
final class FlexureFit {

	/** Least number of angles for the sine. */
	static final int LEAST_ANGLES = 3;

	private static final int PERIODS = 6;
	private static final int TERMS = 2 * PERIODS + 1;
	/** Shifts are not known better than this, pixel: planes differ by a constant to a few mas only. */
	private static final double ERROR_PIXEL = 0.005;
	/**
	 * The constant is not held; flexure is about one pixel (Davies et al. 2013, section 5), and hardly more than a
	 * sine.
	 */
	private static final double CONSTANT_PIXEL = 10;
	private static final double SINE_PIXEL = 1;
	private static final double SECOND_PIXEL = 0.05;

	/** Of the angles that were measured: degrees. */
	private final double[] angles;
	private final double[] shifts;
	private final LinearFit fit;

	private FlexureFit(double[] angles, double[] shifts) {
		this.angles = angles;
		this.shifts = shifts;
		this.fit = solve(angles, shifts);
	}

	/**
	 * How far a measured shift lies off the curve through the others.
	 *
	 * @param angleDegrees
	 *            angle, degrees
	 * @param pixel
	 *            measured less expected, pixel
	 * @param errorPixel
	 *            standard error of that, pixel
	 */
	record Deviation(double angleDegrees, double pixel, double errorPixel) {
	}

	/**
	 * Fits.
	 *
	 * @param angles
	 *            degrees
	 * @param shifts
	 *            shift at each, pixel; NaN where unknown
	 */
	static FlexureFit of(double[] angles, double[] shifts) {
		int[] used = IntStream.range(0, angles.length).filter(i -> !Double.isNaN(shifts[i])).toArray();
		return new FlexureFit(Arrays.stream(used).mapToDouble(i -> angles[i]).toArray(),
				Arrays.stream(used).mapToDouble(i -> shifts[i]).toArray());
	}

	/** Standard error of the shift at an angle if shifts are measured at some others, pixel. */
	static double expectedError(double angleDegrees, double... angles) {
		return new FlexureFit(angles, new double[angles.length]).errorAt(angleDegrees);
	}

	/** The shift at an angle, pixel; NaN if nothing was measured. */
	double at(double angleDegrees) {
		if (angles.length == 0) {
			return Double.NaN;
		}
		double[] terms = terms(angleDegrees);
		double sum = 0;
		for (int k = 0; k < TERMS; k++) {
			sum += fit.coefficients()[k] * terms[k];
		}
		return sum;
	}

	/** Standard error of the shift at an angle, pixel. */
	double errorAt(double angleDegrees) {
		return Math.sqrt(fit.covariance().variance(terms(angleDegrees)));
	}

	/** How far each measured shift lies off the curve through the others. */
	Deviation[] deviations() {
		Deviation[] deviations = new Deviation[angles.length];
		for (int i = 0; i < angles.length; i++) {
			double[] others = shifts.clone();
			others[i] = Double.NaN;
			FlexureFit without = of(angles, others);
			deviations[i] = new Deviation(angles[i], shifts[i] - without.at(angles[i]),
					StrictMath.hypot(ERROR_PIXEL, without.errorAt(angles[i])));
		}
		return deviations;
	}

	/** Measurements first, then for each term that it is zero. */
	private static LinearFit solve(double[] angles, double[] shifts) {
		int points = angles.length + TERMS;
		double[][] design = new double[TERMS][points];
		double[] values = Arrays.copyOf(shifts, points);
		double[] weights = new double[points];
		for (int i = 0; i < angles.length; i++) {
			double[] terms = terms(angles[i]);
			for (int k = 0; k < TERMS; k++) {
				design[k][i] = terms[k];
			}
			weights[i] = 1 / (ERROR_PIXEL * ERROR_PIXEL);
		}
		for (int k = 0; k < TERMS; k++) {
			double expected = expected((k + 1) / 2);
			design[k][angles.length + k] = 1;
			weights[angles.length + k] = 1 / (expected * expected);
		}
		return LinearLeastSquares.fit(design, values, weights);
	}

	private static double expected(int periods) {
		return switch (periods) {
		case 0 -> CONSTANT_PIXEL;
		case 1 -> SINE_PIXEL;
		default -> SECOND_PIXEL / ((periods - 1) * (periods - 1));
		};
	}

	/** 1, and cosine and sine of one and more times the angle. */
	private static double[] terms(double angleDegrees) {
		double[] terms = new double[TERMS];
		double radians = Math.toRadians(RotatorAngle.normalised(angleDegrees));
		terms[0] = 1;
		for (int period = 1; period <= PERIODS; period++) {
			terms[2 * period - 1] = StrictMath.cos(period * radians);
			terms[2 * period] = StrictMath.sin(period * radians);
		}
		return terms;
	}
}
