package org.armillary.engine.run;

/**
 * What a job, or all that is to run, will probably need, as far as earlier results show.
 *
 * @param secondsLow
 *            shortest time that is likely, s
 * @param secondsHigh
 *            longest time that is likely, s
 * @param bytes
 *            size of the products, bytes
 */
public record Estimate(double secondsLow, double secondsHigh, long bytes) {

	/** The middle of the range in the sense of a ratio, s. */
	public double seconds() {
		return Math.sqrt(secondsLow * secondsHigh);
	}
}
