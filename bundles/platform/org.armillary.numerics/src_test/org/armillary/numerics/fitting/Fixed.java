package org.armillary.numerics.fitting;

/** Deviates that a script in any language can repeat, for comparison with other implementations. */
final class Fixed {

	private Fixed() {
	}

	/** Between -1 and 1. */
	static double noise(int i) {
		return Math.sin(12.9898 * (i + 1) + 4.1414 * i * i);
	}
}
