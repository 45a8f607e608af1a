package org.armillary.kmos.wavecal.solution;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Distribution of measured minus fitted positions of lines, one value for each line and slitlet (mean over its
 * columns). Values count by their weight, so that the noise of faint lines, which are many and hardly take part in the
 * fit, does not hide how good the fit is.
 *
 * @param count
 *            number of values
 * @param mean
 *            mean, pixel
 * @param deviation
 *            standard deviation, pixel
 * @param half
 *            half of the values are nearer to 0 than this, pixel
 * @param most
 *            95 % of the values are nearer to 0 than this, pixel
 */
public record Residuals(int count, double mean, double deviation, double half, double most) {

	private static final double HALF = 0.5;
	private static final double MOST = 0.95;

	/**
	 * Of these values, pixel; all figures are NaN if there are none.
	 *
	 * @param weights
	 *            of the values, 1 / variance
	 */
	public static Residuals of(double[] values, double[] weights) {
		int count = values.length;
		if (count == 0) {
			return new Residuals(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
		}
		double sum = 0;
		double total = 0;
		for (int i = 0; i < count; i++) {
			sum += weights[i] * values[i];
			total += weights[i];
		}
		double mean = sum / total;
		double squares = 0;
		for (int i = 0; i < count; i++) {
			squares += weights[i] * (values[i] - mean) * (values[i] - mean);
		}
		int[] order = IntStream.range(0, count).boxed()
				.sorted(Comparator.comparingDouble(i -> Math.abs(values[i]))).mapToInt(Integer::intValue).toArray();
		return new Residuals(count, mean, Math.sqrt(squares / total), quantile(values, weights, order, HALF * total),
				quantile(values, weights, order, MOST * total));
	}

	/** The size below which values of so much weight lie. */
	private static double quantile(double[] values, double[] weights, int[] order, double wanted) {
		double below = 0;
		for (int i : order) {
			below += weights[i];
			if (below >= wanted) {
				return Math.abs(values[i]);
			}
		}
		return Math.abs(values[order[order.length - 1]]);
	}
}
