package org.armillary.kmos.stats;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

import org.armillary.numerics.SampleStatistics;

/** The eleven values, in the order of ESO's recipe {@code kmo_stats}. */
public enum Statistic {

	/** Number of pixels looked at: all, or those that the mask includes. */
	PIXELS(SampleStatistics::count),
	/** Number of those that are neither NaN nor infinite. */
	FINITE(SampleStatistics::finiteCount),
	/** Mean. */
	MEAN(SampleStatistics::mean),
	/** Standard deviation. */
	STANDARD_DEVIATION(SampleStatistics::standardDeviation),
	/** Mean after rejection of outliers. */
	CLIPPED_MEAN(SampleStatistics::clippedMean),
	/** Standard deviation after rejection of outliers. */
	CLIPPED_STANDARD_DEVIATION(SampleStatistics::clippedStandardDeviation),
	/** Median. */
	MEDIAN(SampleStatistics::median),
	/** Peak of the histogram. */
	MODE(SampleStatistics::mode),
	/** Standard deviation of the side below the mode. */
	NOISE(SampleStatistics::noise),
	/** Least value. */
	MINIMUM(SampleStatistics::minimum),
	/** Greatest value. */
	MAXIMUM(SampleStatistics::maximum);

	private final ToDoubleFunction<SampleStatistics> value;

	Statistic(ToDoubleFunction<SampleStatistics> value) {
		this.value = value;
	}

	/** Name of the column in the table: {@code clipped_mean}. */
	public String column() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** Name of the published value: {@code clipped mean}. */
	public String words() {
		return column().replace('_', ' ');
	}

	/** Whether it is a number of pixels and so has no unit. */
	public boolean isCount() {
		return this == PIXELS || this == FINITE;
	}

	/** The value; NaN where it is not defined. */
	public double of(SampleStatistics statistics) {
		return value.applyAsDouble(statistics);
	}

	/** All, in order. */
	static List<Statistic> all() {
		return Arrays.asList(values());
	}
}
