package org.armillary.engine.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Which runs are kept when the store is cleaned. Runs at work are kept anyway, and what no kept run needs goes anyway.
 *
 * @param newest
 *            how many of the newest runs are kept
 * @param younger
 *            a run younger than this is kept; empty for no such rule
 */
public record CleanPolicy(int newest, Optional<Duration> younger) {

	/** Checks the numbers. */
	public CleanPolicy {
		if (newest < 0 || younger.isPresent() && younger.orElseThrow().isNegative()) {
			throw new IllegalArgumentException("newest " + newest + ", younger than " + younger);
		}
	}

	/** Keeps all runs: only leftovers go. */
	public static CleanPolicy keepAll() {
		return new CleanPolicy(Integer.MAX_VALUE, Optional.empty());
	}

	/** Keeps the newest runs. */
	public static CleanPolicy keepNewest(int number) {
		return new CleanPolicy(number, Optional.empty());
	}

	/** Keeps the runs that are younger than this. */
	public static CleanPolicy keepYounger(Duration age) {
		return new CleanPolicy(0, Optional.of(age));
	}

	/**
	 * Whether a run is kept.
	 *
	 * @param place
	 *            its place among all runs; the newest has 0
	 */
	boolean keeps(int place, Instant started, Instant now) {
		return place < newest || younger.isPresent() && started.isAfter(now.minus(younger.orElseThrow()));
	}
}
