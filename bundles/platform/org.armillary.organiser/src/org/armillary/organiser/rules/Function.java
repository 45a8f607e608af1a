package org.armillary.organiser.rules;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What expressions can do. A function of something absent, or of a text where it wants a number, has no value, unless its
 * description says otherwise; neither has one whose result is no finite number. A function of many values has as many: one
 * for each combination of the values of its arguments, equal ones included.
 */
public enum Function {
	/** {@code a + b}. */
	ADD(2, 2),
	/** {@code a - b}. */
	SUBTRACT(2, 2),
	/** {@code a * b}. */
	MULTIPLY(2, 2),
	/** {@code a / b}; no value where b is 0. */
	DIVIDE(2, 2),
	/** {@code mod(a, b)}: the remainder in [0, b); no value unless b is above 0. */
	MOD(2, 2),
	/**
	 * {@code round(a, step)}: the nearest multiple of step, half up, reckoned in decimals, so that {@code round(0.15, 0.1)} is
	 * 0.2; no value unless step is above 0.
	 */
	ROUND(2, 2),
	/** {@code floor(a)}. */
	FLOOR(1, 1),
	/** {@code abs(a)}. */
	ABS(1, 1),
	/** {@code first(a, b, …)}: the first that has a value, with all its values. */
	FIRST(1, Function.ANY_NUMBER),
	/**
	 * {@code join(a, b, …)}: texts one after another, those absent left out; no value where all are. Numbers are joined as
	 * {@link Value#text} writes them.
	 */
	JOIN(1, Function.ANY_NUMBER),
	/** {@code text(a)}: a number as {@link Value#text} writes it; a text as it is. */
	TEXT(1, 1),
	/** {@code number(a)}: the number that a text is, blanks around it ignored; a number as it is. */
	NUMBER(1, 1),
	/** {@code upper(a)}: a text in capitals; a number as it is. */
	UPPER(1, 1),
	/**
	 * {@code mjd(a)}: modified Julian date of an ISO 8601 time, UTC, days of 86400 s: {@code 2026-03-01},
	 * {@code 2026-03-01T12:04} or {@code 2026-03-01T12:04:31.5}, perhaps with a {@code Z} behind.
	 */
	MJD(1, 1),
	/**
	 * {@code night(mjd, longitude)}: date on which the night began, from local mean noon to noon, as text
	 * {@code 2026-03-01}: the day in which {@code mjd + longitude / 360 - 0.5} lies; longitude in degrees east, from -360 to
	 * 360. No value outside of the years 1 to 9999.
	 */
	NIGHT(2, 2),
	/**
	 * {@code count(a)}: how many values there are, 0 for none. Keywords are counted each, also where their values are equal; a
	 * quantity has each of its values once.
	 */
	COUNT(1, 1),
	/** {@code any(a, b)}: 1 where one of the values of a equals b, else 0, also where a or b is absent. */
	ANY(2, 2),
	/**
	 * {@code where(a, b, c, …)}: of the values that keywords with {@code #} have, those for whose number {@code b}, which has
	 * {@code #} as well, has a value that equals {@code c} or another one behind it.
	 */
	WHERE(3, Function.ANY_NUMBER),
	/** {@code without(a, b)}: of the values that keywords with {@code #} have, those for whose number there is no {@code b}. */
	WITHOUT(2, 2);

	private static final int ANY_NUMBER = 100;

	private final int fewest;
	private final int most;

	Function(int fewest, int most) {
		this.fewest = fewest;
		this.most = most;
	}

	/** Fewest arguments. */
	int fewest() {
		return fewest;
	}

	/** Most arguments. */
	int most() {
		return most;
	}

	/** Sign of an operator between its two arguments; empty for a function that is called by its name. */
	Optional<String> sign() {
		return switch (this) {
		case ADD -> Optional.of("+");
		case SUBTRACT -> Optional.of("-");
		case MULTIPLY -> Optional.of("*");
		case DIVIDE -> Optional.of("/");
		default -> Optional.empty();
		};
	}

	/** Name by which it is called. */
	String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	/** Whether all values of its first argument make one value. */
	boolean takesAllValues() {
		return this == COUNT || this == ANY;
	}

	/** Whether its first two arguments are values that belong together by the number in their keywords. */
	boolean pairsByNumber() {
		return this == WHERE || this == WITHOUT;
	}

	/** Whether it takes numbers only. */
	boolean wantsNumbers() {
		return switch (this) {
		case ADD, SUBTRACT, MULTIPLY, DIVIDE, MOD, ROUND, FLOOR, ABS, NIGHT -> true;
		case FIRST, JOIN, TEXT, NUMBER, UPPER, MJD, COUNT, ANY, WHERE, WITHOUT -> false;
		};
	}

	/** Names of the functions that are called by name. */
	static List<String> words() {
		return Stream.of(values()).filter(function -> function.sign().isEmpty()).map(Function::word).toList();
	}
}
