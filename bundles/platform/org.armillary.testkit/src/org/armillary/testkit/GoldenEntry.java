package org.armillary.testkit;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** One value of a golden summary. */
sealed interface GoldenEntry {

	/** The entry as it stands in the file. */
	String text();

	/** Whether another run's entry is as good as this one of the file. */
	boolean agrees(GoldenEntry other);

	/**
	 * A number with the accuracy that matters.
	 *
	 * @param value
	 *            the value, finite
	 * @param step
	 *            the accuracy, positive
	 */
	record Number(double value, double step) implements GoldenEntry {

		@Override
		public String text() {
			int digits = (int) Math.ceil(-Math.log10(step));
			var rounded = new BigDecimal(value).setScale(digits, RoundingMode.HALF_EVEN);
			return (rounded.signum() == 0 ? "0" : rounded.toString()) + " ± " + step;
		}

		@Override
		public boolean agrees(GoldenEntry other) {
			// both were rounded to the step, so that they may differ by one although the values hardly do
			return other instanceof Number number
					&& Math.abs(number.value - value) <= 1.5 * Math.max(step, number.step);
		}
	}

	/**
	 * A text, a whole number, or what is no number.
	 *
	 * @param value
	 *            one line
	 */
	record Text(String value) implements GoldenEntry {

		@Override
		public String text() {
			return "‘" + value + "’";
		}

		@Override
		public boolean agrees(GoldenEntry other) {
			return equals(other);
		}
	}

	/** A value with the given accuracy; a text where it is not finite. */
	static GoldenEntry of(double value, double step) {
		return Double.isFinite(value) && step > 0 ? new Number(value, roundedStep(step))
				: new Text(Double.toString(value));
	}

	/** Reads what {@link #text} wrote. */
	static GoldenEntry parse(String text) {
		if (text.startsWith("‘")) {
			return new Text(text.substring(1, text.length() - 1));
		}
		String[] parts = text.split(" ± ");
		return new Number(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]));
	}

	/** The step with one digit, rounded down, so that it reads easily and is the same in file and memory. */
	private static double roundedStep(double step) {
		return new BigDecimal(step).round(new java.math.MathContext(1, RoundingMode.DOWN)).doubleValue();
	}
}
