package org.armillary.organiser.rules;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.OptionalDouble;

/** Modified Julian dates of times, and nights of modified Julian dates; UTC, days of 86400 s. */
final class Times {

	private static final long DAY_ZERO = LocalDate.of(1858, 11, 17).toEpochDay();
	private static final double FIRST_DAY = LocalDate.of(1, 1, 1).toEpochDay() - DAY_ZERO;
	private static final double LAST_DAY = LocalDate.of(9999, 12, 31).toEpochDay() - DAY_ZERO;
	private static final double SECONDS_OF_DAY = 86_400;

	/** Length of {@code 2026-03-01}. */
	private static final int DATE = 10;
	/** Length of {@code 2026-03-01T12:04}. */
	private static final int MINUTES = 16;
	/** Length of {@code 2026-03-01T12:04:31}. */
	private static final int SECONDS = 19;
	private static final int LONGEST_FRACTION = 30;

	private Times() {
	}

	/** Modified Julian date of an ISO 8601 time; empty for anything else. */
	static OptionalDouble mjd(String text) {
		String time = text.strip();
		int end = time.endsWith("Z") ? time.length() - 1 : time.length();
		if (end < DATE || !isDate(time)) {
			return OptionalDouble.empty();
		}
		double seconds = end == DATE ? 0 : secondsOfDay(time, end);
		int year = digits(time, 0, 4);
		int month = digits(time, 5, 7);
		int day = digits(time, 8, DATE);
		if (seconds < 0 || month < 1 || month > 12 || day < 1
				|| day > YearMonth.of(year, month).lengthOfMonth()) {
			return OptionalDouble.empty();
		}
		return OptionalDouble.of(LocalDate.of(year, month, day).toEpochDay() - DAY_ZERO + seconds / SECONDS_OF_DAY);
	}

	private static boolean isDate(String time) {
		return time.charAt(4) == '-' && time.charAt(7) == '-' && digits(time, 0, 4) >= 0 && digits(time, 5, 7) >= 0
				&& digits(time, 8, DATE) >= 0;
	}

	/** Seconds of {@code Thh:mm}, {@code Thh:mm:ss} or {@code Thh:mm:ss.sss} behind a date; -1 for anything else. */
	private static double secondsOfDay(String time, int end) {
		if (end < MINUTES || time.charAt(DATE) != 'T' || time.charAt(13) != ':') {
			return -1;
		}
		int hours = digits(time, DATE + 1, 13);
		int minutes = digits(time, 14, MINUTES);
		double seconds = 0;
		if (end > MINUTES) {
			boolean good = end >= SECONDS && end <= SECONDS + LONGEST_FRACTION && time.charAt(MINUTES) == ':'
					&& (end == SECONDS || time.charAt(SECONDS) == '.')
					&& time.substring(Math.min(SECONDS + 1, end), end).chars().allMatch(c -> c >= '0' && c <= '9');
			int whole = good ? digits(time, MINUTES + 1, SECONDS) : -1;
			if (whole < 0 || whole > 60) {
				return -1;
			}
			seconds = end == SECONDS ? whole : Double.parseDouble(time.substring(MINUTES + 1, end));
		}
		return hours < 0 || hours > 23 || minutes < 0 || minutes > 59 ? -1 : 3600 * hours + 60 * minutes + seconds;
	}

	/** The whole number of some digits; -1 where there are others. */
	private static int digits(String text, int from, int to) {
		int number = 0;
		for (int i = from; i < to; i++) {
			char c = text.charAt(i);
			if (c < '0' || c > '9') {
				return -1;
			}
			number = 10 * number + c - '0';
		}
		return number;
	}

	/**
	 * The date on which a night began.
	 *
	 * @param mjd
	 *            modified Julian date, UTC
	 * @param longitude
	 *            of the place, degrees east
	 */
	static Optional<String> night(double mjd, double longitude) {
		double day = Math.floor(mjd + longitude / 360 - 0.5);
		return Math.abs(longitude) <= 360 && day >= FIRST_DAY && day <= LAST_DAY
				? Optional.of(LocalDate.ofEpochDay(DAY_ZERO + (long) day).toString())
				: Optional.empty();
	}
}
