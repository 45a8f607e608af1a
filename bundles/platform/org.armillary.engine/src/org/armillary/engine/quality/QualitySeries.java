package org.armillary.engine.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All measurements of one value on one subject, oldest first. Numbers of the series are of those that count.
 *
 * @param actor
 *            id of the actor that publishes the value
 * @param name
 *            name of the value
 * @param subject
 *            what it is measured on; empty for whole jobs
 * @param unit
 *            its unit; empty for a pure number
 * @param measurements
 *            the measurements, at least one
 */
public record QualitySeries(String actor, String name, String subject, String unit,
		List<Measurement> measurements) {

	/** Standard deviations per median absolute deviation of a normal distribution. */
	private static final double NORMAL = 1.4826;

	/** Copies the list. */
	public QualitySeries {
		measurements = List.copyOf(measurements);
		if (measurements.isEmpty()) {
			throw new IllegalArgumentException(name + " of " + actor + " has no measurement");
		}
	}

	/**
	 * Sorts measurements into series: actors by id, the values of an actor in the order in which it publishes them, subjects
	 * by name. A value that came with different units makes a series of each.
	 *
	 * @param measurements
	 *            measurements, oldest first
	 */
	public static List<QualitySeries> of(List<Measurement> measurements) {
		record Name(String actor, String name) {
		}
		record Key(Name name, String subject, String unit) {
		}
		var ranks = new LinkedHashMap<Name, Integer>();
		var bySeries = new LinkedHashMap<Key, List<Measurement>>();
		for (Measurement measurement : measurements) {
			var name = new Name(measurement.actor(), measurement.value().name());
			ranks.putIfAbsent(name, ranks.size());
			bySeries.computeIfAbsent(new Key(name, measurement.value().subject(), measurement.value().unit()),
					_ -> new ArrayList<>()).add(measurement);
		}
		return bySeries.entrySet().stream()
				.sorted(Comparator.comparing((Map.Entry<Key, List<Measurement>> entry) -> entry.getKey()
						.name().actor()).thenComparing(entry -> ranks.get(entry.getKey().name()))
						.thenComparing(entry -> entry.getKey().subject())
						.thenComparing(entry -> entry.getKey().unit()))
				.map(entry -> new QualitySeries(entry.getKey().name().actor(), entry.getKey().name().name(),
						entry.getKey().subject(), entry.getKey().unit(), entry.getValue()))
				.toList();
	}

	/** Those that count; see {@link Measurement#counts}. */
	public List<Measurement> counted() {
		return measurements.stream().filter(Measurement::counts).toList();
	}

	/** The latest measurement that counts; the latest of all where none does. */
	public Measurement latest() {
		return measurements.reversed().stream().filter(Measurement::counts).findFirst()
				.orElseGet(measurements::getLast);
	}

	/** Median of what could be measured; NaN where nothing could. */
	public double median() {
		return medianOfSorted(sorted(finite()));
	}

	/**
	 * Scatter of what could be measured: the median absolute deviation from the median, as standard deviation of a normal
	 * distribution; NaN for fewer than two.
	 */
	public double scatter() {
		double[] values = sorted(finite());
		if (values.length < 2) {
			return Double.NaN;
		}
		double median = medianOfSorted(values);
		for (int i = 0; i < values.length; i++) {
			values[i] = Math.abs(values[i] - median);
		}
		return NORMAL * medianOfSorted(sorted(values));
	}

	/** How it changes with time; empty where there is too little to say so. */
	public Optional<QualityTrend> trend() {
		double[] values = finite();
		double[] times = new double[values.length];
		int count = 0;
		for (Measurement measurement : measurements) {
			if (measurement.counts() && Double.isFinite(measurement.value().value())) {
				times[count] = measurement.time();
				count++;
			}
		}
		return count == 0 ? Optional.empty() : QualityTrend.of(times, values);
	}

	/** What could be measured, oldest first. */
	private double[] finite() {
		double[] values = new double[measurements.size()];
		int count = 0;
		for (Measurement measurement : measurements) {
			double value = measurement.value().value();
			if (measurement.counts() && Double.isFinite(value)) {
				values[count] = value;
				count++;
			}
		}
		return Arrays.copyOf(values, count);
	}

	private static double[] sorted(double[] values) {
		Arrays.sort(values);
		return values;
	}

	/** Median of sorted values; NaN for none. */
	static double medianOfSorted(double[] sorted) {
		int n = sorted.length;
		return n == 0 ? Double.NaN : sorted[n / 2] + (sorted[(n - 1) / 2] - sorted[n / 2]) / 2;
	}
}
