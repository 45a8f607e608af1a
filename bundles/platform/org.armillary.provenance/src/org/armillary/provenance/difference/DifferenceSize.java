package org.armillary.provenance.difference;

import java.util.ArrayList;
import java.util.List;

import org.armillary.provenance.difference.FileDifference.Size;

/**
 * Takes differences one by one and tells how large they are, in memory that does not grow with their number: the median is
 * read from bins whose width is 2^-12 of the value, each with the mean of what fell into it.
 */
final class DifferenceSize {

	private static final int MANTISSA_BITS = 12;
	private static final int BINS = 1 << MANTISSA_BITS;
	private static final int SHIFT = 52 - MANTISSA_BITS;
	/** Sign bit aside, so many exponents does a double have. */
	private static final int EXPONENTS = 1 << 11;

	/** Numbers of differences by exponent, then by the leading bits of the mantissa; null where there are none. */
	private final long[][] counts = new long[EXPONENTS][];
	private final double[][] sums = new double[EXPONENTS][];
	private long number;
	private double sum;
	private double squares;
	/** By what squares are divided, so that they neither overflow nor vanish. */
	private double scale;
	private double maximum = -1;
	private long place = -1;

	/**
	 * Takes a difference.
	 *
	 * @param difference
	 *            second minus first, finite
	 * @param pixel
	 *            the pixel, from 0
	 */
	void add(double difference, long pixel) {
		double size = Math.abs(difference);
		number++;
		sum += difference;
		addSquare(size);
		if (size > maximum) {
			maximum = size;
			place = pixel;
		}
		long bits = Double.doubleToRawLongBits(size);
		int exponent = (int) (bits >>> 52);
		long[] bins = counts[exponent];
		if (bins == null) {
			bins = new long[BINS];
			counts[exponent] = bins;
			sums[exponent] = new double[BINS];
		}
		int bin = (int) (bits >>> SHIFT) & BINS - 1;
		bins[bin]++;
		sums[exponent][bin] += size;
	}

	private void addSquare(double size) {
		if (size > scale) {
			squares = scale == 0 ? 1 : squares * (scale / size) * (scale / size) + 1;
			scale = size;
		} else if (scale > 0) {
			double part = size / scale;
			squares += part * part;
		}
	}

	/** How many there were. */
	long number() {
		return number;
	}

	/**
	 * How large they were; NaN throughout where there was none.
	 *
	 * @param axes
	 *            lengths of the axes, NAXIS1 first
	 */
	Size size(List<Long> axes) {
		if (number == 0) {
			return new Size(0, Double.NaN, Double.NaN, Double.NaN, Double.NaN, List.of());
		}
		double median = (value((number - 1) / 2) + value(number / 2)) / 2;
		return new Size(number, sum / number, median, scale * Math.sqrt(squares / number), maximum,
				position(place, axes));
	}

	/** The mean of the bin that holds the value of this rank, from 0 for the smallest. */
	private double value(long rank) {
		long left = rank;
		for (int exponent = 0; exponent < EXPONENTS; exponent++) {
			long[] bins = counts[exponent];
			for (int bin = 0; bins != null && bin < BINS; bin++) {
				left -= bins[bin];
				if (left < 0) {
					return sums[exponent][bin] / bins[bin];
				}
			}
		}
		throw new IllegalStateException("rank " + rank + " of " + number);
	}

	private static List<Long> position(long pixel, List<Long> axes) {
		var places = new ArrayList<Long>();
		long rest = pixel;
		for (long length : axes) {
			places.add(rest % length + 1);
			rest /= length;
		}
		return places;
	}
}
