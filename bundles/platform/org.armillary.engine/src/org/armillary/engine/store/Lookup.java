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
	 * There is a result, but somebody marked it as out of date, so that the job has to run again. Whether its products are
	 * there was not looked at.
	 *
	 * @param report
	 *            the result
	 * @param mark
	 *            who marked it, when and why
	 */
	record Marked(JobReport report, Mark mark) implements Lookup {
	}

	/**
	 * There is a result, but one of its products was cleaned away to save space, so that the job has to run again where
	 * the product is needed.
	 *
	 * @param report
	 *            the result
	 * @param product
	 *            the first product that was cleaned away
	 */
	record Cleaned(JobReport report, Path product) implements Lookup {
	}

	/**
	 * There is a result of an earlier version of the program, which told contents apart by more headers, so that a product is
	 * not what the result says; the job has to run again.
	 *
	 * @param report
	 *            the result
	 * @param product
	 *            the first product that is known by another digest today
	 */
	record Earlier(JobReport report, Path product) implements Lookup {
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
