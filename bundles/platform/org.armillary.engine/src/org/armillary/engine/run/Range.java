package org.armillary.engine.run;

/**
 * An amount that is not known exactly, with the range in which it lies in two of three cases: the percentiles 16 and 84
 * of what is expected.
 *
 * @param low
 *            percentile 16
 * @param middle
 *            as often too high as too low
 * @param high
 *            percentile 84
 */
public record Range(double low, double middle, double high) {

	/** Nothing. */
	public static final Range ZERO = new Range(0, 0, 0);

	/** Checks the order. */
	public Range {
		if (!(0 <= low && low <= middle && middle <= high)) {
			throw new IllegalArgumentException(low + " to " + high + ", probably " + middle);
		}
	}

	/** An amount that is known. */
	public static Range exactly(double amount) {
		return new Range(amount, amount, amount);
	}

	/**
	 * A range that is symmetric in ratio.
	 *
	 * @param middle
	 *            the middle
	 * @param spread
	 *            natural logarithm of the factor from the middle to either end
	 */
	static Range around(double middle, double spread) {
		double factor = Math.exp(spread);
		return new Range(middle / factor, middle, middle * factor);
	}

	/** Natural logarithm of the factor from the middle to the ends, on average; 0 where it is known or nothing. */
	double spread() {
		return low > 0 ? Math.log(high / low) / 2 : 0;
	}

	/** Whether it is known exactly. */
	public boolean isExact() {
		return low == high;
	}

	/** Both together, where both are high or low for the same reasons. */
	Range plus(Range other) {
		return new Range(low + other.low, middle + other.middle, high + other.high);
	}

	/** A multiple. */
	Range times(double factor) {
		return new Range(low * factor, middle * factor, high * factor);
	}
}
