package org.armillary.engine.quality;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers as texts, independent of language. */
final class QualityNumbers {

	private static final MathContext SIX_DIGITS = new MathContext(6);
	private static final double LEAST_PLAIN = 1e-4;
	private static final double MOST_PLAIN = 1e9;

	private QualityNumbers() {
	}

	/** All digits that distinguish the number from its neighbours; not more, as people write it. */
	static String exact(double number) {
		return Double.isFinite(number) ? text(BigDecimal.valueOf(number)) : Double.toString(number);
	}

	/** Six significant digits. */
	static String rounded(double number) {
		return Double.isFinite(number) ? text(BigDecimal.valueOf(number).round(SIX_DIGITS)) : Double.toString(number);
	}

	private static String text(BigDecimal number) {
		double size = Math.abs(number.doubleValue());
		if (size == 0) {
			return "0";
		}
		BigDecimal shortest = number.stripTrailingZeros();
		return size >= LEAST_PLAIN && size < MOST_PLAIN ? shortest.toPlainString()
				: shortest.toString().replace("E+", "e").replace('E', 'e');
	}
}
