package org.armillary.engine.run;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;

import org.armillary.engine.run.Forecast.Item;

/**
 * What many jobs need together. The run is tried out with times drawn from the estimates of its jobs. Half of the
 * variance of an estimate is taken to be common to all jobs of an actor, as the law of the actor may be wrong, the other half
 * belongs to the job alone; so the range of a sum is narrower than the sum of the ranges, but not by as much as if all
 * jobs were independent.
 */
final class Totals {

	private static final int MOST_TRIALS = 200;
	private static final int LEAST_TRIALS = 20;
	/** A run with more jobs is tried out less often. */
	private static final int MOST_JOBS_TRIED = 200_000;
	private static final long SEED = 20260301;
	private static final double LOW = 0.16;
	private static final double MIDDLE = 0.5;
	private static final double HIGH = 0.84;
	private static final double COMMON = Math.sqrt(0.5);

	private static final Estimate NOTHING = new Estimate(Range.ZERO, Range.ZERO, Range.ZERO, Range.ZERO);

	private final List<Item> items;

	/**
	 * Adds up.
	 *
	 * @param items
	 *            the jobs that run and of which something is known, in the order of the plan
	 */
	Totals(List<Item> items) {
		this.items = items;
	}

	/** What was drawn for the jobs in one trial. */
	private final class Trial {
		private final SplittableRandom random;
		private final Map<String, Double> common = new HashMap<>();

		Trial(SplittableRandom random) {
			this.random = random;
		}

		/** How far off a job is, in units of the spread. */
		double[] deviations() {
			var deviations = new double[items.size()];
			for (int i = 0; i < deviations.length; i++) {
				double shared = common.computeIfAbsent(actor(items.get(i)), _ -> random.nextGaussian());
				deviations[i] = COMMON * (shared + random.nextGaussian());
			}
			return deviations;
		}

		double sum(double[] deviations, Function<Estimate, Range> amount) {
			double sum = 0;
			for (int i = 0; i < deviations.length; i++) {
				sum += drawn(amount.apply(estimate(i)), deviations[i]);
			}
			return sum;
		}
	}

	private static String actor(Item item) {
		return item.job().actor().descriptor().id();
	}

	private Estimate estimate(int place) {
		return items.get(place).estimate().orElseThrow();
	}

	private static double drawn(Range range, double deviation) {
		return range.middle() * Math.exp(range.spread() * deviation);
	}

	/**
	 * All of them, executed together: the time is that from the first start to the last end, the memory that of the jobs
	 * at work at the same time. What runs only if something made again comes out otherwise counts at the upper end alone.
	 *
	 * @param workers
	 *            most jobs at the same time
	 * @param memoryBytes
	 *            memory that they may declare together, bytes
	 */
	Estimate together(int workers, long memoryBytes) {
		return withoutThoseReused(all -> all.tried(workers, memoryBytes));
	}

	private Estimate withoutThoseReused(Function<Totals, Estimate> sum) {
		List<Item> certain = items.stream().filter(item -> !item.isReusedIfUnchanged()).toList();
		Estimate most = sum.apply(this);
		if (certain.size() == items.size()) {
			return most;
		}
		Estimate least = certain.isEmpty() ? NOTHING : sum.apply(new Totals(certain));
		return new Estimate(from(least.time(), most.time()), from(least.processor(), most.processor()),
				from(least.output(), most.output()), from(least.memory(), most.memory()), most.isMemoryMeasured(),
				most.results());
	}

	private static Range from(Range least, Range most) {
		return new Range(least.low(), least.middle(), Math.max(least.high(), most.high()));
	}

	private Estimate tried(int workers, long memoryBytes) {
		var timetable = new Timetable(entries(), workers, memoryBytes);
		int trials = Math.clamp(MOST_JOBS_TRIED / Math.max(1, items.size()), LEAST_TRIALS, MOST_TRIALS);
		var times = new double[trials];
		var memories = new double[trials];
		var processor = new double[trials];
		var outputs = new double[trials];
		var random = new SplittableRandom(SEED);
		for (int i = 0; i < trials; i++) {
			var trial = new Trial(random);
			double[] deviations = trial.deviations();
			var seconds = new double[deviations.length];
			for (int job = 0; job < seconds.length; job++) {
				seconds[job] = drawn(estimate(job).time(), deviations[job]);
			}
			Timetable.Course course = timetable.course(seconds);
			times[i] = course.seconds();
			memories[i] = course.memoryBytes();
			processor[i] = trial.sum(deviations, Estimate::processor);
			outputs[i] = trial.sum(trial.deviations(), Estimate::output);
		}
		return new Estimate(range(times), range(processor), range(outputs), range(memories),
				isMemoryMeasured(), results());
	}

	/** Each on its own, as the rows of a table want it: times are added, and the memory is that of the largest. */
	Estimate apart() {
		return withoutThoseReused(Totals::added);
	}

	private Estimate added() {
		double largest = items.stream().mapToDouble(item -> item.estimate().orElseThrow().memory().middle()).max()
				.orElse(0);
		Range memory = items.stream().map(item -> item.estimate().orElseThrow().memory())
				.filter(range -> range.middle() == largest).findFirst().orElse(Range.ZERO);
		Estimate sums = tried(1, Long.MAX_VALUE);
		return new Estimate(sums.time(), sums.processor(), sums.output(), memory, isMemoryMeasured(), sums.results());
	}

	private int results() {
		return items.stream().mapToInt(item -> item.estimate().orElseThrow().results()).filter(results -> results > 0)
				.min().orElse(0);
	}

	private boolean isMemoryMeasured() {
		return items.stream().allMatch(item -> item.estimate().orElseThrow().isMemoryMeasured());
	}

	private List<Timetable.Entry> entries() {
		var places = new LinkedHashMap<String, Integer>();
		var entries = new ArrayList<Timetable.Entry>();
		for (Item item : items) {
			List<Integer> before = Forecast.upstream(item.job()).stream().map(places::get).filter(Objects::nonNull)
					.toList();
			places.put(item.job().id(), places.size());
			entries.add(new Timetable.Entry(before, item.job().plan().resources().memoryBytes(),
					item.estimate().orElseThrow().memory().middle()));
		}
		return entries;
	}

	private static Range range(double[] values) {
		double[] sorted = values.clone();
		Arrays.sort(sorted);
		return new Range(quantile(sorted, LOW), quantile(sorted, MIDDLE), quantile(sorted, HIGH));
	}

	/** A quantile of sorted values, between two of them in proportion. */
	private static double quantile(double[] sorted, double fraction) {
		double place = fraction * (sorted.length - 1);
		int below = (int) Math.floor(place);
		int above = Math.min(below + 1, sorted.length - 1);
		return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
	}

	/** The jobs that run and of which something is known. */
	static Optional<Totals> of(List<Item> items) {
		List<Item> known = items.stream()
				.filter(item -> !item.reason().isReused() && item.estimate().isPresent()).toList();
		return known.isEmpty() ? Optional.empty() : Optional.of(new Totals(known));
	}
}
