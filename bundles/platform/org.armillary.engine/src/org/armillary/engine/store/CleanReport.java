package org.armillary.engine.store;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What cleaning removes.
 *
 * @param amounts
 *            how much of each kind; every kind is there
 * @param runs
 *            names of the runs that go, the newest first
 */
public record CleanReport(Map<Kind, Amount> amounts, List<String> runs) {

	/** What can go. */
	public enum Kind {
		/** Folders of runs. */
		RUNS,
		/** Folders of jobs that failed or were interrupted, in runs that are kept. */
		JOB_FOLDERS,
		/** Results that no kept run needs. */
		RESULTS,
		/** Products that no kept result names. */
		PRODUCTS,
		/** Files that a process began and did not finish. */
		TEMPORARY_FILES
	}

	/**
	 * How much of a kind.
	 *
	 * @param number
	 *            how many
	 * @param bytes
	 *            size of them, bytes
	 * @param seconds
	 *            work that making them again would cost, s
	 */
	public record Amount(long number, long bytes, double seconds) {

		/** Nothing. */
		public static final Amount NONE = new Amount(0, 0, 0);

		Amount plus(long moreBytes, double moreSeconds) {
			return new Amount(number + 1, bytes + moreBytes, seconds + moreSeconds);
		}
	}

	/** Completes and copies the map and the list. */
	public CleanReport {
		var complete = new EnumMap<Kind, Amount>(Kind.class);
		for (Kind kind : Kind.values()) {
			complete.put(kind, amounts.getOrDefault(kind, Amount.NONE));
		}
		amounts = Collections.unmodifiableMap(complete);
		runs = List.copyOf(runs);
	}

	/** Size of all that goes, bytes. */
	public long bytes() {
		return amounts.values().stream().mapToLong(Amount::bytes).sum();
	}

	/** Work that making it again would cost, s. */
	public double seconds() {
		return amounts.values().stream().mapToDouble(Amount::seconds).sum();
	}
}
