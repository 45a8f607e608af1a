package org.armillary.kmos.simulator.plan;

import java.util.SplittableRandom;

/**
 * A number that wanders about 0 with standard deviation 1 and forgets where it was within a time: an autoregressive
 * process of first order, whose values do not depend on how often it is looked at in distribution. Not for several
 * threads.
 */
final class Drift {

	private final SplittableRandom random;
	private final double memorySeconds;
	private double value;

	/**
	 * Draws the first value.
	 *
	 * @param memorySeconds
	 *            time after which a share 1/e of a value is left
	 */
	Drift(SplittableRandom random, double memorySeconds) {
		this.random = random;
		this.memorySeconds = memorySeconds;
		this.value = random.nextGaussian();
	}

	/** Lets time pass and returns the value then. */
	double after(double seconds) {
		double kept = StrictMath.exp(-seconds / memorySeconds);
		value = kept * value + StrictMath.sqrt(1 - kept * kept) * random.nextGaussian();
		return value;
	}
}
