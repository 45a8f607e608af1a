package org.armillary.engine.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;

import org.armillary.actor.QcValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QualitySeriesTest {

	private static QualitySeries series(double[] days, double... values) {
		var measurements = new ArrayList<Measurement>();
		for (int i = 0; i < values.length; i++) {
			measurements.add(new Measurement("a", "j", "r", "k" + i, Instant.EPOCH, OptionalDouble.of(days[i]),
					new QcValue("x", "", values[i], "adu"), List.of()));
		}
		return new QualitySeries("a", "x", "", "adu", measurements);
	}

	private static double[] days(int n) {
		double[] days = new double[n];
		Arrays.setAll(days, i -> 61000 + i);
		return days;
	}

	@Test
	void medianAndScatterIgnoreWhatWasNotMeasured() {
		QualitySeries some = series(days(6), 1, Double.NaN, 4, 2, 8, Double.POSITIVE_INFINITY);
		assertEquals(3, some.median());
		// scipy.stats.median_abs_deviation([1, 4, 2, 8], scale=1/1.4826)
		assertEquals(1.5 * 1.4826, some.scatter(), 1e-12);
		QualitySeries none = series(days(1), Double.NaN);
		assertTrue(Double.isNaN(none.median()));
		assertTrue(Double.isNaN(none.scatter()));
		assertEquals(Optional.empty(), none.trend());
		assertThrows(IllegalArgumentException.class, () -> series(days(1)));
	}

	/** scipy.stats.theilslopes([1, 2, 2.5, 9, 4.8], [0, 1, 2.5, 3, 4]). */
	@Test
	void trendOfFive() {
		QualityTrend trend = series(new double[] { 61000, 61001, 61002.5, 61003, 61004 }, 1, 2, 2.5, 9, 4.8).trend()
				.orElseThrow();
		assertEquals(0.975, trend.perDay(), 1e-9);
		assertEquals(0.975 * 30.4375, trend.perMonth(), 1e-7);
		assertTrue(trend.lowest() <= trend.perDay() && trend.perDay() <= trend.highest());
	}

	@Test
	void tooLittleForATrend() {
		assertEquals(Optional.empty(), series(days(2), 1, 2).trend());
		assertEquals(Optional.empty(), series(new double[] { 1, 1, 2 }, 1, 2, 3).trend());
		assertEquals(Optional.empty(), series(new double[] { 1, 1.5, 1.9 }, 1, 2, 3).trend());
		assertEquals(Optional.empty(), series(days(4), 1, Double.NaN, Double.NaN, 2).trend());
	}

	/** Its interval holds the true slope about as often as it says, and a tenth of bad measurements does not move it. */
	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void intervalHoldsTheTruth(long seed) {
		var random = new Random(seed);
		int held = 0;
		int rounds = 400;
		for (int round = 0; round < rounds; round++) {
			int n = 20 + random.nextInt(20);
			double slope = random.nextGaussian();
			double[] days = random.doubles(n, 61000, 61100).sorted().toArray();
			double[] values = new double[n];
			for (int i = 0; i < n; i++) {
				values[i] = 5 + slope * (days[i] - 61000) + 10 * random.nextGaussian()
						+ (i % 10 == 7 && round % 2 == 0 ? 1e5 : 0);
			}
			QualityTrend trend = series(days, values).trend().orElseThrow();
			held += trend.lowest() <= slope && slope <= trend.highest() ? 1 : 0;
			assertEquals(slope, trend.perDay(), 0.6);
		}
		// 68 per cent, and 2.3 per cent of scatter for 400 rounds; outliers make it no narrower than that
		assertTrue(held > 0.60 * rounds && held < 0.80 * rounds, held + " of " + rounds);
	}

	/** With no trend at all, few are taken for one. */
	@ParameterizedTest
	@ValueSource(longs = { 5, 6 })
	void noiseIsNoTrend(long seed) {
		var random = new Random(seed);
		int significant = 0;
		for (int round = 0; round < 400; round++) {
			significant += series(days(30), random.doubles(30).toArray()).trend().orElseThrow().isSignificant() ? 1 : 0;
		}
		assertTrue(significant < 0.09 * 400 && significant > 0, significant + " of 400");
		QualityTrend rising = series(days(5), 1, 2, 3, 4, 5).trend().orElseThrow();
		QualityTrend falling = series(days(5), 5, 4, 3, 2, 1).trend().orElseThrow();
		QualityTrend constant = series(days(5), 5, 5, 5, 5, 5).trend().orElseThrow();
		assertTrue(rising.isSignificant());
		assertTrue(falling.isSignificant());
		assertFalse(constant.isSignificant());
	}

	/** Many measurements are joined, and the trend stays what it is. */
	@Test
	void manyMeasurements() {
		var random = new Random(8);
		double[] days = random.doubles(20_000, 60000, 61000).sorted().toArray();
		double[] values = Arrays.stream(days).map(day -> 0.001 * day + random.nextGaussian()).toArray();
		QualityTrend trend = series(days, values).trend().orElseThrow();
		// error of a slope: 1 / sqrt(20000) / (1000 / sqrt(12)) = 2.4e-5, and a quarter more for medians
		assertEquals(0.001, trend.perDay(), 9e-5);
		assertTrue(trend.highest() - trend.lowest() < 1.2e-4, trend.toString());
	}
}
