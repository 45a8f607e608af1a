package org.armillary.kmos.simulator.header;

import java.util.Optional;

/**
 * A pick-off arm in an exposure.
 *
 * @param name
 *            name of its target; empty where it has none
 * @param type
 *            {@code O} where it sees an object, {@code S} sky, {@code R} a reference star
 * @param rightAscensionDegrees
 *            where it points, degrees
 * @param declinationDegrees
 *            where it points, degrees
 * @param notUsed
 *            why it is not used; empty where it is
 */
public record Arm(String name, String type, double rightAscensionDegrees, double declinationDegrees,
		Optional<String> notUsed) {

	/** Number of arms. */
	public static final int COUNT = 24;

	private static final double DEGREES_PER_HOUR = 15;

	/** An arm that is not used. */
	public static Arm notUsed(String reason) {
		return new Arm("", "", 0, 0, Optional.of(reason));
	}

	/** This arm, seeing something else. */
	public Arm seeing(String other) {
		return notUsed.isPresent() ? this : new Arm(name, other, rightAscensionDegrees, declinationDegrees, notUsed);
	}

	/** Right ascension as the header has it: the number HHMMSS.sss. */
	double alpha() {
		return alpha(rightAscensionDegrees);
	}

	/** Declination as the header has it: the number DDMMSS.sss with its sign. */
	double delta() {
		return delta(declinationDegrees);
	}

	/** A right ascension in degrees as the number HHMMSS.sss. */
	public static double alpha(double degrees) {
		return packed(degrees / DEGREES_PER_HOUR);
	}

	/** A declination in degrees as the number DDMMSS.sss with its sign. */
	public static double delta(double degrees) {
		return Math.copySign(packed(Math.abs(degrees)), degrees);
	}

	/** Hours or degrees as the number that their sexagesimal digits make. */
	private static double packed(double units) {
		long milliseconds = Math.round(units * 3600e3);
		long whole = milliseconds / 3_600_000;
		long minutes = milliseconds / 60_000 % 60;
		double seconds = milliseconds % 60_000 / 1e3;
		return Math.round((whole * 10_000 + minutes * 100 + seconds) * 1e3) / 1e3;
	}
}
