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
 * @param before
 *            what the file says, in the same types; empty where the keyword is not there, or where that is not known
 * @param reason
 *            why
 * @param where
 *            where that was said: file and line
 */
public record HeaderCorrection(String keyword, Optional<Object> value, Optional<Object> before, String reason,
		String where) {

	/** Checks the values. */
	public HeaderCorrection {
		value.ifPresent(right -> check(keyword, right));
		before.ifPresent(wrong -> check(keyword, wrong));
	}

	/** A correction of a value that is not known. */
	public HeaderCorrection(String keyword, Optional<Object> value, String reason, String where) {
		this(keyword, value, Optional.empty(), reason, where);
	}

	private static void check(String keyword, Object value) {
		if (!(value instanceof String || value instanceof Long || value instanceof Double
				|| value instanceof Boolean)) {
			throw new IllegalArgumentException(keyword + " has a value of " + value.getClass());
		}
	}

	/** The change, for people: {@code ESO DPR TYPE = DARK}, {@code no ESO DPR TYPE}. */
	public String words() {
		return value.map(right -> keyword + " = " + text(right)).orElseGet(() -> "no " + keyword);
	}

	/** What the file says, for people; empty where that is nothing, or not known. */
	public String wordsBefore() {
		return before.map(HeaderCorrection::text).orElse("");
	}

	/** What it changes, whatever the reason: with the kind of the value, as 1 is not '1'. */
	String content() {
		return keyword + value.map(right -> " " + right.getClass().getSimpleName() + "=" + right).orElse(" removed");
	}

	private static String text(Object value) {
		return value instanceof Boolean logical ? logical ? "T" : "F" : value.toString();
	}
}
