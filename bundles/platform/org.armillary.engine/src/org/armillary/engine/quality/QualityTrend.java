package org.armillary.engine.quality;

import java.util.Arrays;
import java.util.Optional;

/**
 * How a value changes with time: the median of the slopes of all pairs of measurements (Theil 1950; Sen 1968, J. Am. Stat.
 * Assoc. 63, 1379), which a few bad measurements do not move.
 *
 * @param perDay
 *            change, units of the value per day
 * @param lowest
 *            lower end of the interval that holds the true change with a probability of 68 per cent
 * @param highest
 *            its upper end
 */
public record QualityTrend(double perDay, double lowest, double highest) {

	/** Mean length of a month, days. */
	public static final double DAYS_PER_MONTH = 30.4375;

	/** Fewer times say nothing of a trend. */
	private static final int FEWEST = 3;
	/** Over a shorter time the trend of a night is not told from that of months, days. */
	private static final double SHORTEST_DAYS = 1;
	/** More points are joined to medians of neighbours before the pairs are made. */
	private static final int MOST_POINTS = 300;

	/**
	 * The trend of measurements; empty where there are fewer than three different times, or less than a day lies between
	 * the first and the last.
	 *
	 * @param days
	 *            times, days, ascending
	 * @param values
	 *            finite values, one for each time
	 */
	static Optional<QualityTrend> of(double[] days, double[] values) {
		if (different(days) < FEWEST || days[days.length - 1] - days[0] < SHORTEST_DAYS) {
			return Optional.empty();
		}
		if (days.length > MOST_POINTS) {
			return of(joined(days), joined(values));
		}
		int n = days.length;
		double[] slopes = new double[n * (n - 1) / 2];
		int count = 0;
		for (int i = 0; i < n; i++) {
			for (int j = i + 1; j < n; j++) {
				if (days[j] > days[i]) {
					slopes[count] = (values[j] - values[i]) / (days[j] - days[i]);
					count++;
				}
			}
		}
		double[] sorted = Arrays.copyOf(slopes, count);
		Arrays.sort(sorted);
		double deviation = Math.sqrt((double) n * (n - 1) * (2 * n + 5) / 18);
		return Optional.of(new QualityTrend(QualitySeries.medianOfSorted(sorted),
				sorted[Math.clamp(Math.round((count - deviation) / 2) - 1, 0, count - 1)],
				sorted[Math.clamp(Math.round((count + deviation) / 2), 0, count - 1)]));
	}

	private static int different(double[] ascending) {
		int number = 0;
		for (int i = 0; i < ascending.length; i++) {
			number += i == 0 || ascending[i] > ascending[i - 1] ? 1 : 0;
		}
		return number;
	}

	private static double[] joined(double[] values) {
		double[] medians = new double[MOST_POINTS];
		for (int i = 0; i < MOST_POINTS; i++) {
			double[] group = Arrays.copyOfRange(values, (int) ((long) i * values.length / MOST_POINTS),
					(int) ((i + 1L) * values.length / MOST_POINTS));
			Arrays.sort(group);
			medians[i] = QualitySeries.medianOfSorted(group);
		}
		return medians;
	}

	/** Whether the interval leaves no doubt whether the value rises or falls: it lies on one side of zero, twice as wide. */
	public boolean isSignificant() {
		return perDay > 0 ? perDay - 2 * (perDay - lowest) > 0 : perDay - 2 * (perDay - highest) < 0;
	}

	/** Change, units of the value per month of {@value #DAYS_PER_MONTH} days. */
	public double perMonth() {
		return perDay * DAYS_PER_MONTH;
	}

	/** Half the width of the interval, units of the value per month of {@value #DAYS_PER_MONTH} days. */
	public double errorPerMonth() {
		return (highest - lowest) / 2 * DAYS_PER_MONTH;
	}
}
