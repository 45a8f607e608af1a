package org.armillary.numerics;

/**
 * Statistics of a sample, as {@link RobustStatistics} defines them; in the unit of the values. What is not defined,
 * such as the mean of nothing, is NaN.
 *
 * @param count
 *            number of values looked at: all, or those that a mask includes
 * @param finiteCount
 *            number of those that are neither NaN nor infinite; all that follows is about them
 * @param mean
 *            mean
 * @param standardDeviation
 *            standard deviation, with n - 1
 * @param clippedMean
 *            mean of what is left after rejection
 * @param clippedStandardDeviation
 *            standard deviation, with n - 1, of what is left after rejection
 * @param median
 *            median
 * @param mode
 *            peak of the histogram of what is left after rejection
 * @param noise
 *            standard deviation of the negative side: from the values below the mode that are left after rejection
 * @param minimum
 *            least value
 * @param maximum
 *            greatest value
 */
public record SampleStatistics(long count, long finiteCount, double mean, double standardDeviation, double clippedMean,
		double clippedStandardDeviation, double median, double mode, double noise, double minimum, double maximum) {
}
