package org.armillary.engine.quality;

import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;

import org.armillary.actor.QcValue;
import org.armillary.engine.MadeProduct;

/**
 * A quality-control value with where it comes from.
 *
 * @param actor
 *            id of the actor that published it
 * @param job
 *            id of the job in the run that executed it
 * @param run
 *            id of that run; empty for none
 * @param key
 *            hash of the job's cache key, by which its result is found in the store
 * @param ended
 *            when the job ended
 * @param mjd
 *            when what the products show was observed, as modified Julian date, UTC, days: the earliest {@code MJD-OBS} of
 *            the products; empty where none states it, or only what no date of an observation is
 * @param value
 *            the value
 * @param products
 *            the products of the job, port by port; not all of their keywords are known
 * @param counts
 *            whether no later result tells the same value of the same subject and the same files, so that it is a
 *            measurement of its own
 */
public record Measurement(String actor, String job, String run, String key, Instant ended, OptionalDouble mjd,
		QcValue value, List<MadeProduct> products, boolean counts) {

	private static final double MJD_OF_EPOCH = 40587;
	private static final double SECONDS_PER_DAY = 86_400;
	private static final double NANOSECONDS_PER_SECOND = 1e9;

	/** Copies the list. */
	public Measurement {
		products = List.copyOf(products);
	}

	/** A measurement that counts. */
	public Measurement(String actor, String job, String run, String key, Instant ended, OptionalDouble mjd,
			QcValue value, List<MadeProduct> products) {
		this(actor, job, run, key, ended, mjd, value, products, true);
	}

	/** The same, but a later result tells it too. */
	Measurement superseded() {
		return new Measurement(actor, job, run, key, ended, mjd, value, products, false);
	}

	/** When it was observed or, where that is not known, made; modified Julian date, UTC, days. */
	public double time() {
		return mjd.orElseGet(() -> mjd(ended));
	}

	/** Whether {@link #time} is that of the observation. */
	public boolean isObserved() {
		return mjd.isPresent();
	}

	/** A moment as modified Julian date, UTC, days. */
	public static double mjd(Instant moment) {
		return MJD_OF_EPOCH
				+ (moment.getEpochSecond() + moment.getNano() / NANOSECONDS_PER_SECOND) / SECONDS_PER_DAY;
	}
}
