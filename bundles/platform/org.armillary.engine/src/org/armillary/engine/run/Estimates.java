package org.armillary.engine.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

import org.armillary.engine.store.Experience;

/**
 * Estimates time and size of a job from the latest results of its actor. With at least three of different input
 * sizes, time and output scale with the input: the median of the time per byte counts; else the median of the time.
 * The likely range are the percentiles 16 and 84, which for a normal distribution are one standard deviation on
 * either side; with fewer than three results it is a factor of 1.5 either way.
 *
 * <p><b>Threads.</b> For one thread.
 */
final class Estimates {

	private static final int ENOUGH = 3;
	private static final double FACTOR = 1.5;
	private static final double LOW = 0.16;
	private static final double HIGH = 0.84;
	private static final double MIDDLE = 0.5;

	private final Function<String, List<Experience>> experience;
	private final Map<String, Model> models = new HashMap<>();

	/** Quantiles of time in s and median of bytes; per byte of input where {@code scales}. */
	private record Quantities(boolean scales, double low, double high, double bytes) {

		Estimate of(double inputBytes) {
			double factor = scales ? inputBytes : 1;
			return new Estimate(low * factor, high * factor, Math.round(bytes * factor));
		}
	}

	/** What is known of an actor: with the size of the input, and without it. */
	private record Model(Optional<Quantities> scaling, Optional<Quantities> fixed) {
	}

	/**
	 * Makes estimates.
	 *
	 * @param experience
	 *            the latest results of an actor by its id
	 */
	Estimates(Function<String, List<Experience>> experience) {
		this.experience = experience;
	}

	/**
	 * Estimates a job; empty where its actor never worked.
	 *
	 * @param inputBytes
	 *            size of its inputs, bytes; empty where they are not known yet
	 */
	Optional<Estimate> of(String actor, OptionalLong inputBytes) {
		Model model = models.computeIfAbsent(actor, id -> model(experience.apply(id)));
		if (inputBytes.isPresent() && inputBytes.getAsLong() > 0 && model.scaling().isPresent()) {
			return model.scaling().map(quantities -> quantities.of(inputBytes.getAsLong()));
		}
		return model.fixed().map(quantities -> quantities.of(1));
	}

	private static Model model(List<Experience> results) {
		if (results.isEmpty()) {
			return new Model(Optional.empty(), Optional.empty());
		}
		long sizes = results.stream().mapToLong(Experience::inputBytes).filter(bytes -> bytes > 0).distinct().count();
		Optional<Quantities> scaling = Optional.empty();
		if (sizes >= ENOUGH) {
			List<Experience> sized = results.stream().filter(result -> result.inputBytes() > 0).toList();
			scaling = Optional.of(quantities(true, sized, result -> result.seconds() / result.inputBytes(),
					result -> (double) result.outputBytes() / result.inputBytes()));
		}
		return new Model(scaling,
				Optional.of(quantities(false, results, Experience::seconds, Experience::outputBytes)));
	}

	private static Quantities quantities(boolean scales, List<Experience> results, ToDoubleFunction<Experience> seconds,
			ToDoubleFunction<Experience> bytes) {
		double[] times = results.stream().mapToDouble(seconds).sorted().toArray();
		double size = quantile(results.stream().mapToDouble(bytes).sorted().toArray(), MIDDLE);
		double middle = quantile(times, MIDDLE);
		return times.length < ENOUGH ? new Quantities(scales, middle / FACTOR, middle * FACTOR, size)
				: new Quantities(scales, quantile(times, LOW), quantile(times, HIGH), size);
	}

	/** A quantile of sorted values, between two of them in proportion. */
	private static double quantile(double[] sorted, double fraction) {
		double place = fraction * (sorted.length - 1);
		int below = (int) Math.floor(place);
		int above = Math.min(below + 1, sorted.length - 1);
		return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
	}
}
