package org.armillary.numerics;

import java.util.Arrays;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * Statistics of samples with outliers. All arithmetic is in double precision, all sums are compensated (Neumaier 1974),
 * and the order of the operations depends on nothing but the values, so that results have the same bits everywhere.
 * Stateless; does not change its input; takes 16 bytes a value of working memory.
 *
 * <p>Let S be the n finite values, in their order. Then
 * <ul>
 * <li><b>mean</b> {@code = sum(S) / n};
 * <li><b>standard deviation</b> {@code = sqrt(sum((v - mean)^2) / (n - 1))}, NaN for n below 2;
 * <li><b>quantile</b> {@code q(f)}: with {@code h = f * (n - 1)}, linear between the sorted values at {@code floor(h)}
 * and {@code floor(h) + 1} (from 0); <b>median</b> {@code = q(0.5)}, the mean of the middle two for even n;
 * <li><b>C</b>, what is left after rejection: begin with C = S; in each iteration keep those v of C with
 * {@code centre - negativeKappa * spread <= v <= centre + positiveKappa * spread}. In the first iteration the centre is
 * the median and the spread {@code (q(0.8413447460685429) - q(0.15865525393145707)) / 2}, half the width of the central
 * 68.27 %, as in ESO's rule for KMOS (Davies et al. 2013); where that is 0, as with a cube mostly of one value, the
 * spread is the standard deviation. In the following ones they are mean and standard deviation of C. Ends early where
 * nothing was rejected or the spread is not above 0;
 * <li><b>clipped mean</b> and <b>clipped standard deviation</b>: those of C;
 * <li><b>mode</b>: the peak of the histogram of C. With m values in C from {@code lo} to {@code hi} it has
 * {@code B = 1 + ceil(log2(m))} bins (Sturges 1926), value v in bin {@code min(B - 1, floor((v - lo) * (B / (hi -
 * lo))))}. With k the first bin of the largest count c[k], and c = 0 outside, {@code mode = lo + (k + 0.5 + 0.5 *
 * (c[k-1] - c[k+1]) / (c[k-1] - 2 * c[k] + c[k+1])) * ((hi - lo) / B)}: the vertex of the parabola through the largest
 * count and its neighbours. Few wide bins with a vertex scatter far less than the centre of one of many narrow bins.
 * {@code mode = lo} where {@code lo = hi};
 * <li><b>noise</b>: the standard deviation of the negative side,
 * {@code sqrt(sum((v - mode)^2) / p)} over the p values v of C with {@code v < mode}; 0 where there is none. For a
 * symmetric background with sources on top it is the standard deviation of the background.
 * </ul>
 */
public final class RobustStatistics {

	/** Share of a normal distribution below the mean minus one standard deviation. */
	private static final double ONE_SIGMA_BELOW = 0.15865525393145707;
	private static final double ONE_SIGMA_ABOVE = 0.8413447460685429;

	private RobustStatistics() {
	}

	/** Statistics of all values. */
	public static SampleStatistics of(float[] values, KappaSigma rejection) {
		return of(values, 0, values.length, null, rejection);
	}

	/** Statistics of all values. */
	public static SampleStatistics of(double[] values, KappaSigma rejection) {
		return of(values, 0, values.length, null, rejection);
	}

	/**
	 * Statistics of a part of an array.
	 *
	 * @param values
	 *            the values; NaN and infinite ones are counted and otherwise left out
	 * @param from
	 *            first index
	 * @param to
	 *            index behind the last
	 * @param include
	 *            which values count, in an array as long as {@code values}; null for all
	 * @param rejection
	 *            how outliers are rejected
	 */
	public static SampleStatistics of(float[] values, int from, int to, boolean @Nullable [] include,
			KappaSigma rejection) {
		check(values.length, from, to, include);
		double[] finite = new double[to - from];
		int n = 0;
		int count = 0;
		for (int i = from; i < to; i++) {
			if (include == null || include[i]) {
				count++;
				if (Float.isFinite(values[i])) {
					finite[n++] = values[i];
				}
			}
		}
		return ofFinite(finite, n, count, rejection);
	}

	/** Statistics of a part of an array; parameters as above. */
	public static SampleStatistics of(double[] values, int from, int to, boolean @Nullable [] include,
			KappaSigma rejection) {
		check(values.length, from, to, include);
		double[] finite = new double[to - from];
		int n = 0;
		int count = 0;
		for (int i = from; i < to; i++) {
			if (include == null || include[i]) {
				count++;
				if (Double.isFinite(values[i])) {
					finite[n++] = values[i];
				}
			}
		}
		return ofFinite(finite, n, count, rejection);
	}

	/** The median of the finite values; NaN if there is none. */
	public static double median(float[] values) {
		double[] finite = new double[values.length];
		int n = 0;
		for (float value : values) {
			if (Float.isFinite(value)) {
				finite[n++] = value;
			}
		}
		return Selection.median(finite, n);
	}

	/** The median of the finite values; NaN if there is none. */
	public static double median(double[] values) {
		double[] finite = new double[values.length];
		int n = 0;
		for (double value : values) {
			if (Double.isFinite(value)) {
				finite[n++] = value;
			}
		}
		return Selection.median(finite, n);
	}

