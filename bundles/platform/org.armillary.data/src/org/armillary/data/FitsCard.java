package org.armillary.data;

import java.util.Objects;

/**
 * One entry of a header: keyword, value and comment, with the 80-character records it was read from, so that what is
 * not changed is written back as it was. A long text that runs over {@code CONTINUE} records is one card.
 *
 * @param keyword
 *            upper-case name; that of a {@code HIERARCH} record without {@code HIERARCH}: {@code ESO INS FILT3 ID};
 *            empty for a record without a name
 * @param kind
 *            what the value is
 * @param value
 *            {@link String} for {@link Kind#TEXT}, {@link Long} for {@link Kind#INTEGER}, {@link Double} for
 *            {@link Kind#REAL}, {@link Boolean} for {@link Kind#LOGICAL}; for the other kinds the characters found
 * @param comment
 *            what stands behind the slash; often begins with the unit in brackets
 * @param image
 *            the records, a multiple of 80 characters
 */
public record FitsCard(String keyword, Kind kind, Object value, String comment, String image) {

	/** Length of a record, in characters. */
	public static final int RECORD = 80;

	/** What the value of a card is. */
	public enum Kind {
		/** Text in quotes, without trailing blanks. */
		TEXT,
		/** An integer of at most 64 bits. */
		INTEGER,
		/** Any other real number. */
		REAL,
		/** T or F. */
		LOGICAL,
		/** Two numbers in parentheses. */
		COMPLEX,
		/** A keyword without a value: something unknown. */
		UNDEFINED,
		/** {@code COMMENT}, {@code HISTORY} or any record without a value indicator; the text is the value. */
		COMMENTARY,
		/** Something that the standard does not allow. */
		MALFORMED
	}

	/** Checks that nothing is null. */
	public FitsCard {
		Objects.requireNonNull(keyword, "keyword");
		Objects.requireNonNull(kind, "kind");
		Objects.requireNonNull(value, "value");
		Objects.requireNonNull(comment, "comment");
		Objects.requireNonNull(image, "image");
	}

	/**
	 * Makes a card. A comment that does not fit is cut; a long text continues in further records. NaN and infinite
	 * numbers, for which FITS has no form, give an undefined value; characters outside printable ASCII become {@code
	 * ?}.
	 *
	 * @param keyword
	 *            at most 8 of A–Z, 0–9, hyphen and underscore, or several such words separated by blanks for
	 *            {@code HIERARCH}
	 * @param value
	 *            text, number or logical value
	 * @param comment
	 *            comment, may be empty
	 * @throws IllegalArgumentException
	 *             if the keyword is not allowed or the value of an unknown type
	 */
	public static FitsCard of(String keyword, Object value, String comment) {
		return CardFormatter.format(keyword, value, comment);
	}

	/** Makes a {@code COMMENT}; a long text gives several records. */
	public static FitsCard comment(String text) {
		return CardFormatter.commentary("COMMENT", text);
	}

	/** Makes a {@code HISTORY}; a long text gives several records. */
	public static FitsCard history(String text) {
		return CardFormatter.commentary("HISTORY", text);
	}

	/** Whether there is a value: text, number or logical. */
	public boolean hasValue() {
		return switch (kind) {
		case TEXT, INTEGER, REAL, LOGICAL -> true;
		case COMPLEX, UNDEFINED, COMMENTARY, MALFORMED -> false;
		};
	}
}
