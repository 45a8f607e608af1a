package org.armillary.numerics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expected numbers of samples come from tests/reference/statistics.py, the twin in numpy. */
class RobustStatisticsTest {

	private static final double TOLERANCE = 1e-12;

	@Test
	void agreesWithNumpyOnALargeOddSample() {
		assertAgrees(new SampleStatistics(10007, 9876, 108.02486421918039, 56.352220096367205, 100.00209188268812,
				4.994854337406511, 100.13516998291016, 100.3301654270717, 5.1162067088943735, 83.16549682617188,
				514.7752075195312), RobustStatistics.of(sample(10007, 1), KappaSigma.DEFAULT));
	}

	@Test
	void agreesWithNumpyOnAnEvenSampleWithOtherLimits() {
		assertAgrees(new SampleStatistics(10008, 9877, 108.03333571363439, 56.28225167292809, 100.42515098819734,
				4.63616222600814, 100.10365295410156, 99.86580631962529, 4.091140448848628, 83.05980682373047,
				512.0344848632812), RobustStatistics.of(sample(10008, 2), new KappaSigma(2, 4, 5)));
	}

	@Test
	void agreesWithNumpyOnAFewValues() {
		assertAgrees(new SampleStatistics(10, 8, 149.56353187561035, 142.8835268823838, 99.0663561139788,
				4.318356670079756, 98.70478820800781, 96.60011196136475, 1.124066486214888, 95.34249877929688,
				503.04376220703125), RobustStatistics.of(sample(10, 3), KappaSigma.DEFAULT));
	}

	@Test
	void agreesWithNumpyOnAPartWithAMask() {
		float[] values = sample(10007, 1);
		boolean[] include = new boolean[values.length];
		for (int i = 0; i < include.length; i++) {
			include[i] = i % 3 != 0;
		}
		var expected = new SampleStatistics(5334, 5281, 108.1055631140962, 56.77441341563171, 99.9900122584355,
				5.043802509207702, 100.15042114257812, 100.6542803728326, 5.291348260108987, 83.16549682617188,
				514.7752075195312);
		assertAgrees(expected, RobustStatistics.of(values, 1000, 9000, include, KappaSigma.DEFAULT));
		assertAgrees(expected, RobustStatistics.of(doubles(values), 1000, 9000, include, KappaSigma.DEFAULT));
	}

	@Test
	void singleAndDoublePrecisionGiveTheSameBits() {
		float[] values = sample(5000, 4);
		float[] before = values.clone();
		assertEquals(RobustStatistics.of(doubles(values), KappaSigma.DEFAULT),
				RobustStatistics.of(values, KappaSigma.DEFAULT));
		assertArrayEquals(before, values);
	}

	@Test
	void nothingFiniteGivesNoNumbers() {
		for (float[] values : new float[][] { {}, { Float.NaN, Float.POSITIVE_INFINITY } }) {
			SampleStatistics statistics = RobustStatistics.of(values, KappaSigma.DEFAULT);
			assertEquals(
					new SampleStatistics(values.length, 0, Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN,
							Double.NaN, Double.NaN, Double.NaN, Double.NaN),
					statistics);
			assertTrue(Double.isNaN(RobustStatistics.median(values)));
		}
	}

	@Test
	void oneValueHasNoDeviation() {
		assertEquals(new SampleStatistics(1, 1, 7, Double.NaN, 7, Double.NaN, 7, 7, 0, 7, 7),
				RobustStatistics.of(new double[] { 7 }, KappaSigma.DEFAULT));
	}

	@Test
	void equalValuesDeviateByNothing() {
		float[] values = new float[1000];
		Arrays.fill(values, 0.1f);
		double value = 0.1f;
		assertEquals(new SampleStatistics(1000, 1000, value, 0, value, 0, value, value, 0, value, value),
				RobustStatistics.of(values, KappaSigma.DEFAULT));
	}

	@Test
	void mostlyOneValueStillRejectsWhatIsFarOff() {
		double[] values = new double[1000];
		values[10] = 1;
		values[20] = 1000;
		SampleStatistics statistics = RobustStatistics.of(values, KappaSigma.DEFAULT);
		assertEquals(0, statistics.median());
		assertTrue(statistics.clippedMean() < 0.01);
	}

	@Test
	void noIterationRejectsNothing() {
		double[] values = { 1, 2, 3, 1000 };
		SampleStatistics statistics = RobustStatistics.of(values, new KappaSigma(3, 3, 0));
		assertEquals(statistics.mean(), statistics.clippedMean());
		assertEquals(251.5, statistics.mean());
		assertEquals(2.5, statistics.median());
	}

