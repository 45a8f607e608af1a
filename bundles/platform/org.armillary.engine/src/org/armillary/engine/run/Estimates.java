package org.armillary.engine.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

import org.armillary.engine.run.Law.Expected;
import org.armillary.engine.store.Experience;

/**
 * Estimates what a job will need from the latest results of its actor: time, products and memory follow {@link Law}s of
 * the size of the input. Later results count more than earlier ones, those with the same settings more than others, and
 * times on other machines are used with the ratio of the {@link Speeds}, as far as that is known.
 *
 * <p><b>Threads.</b> For one thread.
 */
final class Estimates {

	/** After so many later results of an actor, one counts half. */
	private static final double HALF_LIFE = 25;
	/** With so many results with the same settings, others count little. */
	private static final int ENOUGH = 3;
	private static final double OTHER_SETTINGS = 0.1;
	/** What other settings may change of a time or a size, in natural logarithm. */
	private static final double SETTINGS_SPREAD = 0.2;
	/** Scatter of times that is expected before any is known, in natural logarithm. */
	private static final double TIME_SCATTER = 0.2;
	private static final double SIZE_SCATTER = 0.05;
	private static final double LEAST_SECONDS = 1e-6;

	private final Map<String, List<Experience>> experiences = new LinkedHashMap<>();
	private final Speeds speeds;
	private final Map<Question, Model> models = new HashMap<>();

	/** Jobs that are estimated by the same results, counted in the same way. */
	private record Question(String actor, OptionalLong settings, boolean sized) {
	}

	/** What is known of jobs. */
	private record Model(Law time, double unlike, double processorPerTime, Optional<Law> output, Optional<Law> memory,
			double sizesUnlike, int results) {

		Estimate of(Range input, long declaredMemory) {
			double size = Math.max(1, input.middle());
			Range time = range(time(), size, input.spread(), unlike);
			Range memory = memory().map(law -> range(law, size, input.spread(), sizesUnlike))
					.orElse(Range.exactly(declaredMemory));
			return new Estimate(time, time.times(processorPerTime),
					output().map(law -> range(law, size, input.spread(), sizesUnlike)).orElse(Range.ZERO), memory,
					memory().isPresent() || declaredMemory == 0, results);
		}

		private static Range range(Law law, double size, double sizeSpread, double unlike) {
			Expected expected = law.at(size, sizeSpread);
			return Range.around(Math.exp(expected.location()), Math.hypot(expected.spread(), unlike));
		}
	}

	/** A result, how its time compares, and how much it counts. */
	private record Weighed(Experience result, Speeds.Ratio ratio, double weight) {
	}

	/**
	 * Makes estimates.
	 *
	 * @param experience
	 *            the latest results of an actor by its id, the latest first
	 * @param actors
	 *            the actors of jobs that will be estimated
	 * @param machine
	 *            the machine on which they will run
	 */
	Estimates(Function<String, List<Experience>> experience, Collection<String> actors, String machine) {
		actors.forEach(actor -> experiences.computeIfAbsent(actor, experience));
		this.speeds = new Speeds(machine, experiences.values());
	}

	/**
	 * Estimates a job; empty where its actor never worked.
	 *
	 * @param settings
	 *            hash of its settings as in {@link Experience#settings()}; empty where they are not known
	 * @param input
	 *            size of its inputs, bytes; zero where it is not known
	 * @param declaredMemory
	 *            peak of the heap that its plan declared, bytes; 0 for none
	 */
	Optional<Estimate> of(String actor, OptionalLong settings, Range input, long declaredMemory) {
		List<Experience> results = experiences.getOrDefault(actor, List.of());
		if (results.isEmpty()) {
			return Optional.empty();
		}
		boolean sized = input.middle() > 0 && results.stream().anyMatch(result -> result.inputBytes() > 0);
		Model model = models.computeIfAbsent(new Question(actor, settings, sized), question -> model(question,
				results.stream().filter(result -> !sized || result.inputBytes() > 0).toList()));
		return Optional.of(model.of(sized ? input : Range.exactly(1), declaredMemory));
	}

	/** The part of the bytes of all products that those of a port are. */
	double share(String actor, String port) {
		List<Experience> results = experiences.getOrDefault(actor, List.of());
		double all = results.stream().mapToDouble(Experience::allOutputBytes).sum();
		return all == 0 ? 0
				: results.stream().mapToDouble(result -> result.outputBytes().getOrDefault(port, 0L)).sum() / all;
	}

	private Model model(Question question, List<Experience> results) {
		boolean known = question.settings().isPresent();
		long same = results.stream().filter(result -> isSame(question, result)).count();
		boolean local = results.stream().anyMatch(result -> speeds.isHere(result.machine()));
		var weighed = new ArrayList<Weighed>();
		for (Experience result : results) {
			Speeds.Ratio ratio = speeds.from(result.machine());
			double weight = Math.pow(0.5, weighed.size() / HALF_LIFE);
			weight *= same >= ENOUGH && !isSame(question, result) ? OTHER_SETTINGS : 1;
			double doubt = local ? ratio.spread() / TIME_SCATTER : 0;
			weighed.add(new Weighed(result, ratio, weight / (1 + doubt * doubt)));
		}
		double settingsSpread = known && same == 0 ? SETTINGS_SPREAD : 0;
		double machineSpread = local ? 0 : speeds.from(results.getFirst().machine()).spread();
		ToDoubleFunction<Weighed> seconds = one -> Math.max(LEAST_SECONDS, one.result().seconds())
				* Math.exp(one.ratio().logarithm());
		return new Model(law(question, weighed, seconds, TIME_SCATTER).orElseThrow(),
				Math.hypot(settingsSpread, machineSpread), processorPerTime(results),
				law(question, weighed, one -> one.result().allOutputBytes(), SIZE_SCATTER),
				law(question, weighed, one -> one.result().peakMemoryBytes(), SIZE_SCATTER), settingsSpread,
				results.size());
	}

	private static boolean isSame(Question question, Experience result) {
		return question.settings().isEmpty() || question.settings().getAsLong() == result.settings();
	}

	/** The law of an amount; empty where it is zero in most results. */
	private static Optional<Law> law(Question question, List<Weighed> results, ToDoubleFunction<Weighed> amount,
			double scatter) {
		List<Law.Result> positive = results.stream().filter(one -> amount.applyAsDouble(one) > 0)
				.map(one -> new Law.Result(question.sized() ? one.result().inputBytes() : 1,
						Math.log(amount.applyAsDouble(one)), one.weight()))
				.toList();
		return 2 * positive.size() < results.size() || positive.isEmpty() ? Optional.empty()
				: Optional.of(new Law(positive, scatter));
	}

	private static double processorPerTime(List<Experience> results) {
		double[] ratios = results.stream().filter(result -> result.cpuSeconds() > 0 && result.seconds() > 0)
				.mapToDouble(result -> result.cpuSeconds() / result.seconds()).toArray();
		return ratios.length == 0 ? 0 : Law.median(ratios);
	}
}