	private static void check(int length, int from, int to, boolean @Nullable [] include) {
		Objects.checkFromToIndex(from, to, length);
		if (include != null && include.length != length) {
			throw new IllegalArgumentException("include has " + include.length + " elements, expected " + length);
		}
	}

	/** Statistics of the first {@code n} of {@code finite}, which is used as working memory. */
	private static SampleStatistics ofFinite(double[] finite, int n, int count, KappaSigma rejection) {
		if (n == 0) {
			return new SampleStatistics(count, 0, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN,
					Double.NaN,
					Double.NaN, Double.NaN, Double.NaN);
		}
		double mean = mean(finite, n);
		double deviation = standardDeviation(finite, n, mean);
		double minimum = finite[0];
		double maximum = finite[0];
		for (int i = 1; i < n; i++) {
			minimum = Math.min(minimum, finite[i]);
			maximum = Math.max(maximum, finite[i]);
		}
		double[] ordered = Arrays.copyOf(finite, n);
		double median = Selection.median(ordered, n);
		double spread = (Selection.quantile(ordered, n, ONE_SIGMA_ABOVE)
				- Selection.quantile(ordered, n, ONE_SIGMA_BELOW))
				/ 2;
		int left = reject(finite, n, rejection, median, spread > 0 ? spread : deviation);
		double clippedMean = left == n ? mean : mean(finite, left);
		double clippedDeviation = left == n ? deviation : standardDeviation(finite, left, clippedMean);
		double mode = mode(finite, left);
		return new SampleStatistics(count, n, mean, deviation, clippedMean, clippedDeviation, median, mode,
				noise(finite, left, mode), minimum, maximum);
	}

	/** Moves what is left to the front, in its order, and returns how many are. */
	private static int reject(double[] values, int n, KappaSigma rejection, double firstCentre, double firstSpread) {
		int left = n;
		double centre = firstCentre;
		double spread = firstSpread;
		for (int iteration = 0; iteration < rejection.iterations() && spread > 0; iteration++) {
			double lowest = centre - rejection.negativeKappa() * spread;
			double highest = centre + rejection.positiveKappa() * spread;
			int kept = 0;
			for (int i = 0; i < left; i++) {
				if (values[i] >= lowest && values[i] <= highest) {
					values[kept++] = values[i];
				}
			}
			if (kept == left) {
				break;
			}
			left = kept;
			centre = mean(values, left);
			spread = standardDeviation(values, left, centre);
		}
		return left;
	}

	private static double mean(double[] values, int n) {
		double sum = 0;
		double lost = 0;
		for (int i = 0; i < n; i++) {
			double value = values[i];
			double next = sum + value;
			lost += Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
			sum = next;
		}
		return (sum + lost) / n;
	}

	private static double standardDeviation(double[] values, int n, double mean) {
		return n < 2 ? Double.NaN : Math.sqrt(sumOfSquares(values, n, mean, Double.POSITIVE_INFINITY) / (n - 1));
	}

	/** The sum of {@code (v - centre)^2} over the values below {@code limit}. */
	private static double sumOfSquares(double[] values, int n, double centre, double limit) {
		double sum = 0;
		double lost = 0;
		for (int i = 0; i < n; i++) {
			if (values[i] < limit) {
				double difference = values[i] - centre;
				double square = difference * difference;
				double next = sum + square;
				lost += sum >= square ? sum - next + square : square - next + sum;
				sum = next;
			}
		}
		return sum + lost;
	}

	private static double mode(double[] values, int n) {
		if (n == 0) {
			return Double.NaN;
		}
		double lo = values[0];
		double hi = values[0];
		for (int i = 1; i < n; i++) {
			lo = Math.min(lo, values[i]);
			hi = Math.max(hi, values[i]);
		}
		int bins = 1 + Integer.SIZE - Integer.numberOfLeadingZeros(n - 1);
		double binsPerUnit = bins / (hi - lo);
		if (!(hi > lo) || !Double.isFinite(binsPerUnit)) {
			return lo;
		}
		long[] counts = new long[bins + 2];
		for (int i = 0; i < n; i++) {
			counts[1 + Math.min(bins - 1, (int) ((values[i] - lo) * binsPerUnit))]++;
		}
		int peak = 1;
		for (int bin = 2; bin <= bins; bin++) {
			if (counts[bin] > counts[peak]) {
				peak = bin;
			}
		}
		double curvature = counts[peak - 1] - 2 * counts[peak] + counts[peak + 1];
		double offset = 0.5 * (counts[peak - 1] - counts[peak + 1]) / curvature;
		return lo + (peak - 1 + 0.5 + offset) * ((hi - lo) / bins);
	}

	private static double noise(double[] values, int n, double mode) {
		int below = 0;
		for (int i = 0; i < n; i++) {
			if (values[i] < mode) {
				below++;
			}
		}
		if (n == 0) {
			return Double.NaN;
		}
		return below == 0 ? 0 : Math.sqrt(sumOfSquares(values, n, mode, mode) / below);
	}
}
