package org.armillary.kmos.simulator.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts follow Poisson's law, whichever way they are drawn. */
class PoissonTest {

	private static final int DRAWS = 200_000;

	/** Compares frequencies with probabilities that are summed as logarithms; 5 sigma of chi-square. */
	@ParameterizedTest
	@ValueSource(doubles = { 0.05, 0.48, 3, 9.99, 10.01, 37.5, 400 })
	void frequenciesAreThoseOfTheLaw(double mean) {
		for (long seed = 1; seed <= 3; seed++) {
			var random = new SplittableRandom(seed);
			int[] found = new int[(int) (mean + 12 * Math.sqrt(mean) + 15)];
			for (int i = 0; i < DRAWS; i++) {
				found[(int) Poisson.next(random, mean)]++;
			}
			assertChiSquare(mean, found);
		}
	}

	/** The loop that good pixels use beyond ten electrons too. */
	@ParameterizedTest
	@ValueSource(doubles = { 0.4, 12, 27 })
	void inversionHoldsForAllMeansItIsUsedFor(double mean) {
		var random = new SplittableRandom(7);
		int[] found = new int[100];
		double none = Math.exp(-mean);
		for (int i = 0; i < DRAWS; i++) {
			found[Poisson.inverted(random.nextDouble(), mean, none)]++;
		}
		assertChiSquare(mean, found);
	}

	private static void assertChiSquare(double mean, int[] found) {
		double chiSquare = 0;
		int bins = 0;
		double logProbability = -mean;
		double expected = 0;
		int observed = 0;
		for (int count = 0; count < found.length; count++) {
			logProbability += count == 0 ? 0 : Math.log(mean / count);
			expected += DRAWS * Math.exp(logProbability);
			observed += found[count];
			if (expected >= 20) {
				chiSquare += (observed - expected) * (observed - expected) / expected;
				bins++;
				expected = 0;
				observed = 0;
			}
		}
		assertTrue(chiSquare < bins + 5 * Math.sqrt(2.0 * bins) + 5, "chi-square " + chiSquare + " of " + bins);
	}

	@ParameterizedTest
	@ValueSource(doubles = { 5e4, 9.9e6, 1.1e7, 3e8 })
	void largeCountsHaveMeanVarianceAndSkewness(double mean) {
		var random = new SplittableRandom(3);
		var counts = new Moments();
		double cubes = 0;
		for (int i = 0; i < DRAWS; i++) {
			long count = Poisson.next(random, mean);
			counts.add(count);
			double deviation = (count - mean) / Math.sqrt(mean);
			cubes += deviation * deviation * deviation;
		}
		assertEquals(0, counts.pull(mean, Math.sqrt(mean)), 4);
		assertEquals(1, counts.variance() / mean, 4 * Math.sqrt(2.0 / DRAWS));
		assertEquals(1 / Math.sqrt(mean), cubes / DRAWS, 4 * Math.sqrt(15.0 / DRAWS));
	}

	@Test
	void nothingComesFromNothing() {
		assertEquals(0, Poisson.next(new SplittableRandom(1), 0));
		assertEquals(0, Poisson.inverted(Math.nextDown(1.0), 0, 1));
	}

	/** The largest uniform number must not make the search go on for ever or far out. */
	@Test
	void theLargestUniformNumberGivesACountOfTheTail() {
		for (double mean : new double[] { 1e-9, 0.5, 9, 27 }) {
			int count = Poisson.inverted(Math.nextDown(1.0), mean, Math.exp(-mean));
			assertTrue(count >= mean && count < mean + 12 * Math.sqrt(mean) + 20, mean + " " + count);
		}
	}
}
