package org.armillary.report.plot;

import java.time.Instant;
import java.util.Objects;

/**
 * What an axis of a plot shows.
 *
 * @param label
 *            what it counts, such as {@code Wavelength}; may be empty
 * @param unit
 *            unit of its values as it is written behind the label; empty for none
 * @param scale
 *            how its values are labelled
 * @param lowest
 *            where it begins; NaN to begin where the data do
 * @param highest
 *            where it ends; NaN to end where the data do
 */
public record Axis(String label, String unit, Scale scale, double lowest, double highest) {

	/** Modified Julian date of 1970-01-01T00:00 UTC. */
	private static final double MJD_OF_1970 = 40587;
	private static final double DAY_SECONDS = 86400;
	private static final double NANOSECONDS = 1e9;

	/** How the values of an axis are labelled. */
	public enum Scale {
		/** As numbers. */
		NUMBERS,
		/** As numbers; values far from the others do not widen the axis, they are marked at its ends. */
		ROBUST,
		/** As dates in UTC; values are seconds since 1970-01-01T00:00 UTC. */
		TIME
	}

	/** Checks the ends. */
	public Axis {
		Objects.requireNonNull(label, "label");
		Objects.requireNonNull(unit, "unit");
		Objects.requireNonNull(scale, "scale");
		if (Double.isInfinite(lowest) || Double.isInfinite(highest) || lowest >= highest) {
			throw new IllegalArgumentException("an axis from " + lowest + " to " + highest);
		}
	}

	/** An axis of numbers that shows all data. */
	public static Axis of(String label, String unit) {
		return new Axis(label, unit, Scale.NUMBERS, Double.NaN, Double.NaN);
	}

	/** An axis of dates that shows all data; its values are seconds since 1970-01-01T00:00 UTC. */
	public static Axis time(String label) {
		return new Axis(label, "UTC", Scale.TIME, Double.NaN, Double.NaN);
	}

	/** This axis with ends of its own; NaN for one where the data end. */
	public Axis between(double newLowest, double newHighest) {
		return new Axis(label, unit, scale, newLowest, newHighest);
	}

	/** This axis of numbers so that few values far from the others do not widen it; they are marked at its ends. */
	public Axis robust() {
		return new Axis(label, unit, Scale.ROBUST, lowest, highest);
	}

	/** A time as a value of an axis of dates, s. */
	public static double seconds(Instant time) {
		return time.getEpochSecond() + time.getNano() / NANOSECONDS;
	}

	/** A modified Julian date (UTC) as a value of an axis of dates, s. */
	public static double secondsOfMjd(double mjd) {
		return (mjd - MJD_OF_1970) * DAY_SECONDS;
	}
}
