package org.armillary.cli;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Modified Julian dates, UTC, days, as dates and times. */
final class Mjd {

	private static final double EPOCH = 40587;
	private static final double MILLISECONDS_PER_DAY = 86_400_000;
	private static final double MOST = 2_900_000; // year 9800, beyond which dates have five digits
	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
			.withZone(ZoneOffset.UTC);

	private Mjd() {
	}

	/** {@code 2026-03-01 12:04:31}, UTC, rounded down to the second; a dash for what is no date. */
	static String time(double mjd) {
		return isDate(mjd) ? TIME.format(instant(mjd)) : "–";
	}

	/** The date on which the night began, from noon to noon UTC; a dash for what is no date. */
	static String night(double mjd) {
		return isDate(mjd) ? LocalDate.ofEpochDay((long) Math.floor(mjd - 0.5 - EPOCH)).toString() : "–";
	}

	private static boolean isDate(double mjd) {
		return mjd >= 0 && mjd <= MOST;
	}

	private static Instant instant(double mjd) {
		return Instant.ofEpochMilli(Math.round((mjd - EPOCH) * MILLISECONDS_PER_DAY));
	}
}
