package org.armillary.engine.run;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * How an amount grows with the size of the input: {@code c·(f + (1 − f)·(x / x₀)^p)}, where x₀ is a typical size, f
 * the part of the amount that does not depend on the size, and p is 1, or less often 0.5, 1.5 or 2. What a job prepares and the
 * loops over its pixels make such laws; a constant is among them.
 *
 * <p>Rather than choosing one law by few results, all are weighed by how well they agree with them (Bayesian averaging
 * with conjugate priors; Gelman et al., <em>Bayesian Data Analysis</em>, 3rd ed., chapters 3 and 7). So the range of a
 * prediction contains the scatter of the results, the small number of them, and that they may not tell how the amount
 * grows: it widens with the distance to the sizes that were seen. Scatter is taken as a ratio. Results far from the
 * law of all others, as of a machine that was asleep, count little.
 */
final class Law {

	/** Parts of the amount at the typical size that do not depend on the size. */
	private static final double[] FIXED = { 0, 0.05, 0.15, 0.3, 0.5, 0.7, 0.85, 0.95 };
	private static final double[] POWERS = { 1, 0.5, 1.5, 2 };
	/** How likely powers are before anything is known; the rest is for a constant. */
	private static final double[] POWER_PRIORS = { 0.55, 0.1, 0.1, 0.1 };
	private static final double CONSTANT_PRIOR = 0.15;

	/** As many results as the expected scatter is worth. */
	private static final double PRIOR_RESULTS = 2;
	/** With fewer results no one of them can be called an outlier. */
	private static final int FEW = 4;
	private static final double OUTLIER = 2.5;
	private static final double LEAST_SCATTER = 0.1;
	/** Standard deviation of a normal distribution by its median absolute deviation. */
	private static final double DEVIATION = 1.4826;
	/** By how much the percentile 84 of Student's distribution with n degrees is wider than the normal one, times n. */
	private static final double STUDENT = 0.64;

	private final Shape[] shapes;
	private final double[] locations;
	private final double[] spreads;
	private final double[] weights;

	/**
	 * A result.
	 *
	 * @param input
	 *            size of the input, more than 0
	 * @param amount
	 *            natural logarithm of the amount
	 * @param weight
	 *            how much it counts, at most 1
	 */
	record Result(double input, double amount, double weight) {
	}

	/**
	 * What is expected.
	 *
	 * @param location
	 *            natural logarithm of the amount
	 * @param spread
	 *            half the distance of the percentiles 16 and 84 in natural logarithm
	 */
	record Expected(double location, double spread) {
	}

	/** A law but for its factor. */
	private record Shape(double typical, double fixed, double power, double prior) {

		double log(double input) {
			return fixed == 1 ? 0 : Math.log(fixed + (1 - fixed) * Math.pow(input / typical, power));
		}
	}

	/**
	 * Learns from results.
	 *
	 * @param results
	 *            at least one
	 * @param scatter
	 *            scatter that is expected before anything is known, in natural logarithm
	 */
	Law(List<Result> results, double scatter) {
		shapes = shapes(typical(results));
		locations = new double[shapes.length];
		spreads = new double[shapes.length];
		weights = new double[shapes.length];
		double[] counts = counts(results);
		double count = 0;
		for (double one : counts) {
			count += one;
		}
		double degrees = Math.max(0, count - 1) + PRIOR_RESULTS;
		double best = Double.NEGATIVE_INFINITY;
		for (int k = 0; k < shapes.length; k++) {
			locations[k] = mean(residuals(shapes[k], results), counts);
			double squares = PRIOR_RESULTS * scatter * scatter
					+ squares(residuals(shapes[k], results), counts, locations[k]);
			spreads[k] = Math.sqrt(squares / degrees * (1 + 1 / count)) * (1 + STUDENT / degrees);
			weights[k] = Math.log(shapes[k].prior()) - degrees / 2 * Math.log(squares);
			best = Math.max(best, weights[k]);
		}
		double sum = 0;
		for (int k = 0; k < shapes.length; k++) {
			weights[k] = Math.exp(weights[k] - best);
			sum += weights[k];
		}
		for (int k = 0; k < shapes.length; k++) {
			weights[k] /= sum;
		}
	}

	/** What is expected for an input of this size. */
	Expected at(double input) {
		double location = average(k -> locations[k] + shapes[k].log(input));
		double variance = average(k -> {
			double away = locations[k] + shapes[k].log(input) - location;
			return spreads[k] * spreads[k] + away * away;
		});
		return new Expected(location, Math.sqrt(variance));
	}

