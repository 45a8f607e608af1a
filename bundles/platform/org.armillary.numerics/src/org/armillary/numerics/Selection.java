package org.armillary.numerics;

import java.util.Arrays;

/**
 * Order statistics of the first values of an array, by partial sorting in place; for loops that bring memory of their
 * own. Values must not be NaN; nothing is allocated. {@link RobustStatistics} leaves its input alone and drops what is not
 * finite. Stateless.
 */
public final class Selection {

	private static final int SMALL = 24;

	private Selection() {
	}

	/**
	 * The value that would stand at index {@code k} if the first {@code length} values were sorted. Reorders them:
	 * those before {@code k} are not greater, those behind it not less. Quickselect with the median of three as pivot;
	 * falls back on sorting where the pivots turn out badly, so that no input takes quadratic time.
	 *
	 * @param values
	 *            the values; reordered
	 * @param length
	 *            how many of them count, above {@code k}
	 * @param k
	 *            from 0
	 */
	public static double select(double[] values, int length, int k) {
		int low = 0;
		int high = length - 1;
		int budget = 4 * (Integer.SIZE - Integer.numberOfLeadingZeros(length));
		while (high - low > SMALL) {
			if (budget-- == 0) {
				break;
			}
			double pivot = medianOfThree(values[low], values[low + (high - low >>> 1)], values[high]);
			int i = low;
			int j = high;
			while (i <= j) {
				while (values[i] < pivot) {
					i++;
				}
				while (values[j] > pivot) {
					j--;
				}
				if (i <= j) {
					double swapped = values[i];
					values[i] = values[j];
					values[j] = swapped;
					i++;
					j--;
				}
			}
			if (k <= j) {
				high = j;
			} else if (k >= i) {
				low = i;
			} else {
				return values[k];
			}
		}
		Arrays.sort(values, low, high + 1);
		return values[k];
	}

	/**
	 * The median: the mean of the middle two values where their number is even; NaN of none. Reorders the values.
	 *
	 * @param values
	 *            the values; reordered
	 * @param length
	 *            how many of them count
	 */
	public static double median(double[] values, int length) {
		return length == 0 ? Double.NaN : quantile(values, length, 0.5);
	}

	/**
	 * The quantile at {@code fraction} of a sample that is not empty: with {@code h = fraction * (length - 1)}, linear
	 * between the sorted values at {@code floor(h)} and the next. Reorders the values.
	 *
	 * @param values
	 *            the values; reordered
	 * @param length
	 *            how many of them count, above 0
	 * @param fraction
	 *            0 to 1
	 */
	public static double quantile(double[] values, int length, double fraction) {
		double position = fraction * (length - 1);
		int below = (int) position;
		double value = select(values, length, below);
		double weight = position - below;
		if (weight == 0) {
			return value;
		}
		double next = Double.POSITIVE_INFINITY;
		for (int i = below + 1; i < length; i++) {
			next = Math.min(next, values[i]);
		}
		// halves before they are added, so that the mean of two huge values does not overflow
		return value * (1 - weight) + next * weight;
	}

	private static double medianOfThree(double a, double b, double c) {
		return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
	}
}
