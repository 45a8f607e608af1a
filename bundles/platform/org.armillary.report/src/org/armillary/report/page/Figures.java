package org.armillary.report.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers, amounts and times as people read them, on pages and at the command line alike. */
public final class Figures {

	private static final String[] BYTE_UNITS = { "kB", "MB", "GB", "TB", "PB" };
	private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

	private Figures() {
	}

	/** Six significant digits; whole numbers in full; a dash for no number. */
	public static String number(double number) {
		if (Double.isNaN(number)) {
			return "–";
		}
		if (Double.isInfinite(number)) {
			return number > 0 ? "∞" : "−∞";
		}
		if (number == Math.rint(number) && Math.abs(number) < 1e12) {
			return Long.toString((long) number);
		}
		double size = Math.abs(number);
		return size >= 1e-4 && size < 1e7
				? String.format(Locale.ROOT, "%." + Math.max(0, 5 - (int) Math.floor(Math.log10(size))) + "f", number)
				: String.format(Locale.ROOT, "%.5e", number);
	}

	/** A number that people wrote, without digits that they did not write. */
	public static String exact(double number) {
		String text = Double.toString(number);
		return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
	}

	/** A size: {@code 3.1 GB}; a unit is 1000 of the one before. */
	public static String bytes(long bytes) {
		if (bytes < 1000) {
			return bytes + " B";
		}
		double size = bytes / 1000.0;
		int unit = 0;
		while (size >= 999.5 && unit < BYTE_UNITS.length - 1) {
			size /= 1000;
			unit++;
		}
		return (size < 9.95 ? String.format(Locale.ROOT, "%.1f", size) : Long.toString(Math.round(size))) + " "
				+ BYTE_UNITS[unit];
	}

	/** A time: {@code 0.25 s}, {@code 12 s}, {@code 4 min 10 s}, {@code 1 h 20 min}, {@code 2 d 3 h}. */
	public static String seconds(double seconds) {
		if (seconds < 9.95) {
			return String.format(Locale.ROOT, seconds < 0.995 ? "%.2f s" : "%.1f s", seconds);
		}
		long whole = Math.round(seconds);
		if (whole < 100) {
			return whole + " s";
		}
		if (whole < 3600) {
			return two(whole / 60, "min", whole % 60, "s");
		}
		long minutes = Math.round(seconds / 60);
		return minutes < 48 * 60 ? two(minutes / 60, "h", minutes % 60, "min")
				: two(Math.round(minutes / 60.0) / 24, "d", Math.round(minutes / 60.0) % 24, "h");
	}

	/** A time that is estimated, without more digits than that: {@code 12 s}, {@code 4 min}, {@code 80 min}, {@code 2 h}. */
	public static String about(double seconds) {
		long minutes = Math.round(seconds / 60);
		return Math.round(seconds) < 100 || minutes >= 100 ? seconds(seconds) : minutes + " min";
	}

	/** A range of times that are estimated, with the unit written once where both have the same: {@code 4–6 min}. */
	public static String about(double low, double high) {
		String from = about(low);
		String to = about(high);
		if (from.equals(to)) {
			return to;
		}
		int blank = from.indexOf(' ');
		boolean sameUnit = from.substring(blank).equals(to.substring(to.indexOf(' ')));
		return (sameUnit ? from.substring(0, blank) : from) + "–" + to;
	}

	private static String two(long large, String largeUnit, long small, String smallUnit) {
		return large + " " + largeUnit + (small == 0 ? "" : " " + small + " " + smallUnit);
	}

	/** A time as {@link #seconds}. */
	public static String time(Duration duration) {
		return seconds(duration.toNanos() / 1e9);
	}

	/** A moment, UTC, to the second; without its zone. */
	public static String moment(Instant moment) {
		return MOMENT.format(moment.atOffset(ZoneOffset.UTC));
	}

	/** A number of things: {@code 1 job}, {@code 7 jobs}. */
	public static String count(long number, String thing) {
		return number + " " + thing + (number == 1 ? "" : "s");
	}

	/** A number with one decimal at most, for coordinates of drawings. */
	public static String place(double number) {
		double rounded = Math.round(number * 10) / 10.0;
		return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
	}
}
