package org.armillary.organiser;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.OptionalDouble;

import org.armillary.organiser.rules.Level;

/** Differences of time and windows of levels, tested and in words. */
final class Spans {

	/** About a tenth of a millisecond: the headers' times have no more digits, and 1 h is not a round number of days. */
	private static final double ROUNDING_DAYS = 1e-9;
	private static final double HOURS = 24;
	private static final double MINUTES = 1440;
	private static final double SECONDS = 86_400;

	private Spans() {
	}

	/** Whether a candidate that begins later by some days, or earlier where negative, is inside the window of a level. */
	static boolean isInside(Level level, double days) {
		return (level.before().isEmpty() || days >= -(level.before().getAsDouble() + ROUNDING_DAYS))
				&& (level.after().isEmpty() || days <= level.after().getAsDouble() + ROUNDING_DAYS);
	}

	/** The window of a level: {@code Δt ≤ 1.5 h} where it reaches as far back as ahead, {@code -4 h ≤ Δt ≤ 0}. */
	static String window(Level level) {
		OptionalDouble before = level.before();
		OptionalDouble after = level.after();
		if (before.isEmpty() && after.isEmpty()) {
			return "any Δt";
		}
		if (before.equals(after)) {
			return "|Δt| ≤ " + words(after.getAsDouble());
		}
		return (before.isEmpty() ? "" : words(negative(before.getAsDouble())) + " ≤ ") + "Δt"
				+ (after.isEmpty() ? "" : " ≤ " + words(after.getAsDouble()));
	}

	/** A difference with its sign: {@code +2.25 h}, {@code -3 d}. */
	static String signed(double days) {
		return (days > 0 ? "+" : "") + words(days);
	}

	/** In the unit that suits, to 1/10 000 of it at most. */
	static String words(double days) {
		double size = Math.abs(days);
		if (size == 0) {
			return "0";
		}
		return size >= 1 ? digits(days) + " d"
				: size * HOURS >= 1 - ROUNDING_DAYS * HOURS ? digits(days * HOURS) + " h"
						: size * MINUTES >= 1 - ROUNDING_DAYS * MINUTES ? digits(days * MINUTES) + " min"
								: digits(days * SECONDS) + " s";
	}

	private static double negative(double days) {
		return days == 0 ? 0 : -days;
	}

	private static String digits(double number) {
		if (Math.abs(number) >= 1e15) {
			return String.format(Locale.ROOT, "%.4g", number);
		}
		String text = new BigDecimal(number).setScale(4, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString();
		return text;
	}
}
