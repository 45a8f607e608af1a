package org.armillary.kmos.simulator.detector;

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
public record PixelValues(int[] pixels, double[] values) {

	/** No values. */
	public static final PixelValues NONE = new PixelValues(new int[0], new double[0]);

	/** Sorts by place; values of one place keep their order. */
	public static PixelValues sorted(int[] pixels, double[] values) {
		int[] order = IntStream.range(0, pixels.length).boxed().sorted(Comparator.comparingInt(i -> pixels[i]))
				.mapToInt(Integer::intValue).toArray();
		return new PixelValues(Arrays.stream(order).map(i -> pixels[i]).toArray(),
				Arrays.stream(order).mapToDouble(i -> values[i]).toArray());
	}

	/** Number of values. */
	public int size() {
		return pixels.length;
	}

	/** Index of the first value at {@code pixel} or a later place. */
	public int firstFrom(int pixel) {
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

	/**
	 * The sum with others.
	 *
	 * @param other
	 *            others, each place once, as in these
	 * @param factor
	 *            what the others are multiplied by
	 * @return each place once
	 */
	public PixelValues plus(PixelValues other, double factor) {
		var places = new int[size() + other.size()];
		var sums = new double[places.length];
		int count = 0;
		int i = 0;
		int j = 0;
		while (i < size() || j < other.size()) {
			int mine = i < size() ? pixels[i] : Integer.MAX_VALUE;
			int theirs = j < other.size() ? other.pixels[j] : Integer.MAX_VALUE;
			places[count] = StrictMath.min(mine, theirs);
			if (mine <= theirs) {
				sums[count] += values[i++];
			}
			if (theirs <= mine) {
				sums[count] += factor * other.values[j++];
			}
			count++;
		}
		return new PixelValues(Arrays.copyOf(places, count), Arrays.copyOf(sums, count));
	}

	/** Takes values in the order of their places. */
	static final class Builder {

		private int[] pixels = new int[16];
		private double[] values = new double[16];
		private int count;

		/** Takes a value of a later place than those before. */
		void add(int pixel, double value) {
			if (count == pixels.length) {
				pixels = Arrays.copyOf(pixels, 2 * count);
				values = Arrays.copyOf(values, 2 * count);
			}
			pixels[count] = pixel;
			values[count++] = value;
		}

		PixelValues build() {
			return new PixelValues(Arrays.copyOf(pixels, count), Arrays.copyOf(values, count));
		}
	}
}
