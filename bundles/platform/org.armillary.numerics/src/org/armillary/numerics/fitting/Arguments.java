package org.armillary.numerics.fitting;

/** Checks at the doors of this package. */
final class Arguments {

	private Arguments() {
	}

	static void sameLength(String what, double[] array, double[] values) {
		if (array.length != values.length) {
			throw new IllegalArgumentException(
					what + " has " + array.length + " elements, there are " + values.length + " points");
		}
	}
}
