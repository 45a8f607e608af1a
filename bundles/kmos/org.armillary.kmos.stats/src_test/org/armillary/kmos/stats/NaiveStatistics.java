package org.armillary.kmos.stats;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The eleven values written down once more from their definitions, as plainly as possible and with nothing of the kernels:
 * sorted lists, sums in big decimals where the order of terms could matter.
 */
final class NaiveStatistics {

	private NaiveStatistics() {
	}

	/** The values in the order of {@link Statistic}. */
	static double[] of(List<Double> included, double negative, double positive, int iterations) {
		List<Double> finite = included.stream().filter(value -> !value.isNaN() && !value.isInfinite()).toList();
		if (finite.isEmpty()) {
			double none = Double.NaN;
			return new double[] { included.size(), 0, none, none, none, none, none, none, none, none, none };
		}
		List<Double> kept = clip(finite, negative, positive, iterations);
		double mode = mode(kept);
		return new double[] { included.size(), finite.size(), mean(finite), deviation(finite), mean(kept),
				deviation(kept),
				quantile(finite, 0.5), mode, noise(kept, mode), Collections.min(finite), Collections.max(finite) };
	}

	private static List<Double> clip(List<Double> values, double negative, double positive, int iterations) {
		List<Double> kept = values;
		for (int i = 0; i < iterations; i++) {
			double percentiles = (quantile(kept, 0.8413447460685429) - quantile(kept, 0.15865525393145707)) / 2;
			double centre = i == 0 ? quantile(kept, 0.5) : mean(kept);
			double spread = i == 0 && percentiles > 0 ? percentiles : deviation(kept);
			if (!(spread > 0)) {
				return kept;
			}
			List<Double> next = kept.stream()
					.filter(value -> value >= centre - negative * spread && value <= centre + positive * spread)
					.toList();
			if (next.size() == kept.size()) {
				return kept;
			}
			kept = next;
		}
		return kept;
	}

	private static double mean(List<Double> values) {
		var sum = java.math.BigDecimal.ZERO;
		for (double value : values) {
			sum = sum.add(new java.math.BigDecimal(value));
		}
		return values.isEmpty() ? Double.NaN : sum.doubleValue() / values.size();
	}

	private static double deviation(List<Double> values) {
		double mean = mean(values);
		return Math.sqrt(mean(values.stream().map(value -> (value - mean) * (value - mean)).toList()) * values.size()
				/ (values.size() - 1.0));
	}

	private static double quantile(List<Double> values, double fraction) {
		var sorted = new ArrayList<>(values);
		Collections.sort(sorted);
		double position = fraction * (sorted.size() - 1);
		int below = (int) position;
		int above = Math.min(below + 1, sorted.size() - 1);
		return sorted.get(below) + (position - below) * (sorted.get(above) - sorted.get(below));
	}

	private static double mode(List<Double> values) {
		double low = Collections.min(values);
		double high = Collections.max(values);
		if (low == high) {
			return low;
		}
		int bins = 1 + (int) Math.ceil(Math.log(values.size()) / Math.log(2) - 1e-12);
		var counts = new int[bins + 2];
		for (double value : values) {
			counts[1 + Math.min(bins - 1, (int) Math.floor((value - low) * (bins / (high - low))))]++;
		}
		int peak = 1;
		for (int bin = 1; bin <= bins; bin++) {
			peak = counts[bin] > counts[peak] ? bin : peak;
		}
		double before = counts[peak - 1];
		double after = counts[peak + 1];
		double vertex = 0.5 * (before - after) / (before - 2.0 * counts[peak] + after);
		return low + (peak - 1 + 0.5 + vertex) * ((high - low) / bins);
	}

	private static double noise(List<Double> values, double mode) {
		List<Double> squares = values.stream().filter(value -> value < mode)
				.map(value -> (value - mode) * (value - mode))
				.toList();
		return squares.isEmpty() ? 0 : Math.sqrt(mean(squares));
	}
}
