package org.armillary.engine;

import java.util.Optional;

/**
 * What a person said about a keyword of a raw file; the file stays as it is.
 *
 * @param keyword
 *            the keyword of the primary header, without {@code HIERARCH}
 * @param value
 *            its right value, a {@link String}, {@link Long}, {@link Double} or {@link Boolean}; empty where it should
 *            not be there
 * @param reason
 *            why
 * @param where
 *            where that was said: file and line
 */
public record HeaderCorrection(String keyword, Optional<Object> value, String reason, String where) {

	/** Checks the value. */
	public HeaderCorrection {
		value.ifPresent(right -> {
			if (!(right instanceof String || right instanceof Long || right instanceof Double
					|| right instanceof Boolean)) {
				throw new IllegalArgumentException(keyword + " has a value of " + right.getClass());
			}
		});
	}

	/** The change, for people: {@code ESO DPR TYPE = DARK}, {@code no ESO DPR TYPE}. */
	public String words() {
		return value.map(right -> keyword + " = " + text(right)).orElseGet(() -> "no " + keyword);
	}

	/** What it changes, whatever the reason: with the kind of the value, as 1 is not '1'. */
	String content() {
		return keyword + value.map(right -> " " + right.getClass().getSimpleName() + "=" + right).orElse(" removed");
	}

	private static String text(Object value) {
		return value instanceof Boolean logical ? logical ? "T" : "F" : value.toString();
	}
}
