package org.armillary.bench;

/** One of the programs that take turns in a {@link Race}. */
interface Contestant extends AutoCloseable {

	/** What the table calls it. */
	String label();

	/** Does the work once. */
	Outcome run() throws BenchException;

	/** Ends it; never fails. */
	@Override
	void close();

	/**
	 * One repetition.
	 *
	 * @param seconds
	 *            its wall-clock time
	 * @param check
	 *            a number made of the result, by which it is seen that all did the same work; NaN where there is none
	 */
	record Outcome(double seconds, double check) {
	}
}
