package org.armillary.engine.store;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What is kept when the store is cleaned. Runs at work are kept in full anyway, and what no kept run needs goes anyway.
 *
 * <p>A run that is kept in full keeps all its products and all that these were made from, also where another run made
 * it. A run of which only the final products are kept keeps the products at the outputs of its workflow and those that none
 * of its jobs used; how the others were made stays known, so that the ancestry of a final product stays complete and
 * they can be made again.
 *
 * @param newest
 *            how many of the newest runs are kept
 * @param younger
 *            a run younger than this is kept too; empty for no such rule
 * @param runs
 *            names of runs that are not kept, whatever the rules say
 * @param intermediates
 *            whether of the runs that are not kept only the intermediate products go; where no rule and no name says
 *            which these are, they are all
 * @param finals
 *            whether of the runs that are kept the intermediate products go too
 * @param mostBytes
 *            size to which the products are to shrink, at the cost of intermediate products of kept runs, bytes; empty
 *            for no limit
 */
public record CleanPolicy(int newest, Optional<Duration> younger, Set<String> runs, boolean intermediates,
		boolean finals, OptionalLong mostBytes) {

	/** What becomes of a run. */
	enum Fate {
		/** All of it stays, with all that it needs. */
		FULL,
		/** Its final products stay, and what is known of all others. */
		FINALS,
		/** It goes. */
		GONE
	}

	/** Checks the numbers and copies the set. */
	public CleanPolicy {
		if (newest < 0 || younger.isPresent() && younger.orElseThrow().isNegative()
				|| mostBytes.isPresent() && mostBytes.getAsLong() < 0) {
			throw new IllegalArgumentException(
					"newest " + newest + ", younger than " + younger + ", at most " + mostBytes + " bytes");
		}
		runs = Set.copyOf(runs);
	}

	/** Keeps all runs: only leftovers go. */
	public static CleanPolicy keepAll() {
		return keepNewest(Integer.MAX_VALUE);
	}

	/** Keeps the newest runs. */
	public static CleanPolicy keepNewest(int number) {
		return new CleanPolicy(number, Optional.empty(), Set.of(), false, false, OptionalLong.empty());
	}

	/** Keeps the runs that are younger than this. */
	public static CleanPolicy keepYounger(Duration age) {
		return keepNewest(0).orYounger(age);
	}

	/** The same, which keeps the runs too that are younger than this. */
	public CleanPolicy orYounger(Duration age) {
		return new CleanPolicy(newest, Optional.of(age), runs, intermediates, finals, mostBytes);
	}

	/** The same, which does not keep these runs. */
	public CleanPolicy without(Set<String> names) {
		return new CleanPolicy(newest, younger, names, intermediates, finals, mostBytes);
	}

	/** The same, by which of the runs that are not kept only intermediate products go. */
	public CleanPolicy intermediatesOnly() {
		return new CleanPolicy(newest, younger, runs, true, finals, mostBytes);
	}

	/** The same, by which of the runs that are kept the intermediate products go too. */
	public CleanPolicy finalsOnly() {
		return new CleanPolicy(newest, younger, runs, intermediates, true, mostBytes);
	}

	/** The same with a limit of the size of all products, bytes. */
	public CleanPolicy atMost(long bytes) {
		return new CleanPolicy(newest, younger, runs, intermediates, finals, OptionalLong.of(bytes));
	}

	/**
	 * What becomes of a run that is not at work.
	 *
	 * @param place
	 *            its place among all runs; the newest has 0
	 */
	Fate fate(String name, int place, Instant started, Instant now) {
		boolean anyRule = newest < Integer.MAX_VALUE || younger.isPresent() || !runs.isEmpty();
		boolean kept = place < newest || younger.isPresent() && started.isAfter(now.minus(younger.orElseThrow()));
		if (!kept || runs.contains(name) || intermediates && !anyRule) {
			return intermediates ? Fate.FINALS : Fate.GONE;
		}
		return finals ? Fate.FINALS : Fate.FULL;
	}
}
