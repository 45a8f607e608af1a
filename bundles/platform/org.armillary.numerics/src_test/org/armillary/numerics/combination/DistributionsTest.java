package org.armillary.numerics.combination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistributionsTest {

	/** Expected values: scipy.stats.chi2.isf. */
	@ParameterizedTest
	@CsvSource({ "1e-4, 1, 15.136705226623397", "1e-4, 2, 18.420680743952364", "1e-4, 3, 21.10751346616021",
			"1e-4, 9, 33.719948438964636", "1e-4, 59, 108.16339913268475", "1e-4, 300, 399.75593550052747",
			"0.01, 4, 13.276704135987625", "0.5, 1, 0.4549364231195724", "0.5, 9, 8.342832692252955",
			"0.99, 1, 0.00015708785790970235", "0.99, 2, 0.020100671707002887", "0.99, 59, 36.698246354920606" })
	void chiSquareQuantilesAgreeWithScipy(double probability, int degrees, double expected) {
		assertEquals(expected, ChiSquare.upperQuantile(probability, degrees), 1e-9 * expected);
	}

	/** Expected values: numerical integrals with scipy, 200 x 200 points. */
	@ParameterizedTest
	@CsvSource({ "1, 1", "2, 1", "5, 1.4341683080", "10, 1.3832643584", "24, 1.4844625933", "25, 1.5436564258",
			"26, 1.4906354752", "39, 1.5534347802", "60, 1.5346016056", "63, 1.5600653036" })
	void varianceOfTheMedian(int count, double expected) {
		assertEquals(expected, NormalDistribution.medianFactor(count), 2e-5);
	}

	@ParameterizedTest
	@CsvSource({ "5, 1, 1", "10, 1, 1", "10, 3, 1", "30, 5, 0" })
	void varianceOfTheTrimmedMean(int count, int lowest, int highest) {
		var random = new SplittableRandom(count);
		int trials = 200_000;
		double sum = 0;
		double squares = 0;
		for (int trial = 0; trial < trials; trial++) {
			double[] sample = new double[count];
			Arrays.setAll(sample, i -> random.nextGaussian());
			Arrays.sort(sample);
			double mean = Arrays.stream(sample, lowest, count - highest).average().orElseThrow();
			sum += mean;
			squares += mean * mean;
		}
		double variance = squares / trials - sum / trials * (sum / trials);
		int left = count - lowest - highest;
		assertEquals(variance, NormalDistribution.trimmedFactor(count, lowest, highest) / left, 0.05 * variance);
		assertEquals(1, NormalDistribution.trimmedFactor(count, 0, 0), 1e-12);
	}

	/** A network that sorts all sequences of zeros and ones sorts everything. */
	@Test
	void networksSort() {
		for (int count = 1; count <= 14; count++) {
			for (int pattern = 0; pattern < 1 << count; pattern++) {
				assertSorted(pattern, count);
			}
		}
		var random = new SplittableRandom(1);
		for (int count = 15; count <= 63; count++) {
			for (int i = 0; i < 500; i++) {
				assertSorted(random.nextLong() & random.nextLong(), count);
			}
		}
	}

	private static void assertSorted(long pattern, int count) {
		int[] values = new int[count];
		Arrays.setAll(values, i -> (int) (pattern >>> i & 1));
		int[] pairs = SortingNetwork.pairs(count);
		for (int i = 0; i < pairs.length; i += 2) {
			int low = Math.min(values[pairs[i]], values[pairs[i + 1]]);
			values[pairs[i + 1]] = Math.max(values[pairs[i]], values[pairs[i + 1]]);
			values[pairs[i]] = low;
		}
		for (int i = 1; i < count; i++) {
			assertTrue(values[i - 1] <= values[i], () -> count + " values, pattern " + Long.toBinaryString(pattern));
		}
	}
}
