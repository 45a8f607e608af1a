package org.armillary.cli;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

import org.armillary.engine.run.Estimate;
import org.armillary.engine.run.Forecast;

/**
 * How long a run will go on: the work left, weighed by what the forecast expects of each job, at the speed at which work was
 * done so far; as long as nothing is done, at the speed expected.
 */
final class RemainingTime {

	private final Map<String, Double> expected;
	private final int workers;
	private final Set<String> ended = new HashSet<>();
	private double done;

	/**
	 * Makes an estimate.
	 *
	 * @param expected
	 *            seconds that each job that has to run is expected to take, by id
	 * @param workers
	 *            jobs at the same time
	 */
	RemainingTime(Map<String, Double> expected, int workers) {
		this.expected = Map.copyOf(expected);
		this.workers = workers;
	}

	/** Knows nothing. */
	static RemainingTime unknown() {
		return new RemainingTime(Map.of(), 1);
	}

	/** What a forecast expects; a job of which nothing is known is taken for an average one. */
	static RemainingTime of(Forecast forecast, int workers) {
		double mean = forecast.toRun().stream()
				.flatMap(item -> item.estimate().stream()).mapToDouble(Estimate::seconds).average().orElse(0);
		var seconds = new HashMap<String, Double>();
		forecast.toRun().stream().forEach(item -> seconds
				.put(item.job().id(), item.estimate().map(Estimate::seconds).orElse(mean)));
		return new RemainingTime(seconds, workers);
	}

	/** A job ended. */
	void ended(String job) {
		if (ended.add(job)) {
			done += expected.getOrDefault(job, 0.0);
		}
	}

	/**
	 * Seconds left; empty where that is anybody's guess.
	 *
	 * @param elapsed
	 *            seconds since the first job started
	 */
	OptionalDouble seconds(double elapsed) {
		double whole = expected.values().stream().mapToDouble(Double::doubleValue).sum();
		if (!(whole > 0)) {
			return OptionalDouble.empty();
		}
		double left = Math.max(0, whole - done);
		return OptionalDouble.of(done > 0 && elapsed > 0 ? left * elapsed / done
				: Math.max(0, left / Math.min(workers, expected.size()) - elapsed));
	}
}