	@Test
	void sumsKeepWhatPlainOnesLose() {
		double[] values = new double[100_001];
		Arrays.fill(values, 1);
		values[0] = 1e17;
		assertEquals((1e17 + 100_000) / 100_001, RobustStatistics.of(values, KappaSigma.DEFAULT).mean(), 0);
	}

	@Test
	void backgroundUnderSourcesIsFound() {
		var random = new Random(5);
		float[] values = new float[430_080];
		for (int i = 0; i < values.length; i++) {
			values[i] = (float) (1e-18 * random.nextGaussian() + (i % 5 == 0 ? 4e-18 * random.nextDouble() : 0));
		}
		SampleStatistics statistics = RobustStatistics.of(values, KappaSigma.DEFAULT);
		assertEquals(0, statistics.mode(), 0.1e-18);
		assertEquals(1e-18, statistics.noise(), 0.05e-18);
	}

	@Test
	void refusesWhatMakesNoSense() {
		assertThrows(IllegalArgumentException.class, () -> new KappaSigma(0, 3, 3));
		assertThrows(IllegalArgumentException.class, () -> new KappaSigma(3, Double.NaN, 3));
		assertThrows(IllegalArgumentException.class, () -> new KappaSigma(3, 3, -1));
		assertThrows(IllegalArgumentException.class,
				() -> RobustStatistics.of(new float[3], 0, 3, new boolean[2], KappaSigma.DEFAULT));
		assertThrows(IndexOutOfBoundsException.class,
				() -> RobustStatistics.of(new float[3], 0, 4, null, KappaSigma.DEFAULT));
	}

	@ParameterizedTest
	@ValueSource(strings = { "random", "sorted", "reversed", "equal", "organ pipe", "few values" })
	void selectsWhatSortingFinds(String order) {
		var random = new Random(6);
		for (int n : new int[] { 1, 2, 3, 24, 25, 26, 100, 1001, 50_000 }) {
			double[] values = new double[n];
			for (int i = 0; i < n; i++) {
				values[i] = switch (order) {
				case "random" -> random.nextGaussian();
				case "sorted" -> i;
				case "reversed" -> -i;
				case "equal" -> 1;
				case "organ pipe" -> Math.min(i, n - i);
				default -> random.nextInt(3);
				};
			}
			double[] sorted = values.clone();
			Arrays.sort(sorted);
			for (int k : new int[] { 0, n / 3, n / 2, n - 1 }) {
				assertEquals(sorted[k], Selection.select(values.clone(), n, k));
			}
			double median = n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
			assertEquals(median, RobustStatistics.median(values));
		}
	}

	private static void assertAgrees(SampleStatistics expected, SampleStatistics found) {
		assertEquals(expected.count(), found.count());
		assertEquals(expected.finiteCount(), found.finiteCount());
		double[] numbers = numbers(expected);
		for (int i = 0; i < numbers.length; i++) {
			assertEquals(numbers[i], numbers(found)[i], TOLERANCE * Math.abs(numbers[i]), found.toString());
		}
	}

	private static double[] numbers(SampleStatistics s) {
		return new double[] { s.mean(), s.standardDeviation(), s.clippedMean(), s.clippedStandardDeviation(),
				s.median(),
				s.mode(), s.noise(), s.minimum(), s.maximum() };
	}

	private static double[] doubles(float[] values) {
		double[] converted = new double[values.length];
		for (int i = 0; i < converted.length; i++) {
			converted[i] = values[i];
		}
		return converted;
	}

	/** About normal, mean 100 and deviation 5, with outliers, NaN and infinite values; the same in any language. */
	private static float[] sample(int n, long seed) {
		float[] values = new float[n];
		long state = seed;
		for (int i = 0; i < n; i++) {
			double sum = 0;
			for (int k = 0; k < 12; k++) {
				state = state * 6364136223846793005L + 1442695040888963407L;
				sum += (state >>> 11) * 0x1p-53;
			}
			double value = 100 + 5 * (sum - 6.0) + (i % 50 == 0 ? 400 : 0);
			values[i] = (float) (i >= 7 && (i - 7) % 101 == 0 ? Double.NaN : value);
			if (i >= 3 && (i - 3) % 333 == 0) {
				values[i] = Float.NEGATIVE_INFINITY;
			}
		}
		return values;
	}
}
