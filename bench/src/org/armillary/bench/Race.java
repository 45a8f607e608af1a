package org.armillary.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Lets contestants take turns, so that all see the same noise of the machine, and ends them when it is closed. */
final class Race implements AutoCloseable {

	private static final double NANOS = 1e9;

	private final Map<Contestant, List<Double>> seconds = new LinkedHashMap<>();

	/** Lets one more take part; gives it back. */
	<C extends Contestant> C add(C contestant) {
		seconds.put(contestant, new ArrayList<>());
		return contestant;
	}

	/**
	 * Runs all contestants in turn, where each round starts with another one.
	 *
	 * @param budget
	 *            no new round starts after this time
	 * @param least
	 *            rounds to run even then
	 * @param most
	 *            rounds at most
	 * @param tolerance
	 *            largest relative difference of the results' check numbers
	 * @throws BenchException
	 *             if a contestant fails, or has not done the same work as the first one
	 */
	void run(Duration budget, int least, int most, double tolerance) throws BenchException {
		var contestants = List.copyOf(seconds.keySet());
		double expected = Double.NaN;
		long end = System.nanoTime() + budget.toNanos();
		for (int round = 0; round < most && (round < least || System.nanoTime() < end); round++) {
			for (int turn = 0; turn < contestants.size(); turn++) {
				Contestant contestant = contestants.get((round + turn) % contestants.size());
				Contestant.Outcome outcome = contestant.run();
				seconds.get(contestant).add(outcome.seconds());
				if (Double.isNaN(expected)) {
					expected = outcome.check();
				} else if (Math.abs(outcome.check() - expected) > tolerance * Math.abs(expected)) {
					throw new BenchException("%s found %s where the others found %s: not the same work"
							.formatted(contestant.label(), outcome.check(), expected));
				}
			}
		}
	}

	/** What was measured of one of them. */
	Samples of(Contestant contestant) {
		return new Samples(seconds.get(contestant));
	}

	static double since(long startNanos) {
		return (System.nanoTime() - startNanos) / NANOS;
	}

	@Override
	public void close() {
		seconds.keySet().forEach(Contestant::close);
	}
}
