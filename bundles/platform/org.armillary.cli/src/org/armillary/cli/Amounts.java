package org.armillary.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.armillary.report.page.Figures;

/** Amounts of memory, of time and of things, as people type and read them. */
final class Amounts {

	private static final Pattern MEMORY = Pattern.compile("([1-9]\\d{0,8})([kmgt])b?", Pattern.CASE_INSENSITIVE);
	private static final Pattern DURATION = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?)(s|min|m|h|d)");
	private static final String MEMORY_UNITS = "kmgt";
	private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

	private Amounts() {
	}

	/** Bytes of an amount of memory such as {@code 8g} or {@code 500m}; a unit is 1024 of the one before. */
	static long memory(String option, String text) throws CliException {
		Matcher matcher = MEMORY.matcher(text.strip());
		if (!matcher.matches()) {
			throw new CliException(CliMessage.MEMORY.with(option, text));
		}
		int unit = MEMORY_UNITS.indexOf(Character.toLowerCase(matcher.group(2).charAt(0)));
		long factor = 1L << 10 * (unit + 1);
		long number = Long.parseLong(matcher.group(1));
		if (number > Long.MAX_VALUE / factor) {
			throw new CliException(CliMessage.MEMORY.with(option, text));
		}
		return number * factor;
	}

	/** A time such as {@code 90s}, {@code 30min} or {@code 2h}, more than zero. */
	static Duration duration(String option, String text) throws CliException {
		Matcher matcher = DURATION.matcher(text.strip());
		double number = matcher.matches() ? Double.parseDouble(matcher.group(1)) : 0;
		if (!(number > 0)) {
			throw new CliException(CliMessage.DURATION.with(option, text));
		}
		double seconds = number * switch (matcher.group(2)) {
		case "s" -> 1;
		case "m", "min" -> 60;
		case "h" -> 3600;
		default -> 86_400;
		};
		return Duration.ofMillis(Math.round(seconds * 1000));
	}

	/** A size: {@code 3.1 GB}; a unit is 1000 of the one before. */
	static String bytes(long bytes) {
		return Figures.bytes(bytes);
	}

	/** A time: {@code 0.25 s}, {@code 12 s}, {@code 4 min 10 s}, {@code 1 h 20 min}, {@code 2 d 3 h}. */
	static String seconds(double seconds) {
		return Figures.seconds(seconds);
	}

	/** A time that is estimated: {@code 4 min}. */
	static String about(double seconds) {
		return Figures.about(seconds);
	}

	/** A range of times that are estimated, with the unit written once where both have the same: {@code 4–6 min}. */
	static String seconds(double low, double high) {
		return Figures.about(low, high);
	}

	/** A time as {@link #seconds(double)}. */
	static String time(Duration duration) {
		return Figures.time(duration);
	}

	/** A moment on the clock of this machine. */
	static String moment(Instant moment) {
		return MOMENT.format(moment.atZone(ZoneId.systemDefault()));
	}

	/** A number of things: {@code 1 job}, {@code 7 jobs}. */
	static String count(long number, String thing) {
		return Figures.count(number, thing);
	}
}
