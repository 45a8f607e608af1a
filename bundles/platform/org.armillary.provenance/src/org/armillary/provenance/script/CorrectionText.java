package org.armillary.provenance.script;

import java.util.Optional;

import org.armillary.engine.HeaderCorrection;

/**
 * Corrections of headers as one text: {@code ESO DPR TYPE='DARK'} as a FITS card has it (texts in quotes, inner quotes
 * doubled; logical values T or F; real numbers with a point or an exponent), or the keyword alone where it is removed.
 */
public final class CorrectionText {

	private CorrectionText() {
	}

	/** Writes a correction. */
	public static String of(HeaderCorrection correction) {
		return correction.keyword() + correction.value().map(value -> "=" + value(value)).orElse("");
	}

	private static String value(Object value) {
		return switch (value) {
		case String text -> "'" + text.replace("'", "''") + "'";
		case Boolean logical -> logical ? "T" : "F";
		default -> value.toString();
		};
	}

	/**
	 * Reads a correction.
	 *
	 * @param where
	 *            where it stands, as the reason and the place of the correction
	 * @throws IllegalArgumentException
	 *             where its value is no text, number or logical value
	 */
	public static HeaderCorrection read(String text, String where) {
		int equals = text.indexOf('=');
		return equals < 0 ? new HeaderCorrection(text.strip(), Optional.empty(), where, where)
				: new HeaderCorrection(text.substring(0, equals).strip(),
						Optional.of(parsed(text.substring(equals + 1).strip())), where, where);
	}

	private static Object parsed(String text) {
		if (text.length() > 1 && text.startsWith("'") && text.endsWith("'")) {
			return text.substring(1, text.length() - 1).replace("''", "'");
		}
		if (text.equals("T") || text.equals("F")) {
			return text.equals("T");
		}
		// not a ternary, which would make the whole number a real one
		if (text.matches("[+-]?\\d+")) {
			return Long.valueOf(text);
		}
		return Double.valueOf(text);
	}
}
