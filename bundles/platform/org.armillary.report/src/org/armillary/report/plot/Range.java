package org.armillary.report.plot;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The ends of an axis, finite and apart.
 *
 * @param lowest
 *            where it begins
 * @param highest
 *            where it ends, above
 */
record Range(double lowest, double highest) {

	/** Values beyond are not drawn in their place. */
	private static final double HUGE = 1e300;
	/** Smallest length of a range as a share of its values, so that its labels differ. */
	private static final double NARROW = 1e-9;
	/** Free space at either end as a share of the length. */
	private static final double MARGIN = 0.05;
	/** Half of the range of a single value, as a share of it. */
	private static final double LONELY = 0.05;
	private static final double HALF_DAY_SECONDS = 43200;
	/** 0001-01-01 and 9999-12-31, s since 1970. */
	private static final double FIRST_TIME = -62135596800.0;
	private static final double LAST_TIME = 253402214400.0;
	/** Share of the values at either end that do not widen a robust axis. */
	private static final double TAIL = 0.005;
	/** By how much of the middle's width a robust axis is wider. */
	private static final double ROBUST_MARGIN = 0.25;
	/** Limits further away than so many times the range of the data do not widen the axis. */
	private static final double NEAR = 2;

	/** The range of the places of all series along the horizontal axis. */
	static Range ofX(LinePlot plot) {
		boolean lines = plot.series().stream().allMatch(series -> series.form() == Series.Form.LINE);
		double[] values = values(plot.series(), Series::xAt);
		return ends(plot.x(), plain(values), lines ? 0 : MARGIN / 2);
	}

	/** The range of the values of all series, with their errors, and of limits that are near. */
	static Range ofY(LinePlot plot) {
		if (plot.y().scale() == Axis.Scale.ROBUST) {
			return ends(plot.y(), robust(values(plot.series(), Series::yAt)), 0);
		}
		double[] low = values(plot.series(), (series, i) -> series.yAt(i) - bar(series, i));
		double[] high = values(plot.series(), (series, i) -> series.yAt(i) + bar(series, i));
		Range data = new Range(plain(low).lowest, plain(high).highest);
		if (plot.limits().isPresent()) {
			LinePlot.Limits limits = plot.limits().get();
			data = data.widened(limits.goal().lowest(), limits.goal().highest(), limits.requirement().lowest(),
					limits.requirement().highest());
		}
		return ends(plot.y(), data, MARGIN);
	}

	/** This range with those of some values in it that are near. */
	Range widened(double... more) {
		double[] near = Arrays.stream(more).filter(Double::isFinite).toArray();
		if (Double.isNaN(lowest)) {
			return near.length == 0 ? this : plain(near);
		}
		double length = Math.max(highest - lowest, LONELY * Math.max(Math.abs(lowest), Math.abs(highest)));
		double low = lowest;
		double high = highest;
		for (double value : near) {
			if (value >= lowest - NEAR * length && value <= highest + NEAR * length) {
				low = Math.min(low, value);
				high = Math.max(high, value);
			}
		}
		return new Range(low, high);
	}

	/** Where a value stands between the ends, 0 to 1. */
	double share(double value) {
		return (value / 2 - lowest / 2) / (highest / 2 - lowest / 2);
	}

	/** Whether a value lies between the ends. */
	boolean contains(double value) {
		return value >= lowest && value <= highest;
	}

	/** The smallest and the largest finite value; NaN where there is none. */
	static Range plain(double... values) {
		double low = Double.POSITIVE_INFINITY;
		double high = Double.NEGATIVE_INFINITY;
		for (double value : values) {
			if (Math.abs(value) <= HUGE) {
				low = Math.min(low, value);
				high = Math.max(high, value);
			}
		}
		return low > high ? new Range(Double.NaN, Double.NaN) : new Range(low, high);
	}

	/** The range of most values with some space around, but no more than all of them need. */
	private static Range robust(double[] values) {
		double[] sorted = Arrays.stream(values).filter(value -> Math.abs(value) <= HUGE).sorted().toArray();
		if (sorted.length == 0) {
			return plain();
		}
		int tail = (int) (TAIL * sorted.length);
		double low = sorted[tail];
		double high = sorted[sorted.length - 1 - tail];
		double space = ROBUST_MARGIN * (high - low);
		Range all = new Range(sorted[0], sorted[sorted.length - 1]);
		double margin = MARGIN * (high - low);
		return new Range(Math.max(low - space, all.lowest - margin), Math.min(high + space, all.highest + margin));
	}

	/** The range of an axis: its own ends first. */
	private static Range ends(Axis axis, Range data, double margin) {
		boolean time = axis.scale() == Axis.Scale.TIME;
		double low = Double.isNaN(data.lowest) ? 0 : data.lowest;
		double high = Double.isNaN(data.highest) ? time ? HALF_DAY_SECONDS : 1 : data.highest;
		double space = Math.max(margin * (high / 2 - low / 2) * 2, 0);
		double least = time ? 1 : NARROW * Math.max(Math.abs(low), Math.abs(high));
		if (high - low <= least) {
			space = time ? HALF_DAY_SECONDS
					: high == 0 ? 1 : Math.max(LONELY * Math.abs(high), Double.MIN_NORMAL / NARROW);
		}
		double from = Double.isNaN(axis.lowest()) ? low - space : axis.lowest();
		double to = Double.isNaN(axis.highest()) ? high + space : axis.highest();
		if (time) {
			from = Math.clamp(from, FIRST_TIME, LAST_TIME - HALF_DAY_SECONDS);
			to = Math.clamp(to, FIRST_TIME + HALF_DAY_SECONDS, LAST_TIME);
		}
		// an end of the axis beyond all data
		double span = Math.max(Math.max(Math.abs(from), Math.abs(to)) * NARROW, Double.MIN_NORMAL / NARROW);
		if (!(to - from >= span)) {
			return Double.isNaN(axis.lowest()) ? new Range(to - Math.max(1, span), to)
					: new Range(from, from + Math.max(1, span));
		}
		return new Range(from, to);
	}

	private static double bar(Series series, int index) {
		double error = series.errorAt(index);
		return Double.isInfinite(error) ? 0 : error;
	}

	@FunctionalInterface
	private interface Value {
		double of(Series series, int index);
	}

	private static double[] values(List<Series> series, Value value) {
		return series.stream().flatMapToDouble(one -> {
			IntToDoubleFunction at = index -> value.of(one, index);
			return IntStream.range(0, one.length()).mapToDouble(at);
		}).toArray();
	}
}
