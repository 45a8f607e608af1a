package org.armillary.numerics.kernel;

import jdk.incubator.vector.FloatVector;

/** The processor's SIMD registers. Apart from {@link Kernels}, which must load without the module. */
final class Registers {

	private static final int NARROWEST = 128;

	private Registers() {
	}

	/** The widest registers of a power of two bits that are not wider than asked for; 0 if there are none. */
	static int bits(int widest) {
		int bits = Math.min(FloatVector.SPECIES_PREFERRED.vectorBitSize(), Integer.highestOneBit(Math.max(1, widest)));
		return bits < NARROWEST ? 0 : bits;
	}
}
