package org.armillary.engine.planning;

import java.util.ArrayList;
import java.util.List;

import org.armillary.actor.Keywords;
import org.jspecify.annotations.Nullable;

/**
 * The value of a keyword as groups and match rules compare it: numbers by what they are, so that 35 is 35.0; texts without
 * the blanks at their end, which mean nothing in a header; and the absence of the keyword, which is a value of its own.
 *
 * @param value
 *            a {@link Long}, {@link Double}, {@link Boolean} or {@link String}; null where the keyword is absent
 */
record HeaderValue(@Nullable Object value) {

	/** The keyword is not there. */
	static final HeaderValue ABSENT = new HeaderValue(null);

	/** Numbers below this are the same as {@code double} and as {@code long}. */
	private static final double EXACT_INTEGERS = 0x1p53;

	/** The value of a keyword in a header. */
	static HeaderValue of(Keywords keywords, String name) {
		return ofValue(keywords.values().get(name));
	}

	/** The values of some keywords in a header. */
	static List<HeaderValue> of(Keywords keywords, List<String> names) {
		if (names.size() == 1) {
			return List.of(of(keywords, names.getFirst()));
		}
		var values = new ArrayList<HeaderValue>(names.size());
		for (String name : names) {
			values.add(of(keywords, name));
		}
		return values;
	}

	/** What a header or a prediction says; null where it says nothing. */
	static HeaderValue ofValue(@Nullable Object value) {
		return switch (value) {
		case null -> ABSENT;
		case Double number when number == Math.rint(number) && Math.abs(number) < EXACT_INTEGERS ->
			new HeaderValue(number.longValue());
		case String text -> new HeaderValue(text.stripTrailing());
		default -> new HeaderValue(value);
		};
	}

	boolean isAbsent() {
		return value == null;
	}

	/** Whether it is absent or a text without a letter. */
	boolean isBlank() {
		return value == null || value instanceof String text && text.isBlank();
	}

	/** The number; NaN where it is none. */
	double number() {
		return value instanceof Number number ? number.doubleValue() : Double.NaN;
	}

	/** For people: {@code is 35}, {@code is absent}. */
	String words() {
		return value == null ? "is absent" : "is " + text();
	}

	/** For people. */
	String text() {
		return switch (value) {
		case null -> "absent";
		case Boolean logical -> logical ? "T" : "F";
		case String text when text.isBlank() -> "‘’";
		default -> value.toString();
		};
	}
}
