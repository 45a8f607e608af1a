package org.armillary.numerics.combination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import org.armillary.numerics.combination.ReferenceCombination.Sample;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameCombinerTest {

	private static final int PIXELS = 300;

	private static CombinedStrip combine(FrameCombiner combiner, FrameStrip strip, int pixels) {
		var result = CombinedStrip.ofLength(pixels);
		combiner.combine(strip, 0, pixels, result);
		return result;
	}

	/** Combines one pixel. */
	private static CombinedStrip combine(CombineSettings settings, float variance, float... samples) {
		float[][] values = new float[samples.length][1];
		float[][] variances = new float[samples.length][1];
		for (int frame = 0; frame < samples.length; frame++) {
			values[frame][0] = samples[frame];
			variances[frame][0] = variance;
		}
		return combine(new FrameCombiner(settings, samples.length),
				FrameStrip.of(values, new FrameVariance.PerPixel(variances), 1), 1);
	}

	@ParameterizedTest
	@EnumSource
	void agreesWithTheRulesInDoublePrecision(CombineMethod method) {
		int compared = 0;
		for (int frames : new int[] { 1, 2, 3, 5, 10, 11, 12, 40 }) {
			for (NoiseRule rule : NoiseRule.values()) {
				boolean weighted = frames % 2 == 0 && method != CombineMethod.MEDIAN && method != CombineMethod.SUM;
				compared += compare(CombineSettings.of(method).withNoise(rule).withKappa(2.5, 3.5, 4), frames,
						weighted, frames % 3 > 0);
			}
		}
		assertTrue(compared > 8 * 2 * PIXELS * 0.95, compared + " pixels compared");
	}

	/** Noise of 3 to 8 on values of 500, outliers, missing samples. Returns how many pixels were compared. */
	private static int compare(CombineSettings settings, int frames, boolean weighted, boolean known) {
		var random = new SplittableRandom(frames);
		float[][] values = new float[frames][PIXELS];
		float[][] variances = new float[frames][PIXELS];
		float[] weights = new float[frames];
		for (int frame = 0; frame < frames; frame++) {
			weights[frame] = weighted ? random.nextFloat(1, 4) : 1;
			for (int pixel = 0; pixel < PIXELS; pixel++) {
				float noise = random.nextFloat(3, 8);
				variances[frame][pixel] = pixel % 7 == 0 ? noise * noise / 9 : noise * noise;
				values[frame][pixel] = (float) (500 + noise * random.nextGaussian()
						+ (random.nextInt(15) == 0 ? 100 : 0));
				if (random.nextInt(20) == 0) {
					values[frame][pixel] = Float.NaN;
				}
			}
		}
		var combiner = new FrameCombiner(settings, weights);
		var found = combine(combiner,
				FrameStrip.of(values, known ? new FrameVariance.PerPixel(variances) : new FrameVariance.None(), 20),
				PIXELS);
		int compared = 0;
		for (int pixel = 0; pixel < PIXELS; pixel++) {
			var samples = new ArrayList<Sample>();
			for (int frame = 0; frame < frames; frame++) {
				if (!Float.isNaN(values[frame][pixel])) {
					samples.add(new Sample(values[frame][pixel], known ? variances[frame][pixel] : 0, weights[frame]));
				}
			}
			var expected = new ReferenceCombination(settings, known, samples, frames);
			if (expected.closest < 1e-4) {
				continue;
			}
			compared++;
			String where = settings + ", " + frames + " frames, pixel " + pixel;
			assertEquals(expected.used, found.used()[pixel], where);
			assertEquals(samples.size() - expected.used, found.rejected()[pixel], where);
			double noise = Double.isNaN(expected.variance) ? 1 : Math.sqrt(expected.variance);
			assertEquals(expected.variance, found.variance()[pixel], 2e-6 * noise * noise, where);
			// 1e-6 of the noise and the rounding of the result itself
			assertEquals(expected.value, found.value()[pixel],
					1e-6 * noise + Math.ulp(Double.isNaN(expected.value) ? 0 : (float) expected.value), where);
		}
		return compared;
	}

	/** (product - truth) / noise of normal samples with the right variance; known from theory for each rule. */
	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void noiseIsRight(long seed) {
		int pixels = 60_000;
		var random = new SplittableRandom(seed);
		for (CombineMethod method : CombineMethod.values()) {
			var strip = normal(random, 5, pixels, 7);
			var found = combine(new FrameCombiner(CombineSettings.of(method), 5), strip, pixels);
			double truth = method == CombineMethod.SUM ? 5 * 100 : 100;
			double squares = 0;
			for (int pixel = 0; pixel < pixels; pixel++) {
				double difference = found.value()[pixel] - truth;
				squares += difference * difference / found.variance()[pixel];
			}
			assertEquals(1, Math.sqrt(squares / pixels), 0.02, method.toString());
		}
	}

	private static FrameStrip normal(SplittableRandom random, int frames, int pixels, float noise) {
		float[][] values = new float[frames][pixels];
		float[] variances = new float[frames];
		for (int frame = 0; frame < frames; frame++) {
			variances[frame] = noise * noise;
			for (int pixel = 0; pixel < pixels; pixel++) {
				values[frame][pixel] = (float) (100 + noise * random.nextGaussian());
			}
		}
		return FrameStrip.of(values, new FrameVariance.PerFrame(variances), pixels);
	}

	/** Without outliers one of ten thousand pixels gets its scatter; with twice the noise in five of ten frames many do. */
	@Test
	void scatterReplacesThePropagatedVarianceAsOftenAsItShould() {
		int pixels = 400_000;
		var average = new FrameCombiner(CombineSettings.of(CombineMethod.AVERAGE), 10);
		var strip = normal(new SplittableRandom(9), 10, pixels, 3);
		assertEquals(1e-4 * pixels, replaced(combine(average, strip, pixels), 0.9f), 4 * Math.sqrt(1e-4 * pixels));
		var claimsLess = FrameStrip.of(strip.values(), new FrameVariance.PerFrame(
				new float[] { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 }), pixels);
		var found = combine(average, claimsLess, pixels);
		// chi-square of 9 degrees of freedom above 33.7 / 9 = 3.747: 0.9272 (scipy.stats.chi2.sf)
		assertEquals(0.9272 * pixels, replaced(found, 0.1f), 0.002 * pixels);
		double sum = 0;
		for (float variance : found.variance()) {
			sum += variance;
		}
		assertTrue(sum / pixels > 0.85 && sum / pixels < 0.95, "mean variance " + sum / pixels);
	}

	private static int replaced(CombinedStrip result, float propagated) {
		int replaced = 0;
		for (float variance : result.variance()) {
			replaced += Math.abs(variance - propagated) > 1e-3 * propagated ? 1 : 0;
		}
		return replaced;
	}

	/** What five darks need: cosmic rays go, clean samples stay. */
	@ParameterizedTest
	@ValueSource(longs = { 11, 12, 13 })
	void fewFramesLoseCosmicRaysAndKeepCleanSamples(long seed) {
		int pixels = 100_000;
		var random = new SplittableRandom(seed);
		var strip = normal(random, 5, pixels, 7);
		var combiner = new FrameCombiner(CombineSettings.of(CombineMethod.KSIGMA), 5);
		long[] clean = new long[5];
		combiner.combine(strip, 0, pixels, CombinedStrip.ofLength(pixels), clean);
		for (long rejected : clean) {
			assertTrue(rejected < 0.002 * pixels, rejected + " clean samples rejected");
		}
		for (int pixel = 0; pixel < pixels; pixel++) {
			strip.values()[2][pixel] += random.nextFloat(70, 5000);
		}
		long[] hit = new long[5];
		combiner.combine(strip, 0, pixels, CombinedStrip.ofLength(pixels), hit);
		assertTrue(hit[2] > 0.99 * pixels, hit[2] + " cosmic rays rejected");
		assertTrue(hit[0] < 0.01 * pixels, hit[0] + " samples beside cosmic rays rejected");
	}

	/**
	 * An outlier among three makes the percentile spread as large as itself; the known noise must decide. It makes no
	 * difference whether there are more frames without a valid sample.
	 */
	@ParameterizedTest
	@CsvSource({ "3, 0", "4, 0", "5, 2", "5, 1", "10, 6", "12, 9" })
	void threeSamplesLoseCosmicRaysToo(int frames, int missing) {
		int pixels = 20_000;
		var random = new SplittableRandom(frames);
		var strip = normal(random, frames, pixels, 7);
		for (int frame = frames - missing; frame < frames; frame++) {
			Arrays.fill(strip.values()[frame], Float.NaN);
		}
		for (int pixel = 0; pixel < pixels; pixel++) {
			strip.values()[1][pixel] += random.nextFloat(70, 5000);
		}
		long[] hit = new long[frames];
		new FrameCombiner(CombineSettings.of(CombineMethod.KSIGMA), frames).combine(strip, 0, pixels,
				CombinedStrip.ofLength(pixels), hit);
		assertTrue(hit[1] > 0.99 * pixels, hit[1] + " cosmic rays rejected");
		assertTrue(hit[0] < 0.02 * pixels, hit[0] + " samples beside cosmic rays rejected");
	}

	@Test
	void moreThanTenFramesFollowTheRuleOfEso() {
		// twelve values, one far away: mean and standard deviation of the others decide from the second iteration on
		float[] samples = { 10, 11, 12, 13, 10, 11, 12, 13, 10, 13, 11.5f, 30 };
		var found = combine(CombineSettings.of(CombineMethod.KSIGMA), 1e6f, samples);
		assertEquals(11, found.used()[0]);
		assertEquals(1, found.rejected()[0]);
		assertEquals(126.5 / 11, found.value()[0], 1e-5);
		assertEquals(1e6 / 11, found.variance()[0], 1);
	}

	@Test
	void samplesThatCannotBeUsedDoNotCount() {
		float[][] values = { { 1, Float.NaN, 1 }, { 2, Float.POSITIVE_INFINITY, 2 }, { 9, 9, 9 } };
		float[][] variances = { { 1, 1, -1 }, { 1, 1, Float.NaN }, { 1, 1, Float.POSITIVE_INFINITY } };
		int[][] masks = { { 1, 0, 0 }, { 0, 0, 0 }, { 4, 2, 0 } };
		var strip = new FrameStrip(values, new FrameVariance.PerPixel(variances), masks, 6, 3);
		for (CombineMethod method : CombineMethod.values()) {
			var found = combine(new FrameCombiner(CombineSettings.of(method).withRejected(0, 0), 3), strip, 3);
			assertEquals(2, found.used()[0]);
			assertEquals(method == CombineMethod.SUM ? 4.5 : 1.5, found.value()[0]);
			assertEquals(method == CombineMethod.SUM ? 4.5 : 0.5, found.variance()[0]);
			for (int pixel = 1; pixel < 3; pixel++) {
				assertEquals(0, found.used()[pixel]);
				assertTrue(Float.isNaN(found.value()[pixel]) && Float.isNaN(found.variance()[pixel]));
			}
		}
	}

	@Test
	void varianceByColumnIsThatOfTheColumn() {
		float[][] values = new float[2][6];
		float[][] byColumn = { { 1, 2, 3 }, { 3, 4, 5 } };
		var strip = FrameStrip.of(values, new FrameVariance.PerColumn(byColumn), 3);
		var found = combine(new FrameCombiner(CombineSettings.of(CombineMethod.AVERAGE), 2), strip, 6);
		assertEquals(List.of(1f, 1.5f, 2f, 1f, 1.5f, 2f), List.of(found.variance()[0], found.variance()[1],
				found.variance()[2], found.variance()[3], found.variance()[4], found.variance()[5]));
	}

	@Test
	void weightsCount() {
		var combiner = new FrameCombiner(CombineSettings.of(CombineMethod.AVERAGE), new float[] { 1, 3 });
		var found = combine(combiner, FrameStrip.of(new float[][] { { 2 }, { 4 } },
				new FrameVariance.PerFrame(new float[] { 9, 1 }), 1), 1);
		assertEquals(3.5, found.value()[0]);
		assertEquals((9 + 9 * 1) / 16.0, found.variance()[0]);
	}

	@Test
	void minMaxLeavesOutAsManyAsItShouldAlsoOfEqualValues() {
		var settings = CombineSettings.of(CombineMethod.MIN_MAX).withRejected(2, 1);
		var found = combine(settings, 1, 5, 5, 5, 5, 9);
		assertEquals(2, found.used()[0]);
		assertEquals(5, found.value()[0]);
		assertEquals(0, combine(settings, 1, 5, 6, 7).used()[0]);
	}

	@Test
	void equalValuesAreNeverRejectedAndTheirScatterIsZero() {
		var few = combine(CombineSettings.of(CombineMethod.KSIGMA).withNoise(NoiseRule.SCATTER), 0, 4, 4, 4);
		assertEquals(3, few.used()[0]);
		assertEquals(0, few.variance()[0]);
		assertEquals(4, few.value()[0]);
		// variance 0 is a claim that scatter refutes
		var claim = combine(CombineSettings.of(CombineMethod.AVERAGE), 0, 1, 2, 3);
		assertEquals(1 / 3.0, claim.variance()[0], 1e-6);
	}

	@Test
	void whatMakesNoSenseIsRefused() {
		var settings = CombineSettings.of(CombineMethod.AVERAGE);
		assertThrows(IllegalArgumentException.class, () -> new FrameCombiner(settings, 0));
		assertThrows(IllegalArgumentException.class, () -> new FrameCombiner(settings, 40_000));
		assertThrows(IllegalArgumentException.class, () -> new FrameCombiner(settings, new float[] { 1, 0 }));
		assertThrows(IllegalArgumentException.class,
				() -> new FrameCombiner(CombineSettings.of(CombineMethod.MEDIAN), new float[] { 1, 2 }));
		assertThrows(IllegalArgumentException.class, () -> settings.withKappa(0, 3, 3));
		assertThrows(IllegalArgumentException.class, () -> settings.withRejected(-1, 0));
		assertThrows(IllegalArgumentException.class, () -> FrameStrip.of(new float[2][4],
				new FrameVariance.PerFrame(new float[3]), 2));
		var strip = FrameStrip.of(new float[2][4], new FrameVariance.None(), 2);
		assertThrows(IndexOutOfBoundsException.class,
				() -> new FrameCombiner(settings, 2).combine(strip, 0, 5, CombinedStrip.ofLength(5)));
		assertThrows(IllegalArgumentException.class,
				() -> new FrameCombiner(settings, 3).combine(strip, 0, 4, CombinedStrip.ofLength(4)));
	}
}
