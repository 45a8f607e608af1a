package org.armillary.engine.store;

import java.nio.file.Path;

import org.armillary.engine.JobReport;

/** What the store has for a cache key. */
public sealed interface Lookup {

	/**
	 * A result whose products are all there and say what they said when they were made.
	 *
	 * @param report
	 *            the result, its products in the store
	 */
	record Hit(JobReport report) implements Lookup {
	}

	/** Nothing. */
	record Miss() implements Lookup {
	}

	/**
	 * There is a result, but one of its products is missing or damaged, so that the job has to run again; looking for it
	 * changes nothing.
	 *
	 * @param report
	 *            the result
	 * @param product
	 *            the first product that is missing or damaged
	 */
	record Damaged(JobReport report, Path product) implements Lookup {
	}
}
