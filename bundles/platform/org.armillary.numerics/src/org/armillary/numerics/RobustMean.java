package org.armillary.numerics;

/**
 * Mean of the values near their median: of those within some robust standard deviations of it. A robust standard
 * deviation is {@value #SIGMA_OVER_MAD} times the median absolute deviation, which half of the values may spoil. Rejects once,
 * which suits small samples with a few wild values; for kappa-sigma rejection in iterations see
 * {@link RobustStatistics}.
 *
 * @param mean
 *            in the unit of the values; NaN of none
 * @param variance
 *            variance of the mean by the scatter of what is left, in the unit squared; 0 of a single value, NaN of none
 * @param used
 *            number of values that are left
 * @param median
 *            median of all values
 */
public record RobustMean(double mean, double variance, int used, double median) {

	/** Standard deviation of a normal distribution over its median absolute deviation. */
	public static final double SIGMA_OVER_MAD = 1.482602218505602;

	/**
	 * Takes the mean. Sums are of deviations from the median, in the order of the values.
	 *
	 * @param values
	 *            not changed; no NaN
	 * @param count
	 *            how many of them count
	 * @param kappa
	 *            how many robust standard deviations a value may lie from the median, above 0
	 */
	public static RobustMean of(double[] values, int count, double kappa) {
		if (!(kappa > 0) || count < 0 || count > values.length) {
			throw new IllegalArgumentException(count + " of " + values.length + " values, kappa " + kappa);
		}
		if (count == 0) {
			return new RobustMean(Double.NaN, Double.NaN, 0, Double.NaN);
		}
		double[] scratch = new double[count];
		System.arraycopy(values, 0, scratch, 0, count);
		double median = Selection.median(scratch, count);
		for (int i = 0; i < count; i++) {
			scratch[i] = Math.abs(values[i] - median);
		}
		double limit = kappa * SIGMA_OVER_MAD * Selection.median(scratch, count);
		double sum = 0;
		double squares = 0;
		int used = 0;
		for (int i = 0; i < count; i++) {
			double deviation = values[i] - median;
			if (Math.abs(deviation) <= limit) {
				sum += deviation;
				squares += deviation * deviation;
				used++;
			}
		}
		double shift = sum / used;
		double variance = used > 1 ? Math.max(0, squares - used * shift * shift) / (used - 1) / used : 0;
		return new RobustMean(median + shift, variance, used, median);
	}
}
