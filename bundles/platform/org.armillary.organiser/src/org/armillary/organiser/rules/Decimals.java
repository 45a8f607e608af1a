package org.armillary.organiser.rules;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/** Cuts digits off numbers that arithmetic left there, in texts for people. Headers state no more than eight decimals. */
final class Decimals {

	private static final Pattern LONG = Pattern.compile("(?<![\\w.])-?\\d++\\.\\d{9,}+(?:e-?\\d++)?(?![\\w.]\\w)");
	private static final int SHOWN = 6;

	private Decimals() {
	}

	/** A text with its long numbers rounded to six decimals, or to six digits where they are below 1. */
	static String shown(String text) {
		return LONG.matcher(text).replaceAll(match -> rounded(match.group()));
	}

	private static String rounded(String text) {
		var number = new BigDecimal(text);
		boolean small = number.abs().compareTo(BigDecimal.ONE) < 0;
		if (text.contains("e") || small) {
			double few = number.round(new MathContext(SHOWN, RoundingMode.HALF_EVEN)).doubleValue();
			return Double.toString(few).replace('E', 'e').replaceFirst("\\.0$", "");
		}
		BigDecimal few = number.setScale(SHOWN, RoundingMode.HALF_EVEN).stripTrailingZeros();
		return few.toPlainString();
	}
}
