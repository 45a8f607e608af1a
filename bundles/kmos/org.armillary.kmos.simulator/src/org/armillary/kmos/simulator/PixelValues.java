package org.armillary.kmos.simulator;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Values of some pixels of a detector, by their place.
 *
 * @param pixels
 *            places, {@code y * side + x}, ascending; a place may occur more than once
 * @param values
 *            values in the same order
 */
record PixelValues(int[] pixels, double[] values) {

	/** Sorts by place; values of one place keep their order. */
	static PixelValues sorted(int[] pixels, double[] values) {
		int[] order = IntStream.range(0, pixels.length).boxed().sorted(Comparator.comparingInt(i -> pixels[i]))
				.mapToInt(Integer::intValue).toArray();
		return new PixelValues(Arrays.stream(order).map(i -> pixels[i]).toArray(),
				Arrays.stream(order).mapToDouble(i -> values[i]).toArray());
	}

	/** Number of values. */
	int size() {
		return pixels.length;
	}

	/** Index of the first value at {@code pixel} or a later place. */
	int firstFrom(int pixel) {
		int low = 0;
		int high = pixels.length;
		while (low < high) {
			int middle = (low + high) >>> 1;
			if (pixels[middle] < pixel) {
				low = middle + 1;
			} else {
				high = middle;
			}
		}
		return low;
	}
}
