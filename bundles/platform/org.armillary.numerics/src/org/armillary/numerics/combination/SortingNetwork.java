package org.armillary.numerics.combination;

import java.util.ArrayList;

/**
 * Which pairs of positions to put in order, one after the other, so that any input ends up sorted: the same operations
 * whatever the values. Odd-even merge sort (Batcher 1968; Knuth, The Art of Computer Programming, volume 3, algorithm
 * 5.2.2M).
 */
final class SortingNetwork {

	private SortingNetwork() {
	}

	/** The pairs {@code low, high, low, high, …} for so many values. */
	static int[] pairs(int count) {
		var pairs = new ArrayList<Integer>();
		int top = count < 2 ? 0 : Integer.highestOneBit(count - 1);
		for (int p = top; p > 0; p /= 2) {
			int q = top;
			int r = 0;
			int distance = p;
			while (true) {
				for (int i = 0; i < count - distance; i++) {
					if ((i & p) == r) {
						pairs.add(i);
						pairs.add(i + distance);
					}
				}
				if (q == p) {
					break;
				}
				distance = q - p;
				q /= 2;
				r = p;
			}
		}
		return pairs.stream().mapToInt(Integer::intValue).toArray();
	}
}
