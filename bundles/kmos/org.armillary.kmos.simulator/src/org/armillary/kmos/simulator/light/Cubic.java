package org.armillary.kmos.simulator.light;

/**
 * Weights of cubic interpolation (Lagrange) among four equally spaced values, for a place {@code f} from 0 to 1
 * between the second and the third.
 */
final class Cubic {

	private Cubic() {
	}

	/** Weight of the first value. */
	static double first(double f) {
		return -f * (f - 1) * (f - 2) * (1 / 6.0);
	}

	/** Weight of the second value. */
	static double second(double f) {
		return (f * f - 1) * (f - 2) * 0.5;
	}

	/** Weight of the third value. */
	static double third(double f) {
		return -f * (f + 1) * (f - 2) * 0.5;
	}

	/** Weight of the fourth value. */
	static double fourth(double f) {
		return f * (f * f - 1) * (1 / 6.0);
	}
}
