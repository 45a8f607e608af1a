package org.armillary.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.armillary.engine.quality.Measurement;

/** Dates as people type them to choose from a history. */
final class QcDates {

	private static final Pattern DAYS = Pattern.compile("(\\d{1,5})d");
	private static final Pattern YEAR = Pattern.compile("\\d{4}");
	private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");
	private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
	private static final Pattern MOMENT = Pattern.compile("\\d{4}-\\d{2}-\\d{2}[T ]\\d{2}:\\d{2}(:\\d{2})?");

	private QcDates() {
	}

	/**
	 * The modified Julian date, UTC, at which a time begins: a year, a month or a date at 0 h UTC, a date with time, or
	 * {@code 30d} for so many days before now.
	 */
	static double since(String option, String text, Instant now) throws CliException {
		return time(option, text, now, 0);
	}

	/**
	 * The modified Julian date, UTC, at which a time is over: the end of a year, a month or a date, a date with time, or days
	 * before now.
	 */
	static double until(String option, String text, Instant now) throws CliException {
		return time(option, text, now, 1);
	}

	private static double time(String option, String text, Instant now, int part) throws CliException {
		String typed = text.strip();
		try {
			Matcher days = DAYS.matcher(typed);
			if (days.matches()) {
				return Measurement.mjd(now.minus(Duration.ofDays(Long.parseLong(days.group(1)))));
			}
			if (YEAR.matcher(typed).matches()) {
				return begin(LocalDate.of(Integer.parseInt(typed) + part, 1, 1));
			}
			if (MONTH.matcher(typed).matches()) {
				return begin(YearMonth.parse(typed).plusMonths(part).atDay(1));
			}
			if (DATE.matcher(typed).matches()) {
				return begin(LocalDate.parse(typed).plusDays(part));
			}
			if (MOMENT.matcher(typed).matches()) {
				return Measurement.mjd(LocalDateTime.parse(typed.replace(' ', 'T')).toInstant(ZoneOffset.UTC));
			}
		} catch (DateTimeParseException e) {
			throw new CliException(ExitCode.REFUSED, List.of(CliMessage.QC_DATE.with(option, text)), e);
		}
		throw new CliException(CliMessage.QC_DATE.with(option, text));
	}

	private static double begin(LocalDate day) {
		return Measurement.mjd(day.atStartOfDay().toInstant(ZoneOffset.UTC));
	}
}
