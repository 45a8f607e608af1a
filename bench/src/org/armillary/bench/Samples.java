package org.armillary.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Repetitions of one measurement.
 *
 * @param seconds
 *            wall-clock time of each repetition, ascending; at least one
 */
record Samples(List<Double> seconds) {

	Samples {
		seconds = seconds.stream().sorted().toList();
	}

	static Samples of(double... seconds) {
		return new Samples(Arrays.stream(seconds).boxed().toList());
	}

	double median() {
		int middle = seconds.size() / 2;
		return seconds.size() % 2 == 1
				? seconds.get(middle)
				: (seconds.get(middle - 1) + seconds.get(middle)) / 2;
	}

	double minimum() {
		return seconds.getFirst();
	}

	int count() {
		return seconds.size();
	}

	/** The same repetitions, as if each had done {@code factor} times as much. */
	Samples times(double factor) {
		return new Samples(seconds.stream().map(value -> value * factor).toList());
	}

	/** Median, minimum and number as the table shows them. */
	String text() {
		return "%s (%s, %d)".formatted(text(median()), text(minimum()), count());
	}

	/** A time with three digits and its unit. */
	static String text(double seconds) {
		if (seconds >= 1) {
			return digits(seconds) + " s";
		}
		return seconds >= 1e-3 ? digits(seconds * 1e3) + " ms" : digits(seconds * 1e6) + " µs";
	}

	/** A number with three digits. */
	static String digits(double value) {
		int decimals = value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
		return String.format(Locale.ROOT, "%." + decimals + "f", value);
	}
}