	/**
	 * What is expected for an input of which the size is not known exactly.
	 *
	 * @param spread
	 *            uncertainty of its natural logarithm
	 */
	Expected at(double input, double spread) {
		Expected expected = at(input);
		if (spread == 0) {
			return expected;
		}
		double more = Math.abs(at(input * Math.exp(spread)).location() - at(input * Math.exp(-spread)).location()) / 2;
		return new Expected(expected.location(), Math.hypot(expected.spread(), more));
	}

	/** A value of each law. */
	@FunctionalInterface
	private interface OfShape {
		double of(int shape);
	}

	private double average(OfShape value) {
		double sum = 0;
		for (int k = 0; k < shapes.length; k++) {
			sum += weights[k] * value.of(k);
		}
		return sum;
	}

	/**
	 * By how much the results of one group are above those of another, in natural logarithm, in the law that agrees best
	 * with both; empty where one has no result.
	 */
	static Optional<Double> offset(List<Result> above, List<Result> below) {
		if (above.isEmpty() || below.isEmpty()) {
			return Optional.empty();
		}
		double least = Double.POSITIVE_INFINITY;
		double offset = 0;
		for (Shape shape : shapes(typical(below))) {
			double[] high = residuals(shape, above);
			double[] low = residuals(shape, below);
			double highMiddle = median(high);
			double lowMiddle = median(low);
			// the priors tell apart laws that agree equally well
			double badness = distance(high, highMiddle) + distance(low, lowMiddle) - 1e-6 * Math.log(shape.prior());
			if (badness < least) {
				least = badness;
				offset = highMiddle - lowMiddle;
			}
		}
		return Optional.of(offset);
	}

	private static double typical(List<Result> results) {
		return Math.exp(results.stream().mapToDouble(result -> Math.log(result.input())).average().orElse(0));
	}

	private static Shape[] shapes(double typical) {
		var shapes = new Shape[FIXED.length * POWERS.length + 1];
		int number = 0;
		for (double fixed : FIXED) {
			for (int p = 0; p < POWERS.length; p++) {
				shapes[number++] = new Shape(typical, fixed, POWERS[p], POWER_PRIORS[p] / FIXED.length);
			}
		}
		shapes[number] = new Shape(typical, 1, 1, CONSTANT_PRIOR);
		return shapes;
	}

	private static double[] residuals(Shape shape, List<Result> results) {
		return results.stream().mapToDouble(result -> result.amount() - shape.log(result.input())).toArray();
	}

	/** How much each result counts: its weight, less where it is far from the law that agrees best with most. */
	private static double[] counts(List<Result> results) {
		double[] counts = results.stream().mapToDouble(Result::weight).toArray();
		if (counts.length < FEW) {
			return counts;
		}
		double[] closest = {};
		double least = Double.POSITIVE_INFINITY;
		for (Shape shape : shapes(typical(results))) {
			double[] residuals = residuals(shape, results);
			double middle = median(residuals);
			DoubleUnaryOperator away = residual -> Math.abs(residual - middle);
			double[] distances = Arrays.stream(residuals).map(away).toArray();
			double badness = mean(distances, counts);
			if (badness < least) {
				least = badness;
				closest = distances;
			}
		}
		double far = OUTLIER * Math.max(LEAST_SCATTER, DEVIATION * median(closest));
		for (int i = 0; i < counts.length; i++) {
			double excess = Math.max(1, closest[i] / far);
			counts[i] /= excess * excess;
		}
		return counts;
	}

	private static double distance(double[] values, double middle) {
		double sum = 0;
		for (double value : values) {
			sum += Math.abs(value - middle);
		}
		return sum;
	}

	private static double mean(double[] values, double[] counts) {
		double sum = 0;
		double count = 0;
		for (int i = 0; i < values.length; i++) {
			sum += counts[i] * values[i];
			count += counts[i];
		}
		return sum / count;
	}

	private static double squares(double[] values, double[] counts, double middle) {
		double sum = 0;
		for (int i = 0; i < values.length; i++) {
			sum += counts[i] * (values[i] - middle) * (values[i] - middle);
		}
		return sum;
	}

	/** The median. */
	static double median(double[] values) {
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		int half = sorted.length / 2;
		return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
	}
}
