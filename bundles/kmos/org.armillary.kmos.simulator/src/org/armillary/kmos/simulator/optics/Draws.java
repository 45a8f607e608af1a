package org.armillary.kmos.simulator.optics;

import java.util.SplittableRandom;

/** Random numbers that stay within limits, so that no seed makes slitlets overlap or leave the detector. */
final class Draws {

	private Draws() {
	}

	/** A number of the standard normal distribution that is cut off at ±{@code limit}. */
	static double normal(SplittableRandom random, double limit) {
		double value = random.nextGaussian();
		while (StrictMath.abs(value) > limit) {
			value = random.nextGaussian();
		}
		return value;
	}

	/** A phase in radians. */
	static double phase(SplittableRandom random) {
		return random.nextDouble(2 * StrictMath.PI);
	}
}
