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
 * @param table
 *            size against the cost of making it again; what frees most bytes for each second of work comes first
 * @param remainingBytes
 *            size of the products that stay, bytes
 * @param qualityValues
 *            how many quality-control values go with results
 */
public record CleanReport(Map<Kind, Amount> amounts, List<String> runs, List<Row> table, long remainingBytes,
		long qualityValues) {

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
		/** Products of results that are kept; what is known of them stays. */
		INTERMEDIATES,
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

	/**
	 * Jobs of a node whose products go.
	 *
	 * @param run
	 *            the run that executed them
	 * @param node
	 *            id of the node
	 * @param actor
	 *            id of the actor
	 * @param jobs
	 *            how many
	 * @param bytes
	 *            size of the products that go, bytes
	 * @param seconds
	 *            work that making them again would cost, s
	 */
	public record Row(String run, String node, String actor, int jobs, long bytes, double seconds) {

		/** What a second of work frees, bytes; infinite where making them again costs nothing. */
		public double bytesPerSecond() {
			return bytes == 0 ? 0 : bytes / seconds;
		}

		Row plus(Row more) {
			return new Row(run, node, actor, jobs + more.jobs, bytes + more.bytes, seconds + more.seconds);
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
		table = List.copyOf(table);
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
