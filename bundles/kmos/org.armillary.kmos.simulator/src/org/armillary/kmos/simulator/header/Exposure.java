package org.armillary.kmos.simulator.header;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A raw exposure as its header tells it.
 *
 * @param rawClass
 *            its class
 * @param type
 *            {@code ESO DPR TYPE}
 * @param start
 *            its start, UTC, to the millisecond
 * @param dit
 *            time of one integration, s
 * @param ndit
 *            number of integrations that are averaged
 * @param readMode
 *            name of the read-out mode
 * @param gratings
 *            gratings of the three spectrographs
 * @param angle
 *            angle of the rotator at the Nasmyth focus, degrees, as the header gives it: also negative
 * @param template
 *            the template
 * @param number
 *            number within the template, from 1
 * @param block
 *            the observing block
 * @param arms
 *            the arms; none where they are parked
 * @param temperatureKelvin
 *            temperature of the first spectrograph
 */
public record Exposure(RawClass rawClass, String type, LocalDateTime start, double dit, int ndit, String readMode,
		Gratings gratings, double angle, Template template, int number, ObservingBlock block, List<Arm> arms,
		double temperatureKelvin) {

	private static final double MJD_OF_1970 = 40587;
	private static final double DAY_MILLISECONDS = 86_400e3;
	private static final double MJD_DIGITS = 1e8;

	/** Copies the list. */
	public Exposure {
		arms = List.copyOf(arms);
	}

	/** Modified Julian date of a time in UTC, with the eight decimals of real headers. */
	public static double mjd(LocalDateTime time) {
		double days = MJD_OF_1970
				+ ChronoUnit.MILLIS.between(LocalDateTime.of(1970, 1, 1, 0, 0), time) / DAY_MILLISECONDS;
		return Math.rint(days * MJD_DIGITS) / MJD_DIGITS;
	}
}
