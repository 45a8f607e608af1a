package org.armillary.numerics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

class RobustMeanTest {

	@Test
	void wildValuesDoNotCount() {
		double[] values = { 2, 1, 1000, 3, 2, -500, 2, 7 };
		RobustMean mean = RobustMean.of(values, 7, 5);
		// median 2, median absolute deviation 1: what is within 7.4 of 2 counts, and so many values only
		assertEquals(2, mean.median());
		assertEquals(5, mean.used());
		assertEquals(2, mean.mean());
		assertEquals(0.5 / 5, mean.variance(), 1e-15);
		assertArrayEquals(new double[] { 2, 1, 1000, 3, 2, -500, 2, 7 }, values);
	}

	@Test
	void thresholdIsInStandardDeviations() {
		var random = new SplittableRandom(4);
		double[] values = random.doubles(20_000).map(_ -> 10 + 3 * random.nextGaussian()).toArray();
		RobustMean mean = RobustMean.of(values, values.length, 2);
		assertEquals(0.9545, (double) mean.used() / values.length, 0.006);
		assertEquals(10, mean.mean(), 4 * Math.sqrt(mean.variance()));
		// the standard deviation of what lies within two is 0.88 of all
		assertEquals(0.8796 * 3, Math.sqrt(mean.variance() * mean.used()), 0.06);
	}

	@Test
	void fewAndEqualValues() {
		assertEquals(new RobustMean(4, 0, 1, 4), RobustMean.of(new double[] { 4 }, 1, 3));
		assertEquals(new RobustMean(4.5, 0.25, 2, 4.5), RobustMean.of(new double[] { 4, 5 }, 2, 3));
		assertEquals(new RobustMean(7, 0, 3, 7), RobustMean.of(new double[] { 7, 7, 9, 7 }, 4, 3));
		RobustMean none = RobustMean.of(new double[2], 0, 3);
		assertTrue(Double.isNaN(none.mean()) && Double.isNaN(none.variance()) && none.used() == 0);
		assertThrows(IllegalArgumentException.class, () -> RobustMean.of(new double[2], 3, 3));
		assertThrows(IllegalArgumentException.class, () -> RobustMean.of(new double[2], 2, 0));
	}

	@Test
	void orderStatisticsOfTheFirstValues() {
		var random = new SplittableRandom(9);
		for (int length = 1; length < 200; length += 7) {
			double[] values = random.doubles(length + 3).map(value -> Math.rint(40 * value)).toArray();
			double[] sorted = Arrays.copyOf(values, length);
			Arrays.sort(sorted);
			int k = length / 3;
			assertEquals(sorted[k], Selection.select(values.clone(), length, k));
			assertEquals(0.5 * (sorted[(length - 1) / 2] + sorted[length / 2]),
					Selection.median(values.clone(), length));
			double place = 0.3 * (length - 1);
			int below = (int) place;
			assertEquals(sorted[below] + (place - below) * (sorted[Math.min(below + 1, length - 1)] - sorted[below]),
					Selection.quantile(values.clone(), length, 0.3), 1e-12);
		}
		assertTrue(Double.isNaN(Selection.median(new double[1], 0)));
	}
}
