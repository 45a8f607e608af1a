package org.armillary.engine.quality;

/**
 * A range of values, both ends included.
 *
 * @param lowest
 *            smallest value; negative infinity for none
 * @param highest
 *            largest value; positive infinity for none
 */
public record Interval(double lowest, double highest) {

	/** Every value. */
	public static final Interval ALL = new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

	/** Checks the order of the ends. */
	public Interval {
		if (Double.isNaN(lowest) || Double.isNaN(highest) || lowest > highest) {
			throw new IllegalArgumentException("from " + lowest + " to " + highest);
		}
	}

	/** Whether another range lies in it as a whole. */
	public boolean covers(Interval other) {
		return lowest <= other.lowest && highest >= other.highest;
	}

	/** In words of the limits files: {@code <= 0.1}, {@code >= 3}, {@code 0.8 .. 1.2}, {@code any value}. */
	public String text() {
		if (lowest == Double.NEGATIVE_INFINITY) {
			return highest == Double.POSITIVE_INFINITY ? "any value" : "<= " + QualityNumbers.exact(highest);
		}
		return highest == Double.POSITIVE_INFINITY ? ">= " + QualityNumbers.exact(lowest)
				: QualityNumbers.exact(lowest) + " .. " + QualityNumbers.exact(highest);
	}

	/** Whether a value lies in it; NaN lies in none. */
	public boolean contains(double value) {
		return value >= lowest && value <= highest;
	}
}
