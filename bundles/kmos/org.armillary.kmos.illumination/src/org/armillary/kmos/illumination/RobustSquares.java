package org.armillary.kmos.illumination;

import java.util.Arrays;

import org.armillary.numerics.RobustStatistics;

/**
 * Mean squares of values around 0 over many IFUs, of which some may be odd: half lit, behind an obstacle, in part
 * missing. Stateless.
 */
final class RobustSquares {

	/** Median of the square of a normal value over its variance. */
	private static final double MEDIAN = 0.4549364231195725;
	/** Values beyond so many standard deviations count as if they were there. */
	private static final double LIMIT = 2;
	/** What that leaves of the mean square of normal values. */
	private static final double LEFT = 0.9205366;

	private RobustSquares() {
	}

	/** Mean of squares of normal values, the larger ones clipped; 0 of none. */
	static double mean(double[] squares) {
		if (squares.length == 0) {
			return 0;
		}
		double most = LIMIT * LIMIT * RobustStatistics.median(squares) / MEDIAN;
		return Arrays.stream(squares).map(square -> Math.min(square, most)).average().orElse(0) / LEFT;
	}

	/**
	 * Median of variances, each the mean of squares of so many normal values, as an estimate of their mean; 0 of none.
	 *
	 * @param variances
	 *            the variances
	 * @param free
	 *            their usual number of degrees of freedom
	 */
	static double variance(double[] variances, int free) {
		if (variances.length == 0) {
			return 0;
		}
		// the median of a chi-square distribution (Wilson and Hilferty)
		double third = 1 - 2.0 / (9.0 * free);
		return RobustStatistics.median(variances) / (third * third * third);
	}
}
