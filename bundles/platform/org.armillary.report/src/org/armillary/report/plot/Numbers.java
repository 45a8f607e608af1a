package org.armillary.report.plot;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as they stand beside plots and pictures. */
public final class Numbers {

	private static final int DIGITS = 6;
	/** Numbers with more digits than this in front of or behind the point are written with a power of ten. */
	private static final int LONG = 7;

	private Numbers() {
	}

	/** A number with at most six digits. */
	public static String text(double value) {
		return text(value, DIGITS);
	}

	/** A number with at most so many digits, with a power of ten where it would be long otherwise. */
	public static String text(double value, int digits) {
		if (!Double.isFinite(value)) {
			return Double.isNaN(value) ? "no value" : value > 0 ? "∞" : "−∞";
		}
		BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits)).stripTrailingZeros();
		int magnitude = rounded.precision() - rounded.scale();
		String text = rounded.signum() == 0 ? "0"
				: magnitude > LONG || magnitude < -LONG / 2 ? scientific(rounded) : rounded.toPlainString();
		return text.startsWith("-") ? "−" + text.substring(1) : text;
	}

	private static String scientific(BigDecimal value) {
		int exponent = value.precision() - value.scale() - 1;
		return value.movePointLeft(exponent).stripTrailingZeros().toPlainString() + " × " + Ticks.factor(exponent);
	}
}
