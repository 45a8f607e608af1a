package org.armillary.data.fits;

import java.util.Arrays;

/** Lengths of axes of pixels. */
final class Dimensions {

	private Dimensions() {
	}

	/** Their product; 0 without axes. */
	static long pixels(long... dimensions) {
		long pixels = dimensions.length == 0 ? 0 : 1;
		for (long length : dimensions) {
			pixels = Math.multiplyExact(pixels, length);
		}
		return pixels;
	}

	static void check(String name, long pixels, long... dimensions) {
		if (pixels(dimensions) != pixels) {
			throw new IllegalArgumentException(
					name + " has " + pixels + " pixels, the dimensions say " + pixels(dimensions));
		}
	}

	static long[] longs(int... dimensions) {
		return Arrays.stream(dimensions).asLongStream().toArray();
	}
}
