package org.armillary.kmos.detector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.armillary.kmos.RawFrame;
import org.armillary.numerics.combination.CombineMethod;
import org.armillary.numerics.combination.CombineSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrameStackTest {

	private static final float HIT = 5000;

	@TempDir
	Path folder;

	@ParameterizedTest
	@CsvSource({ "1,1", "2,2", "3,3", "3,4", "5,5" })
	void noiseIsThatOfTheFrames(int count, long seed) throws Exception {
		DetectorFrame frame = light(new TestFrames(folder, seed).addAlike(count).write()).frame();
		for (boolean bright : new boolean[] { false, true }) {
			double[] pulls = pulls(frame, bright, 1);
			// the levels of 128 reference pixels each are known to 0.09 of the noise, their mean over a half to 0.016;
			// the noise of 16 channels to 1.1 %
			assertEquals(1, robustSigma(pulls), 0.03, "of bright pixels: " + bright);
			assertEquals(0, median(pulls), 0.05, "of bright pixels: " + bright);
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 11, 12, 13 })
	void framesOfDifferentBrightnessAreScaled(long seed) throws Exception {
		var frames = new TestFrames(folder, seed).add(1).add(0.8).add(1.2).add(0.5);
		StackedFrame stacked = light(frames.write());
		assertArrayEquals(new double[] { 1, 0.8, 1.2, 0.5 }, stacked.factors(), 2e-4);
		assertEquals(1, robustSigma(pulls(stacked.frame(), true, 0.875)), 0.03);
		assertEquals(0, median(pulls(stacked.frame(), true, 0.875)), 0.05);
		assertEquals(1, robustSigma(pulls(stacked.frame(), false, 0.875)), 0.03);
		assertTrue(stacked.rejected() < 400, stacked.rejected() + " rejected");
	}

	@Test
	void readNoiseIsScaledWithTheLight() throws Exception {
		var frames = new TestFrames(folder, 23).add(1).add(1.2).add(0.5);
		for (int pixel = 20 * TestFrames.NX; pixel < 100 * TestFrames.NX; pixel++) {
			if (pixel % TestFrames.NX < TestFrames.NX / 2) {
				frames.image(0)[pixel] = Float.NaN;
				frames.image(1)[pixel] = Float.NaN;
			}
		}
		// of faint pixels mostly the frame of 0.5 is left
		assertEquals(1, robustSigma(pulls(light(frames.write()).frame(), false, 0.9)), 0.03);
	}

	@Test
	void framesWithoutLightAreNotScaled() throws Exception {
		List<RawFrame> frames = new TestFrames(folder, 5).add(0).add(0).write();
		assertArrayEquals(new double[] { 1, 1 }, FrameStack.of(frames, 1, StackSettings.light()).factors());
	}

	@Test
	void aFrameWhoseLampFailedIsRejected() throws Exception {
		StackedFrame stacked = light(new TestFrames(folder, 5).add(1).add(0).add(1).write());
		assertArrayEquals(new double[] { 1, 1, 1 }, stacked.factors(), 1e-3);
		assertEquals(1, robustSigma(pulls(stacked.frame(), true, 1)), 0.03);
	}

	@Test
	void brightnessTellsAFailedLamp() throws Exception {
		List<RawFrame> frames = new TestFrames(folder, 5).add(1).add(0).write();
		double[] brightness = FrameStack.of(frames, 2, StackSettings.light()).brightness(0.9);
		assertTrue(brightness[0] > 10_000 && Math.abs(brightness[1]) < 50, Arrays.toString(brightness));
	}

	@ParameterizedTest
	@ValueSource(ints = { 2, 3, 4, 7 })
	void cosmicRaysAreRejected(int count) throws Exception {
		var frames = new TestFrames(folder, count).addAlike(count);
		for (int y = 10; y < 110; y += 7) {
			for (int x = 10; x < 1000; x += 26) {
				frames.image((x + y) % count)[TestFrames.pixel(x, y)] += HIT;
			}
		}
		StackedFrame stacked = light(frames.write());
		for (int y = 10; y < 110; y += 7) {
			for (int x = 10; x < 1000; x += 26) {
				int pixel = TestFrames.pixel(x, y);
				double pull = (stacked.frame().value()[pixel] - TestFrames.truth(pixel))
						/ Math.sqrt(stacked.frame().variance()[pixel]);
				assertTrue(Math.abs(pull) < 5, "pull " + pull + " at " + x + ", " + y);
			}
		}
		assertTrue(stacked.rejected() >= 15 * 38);
	}

	@Test
	void aSingleFrameKeepsCosmicRays() throws Exception {
		var frames = new TestFrames(folder, 8).addAlike(1);
		int pixel = TestFrames.pixel(100, 50);
		frames.image(0)[pixel] += HIT;
		StackedFrame stacked = light(frames.write());
		assertTrue(stacked.frame().value()[pixel] > HIT - 100);
		assertEquals(0, stacked.rejected());
	}

	@Test
	void brightPixelsAreFlagged() throws Exception {
		var frames = new TestFrames(folder, 9).addAlike(3);
		int linear = TestFrames.pixel(20, 20);
		int bright = TestFrames.pixel(21, 20);
		int full = TestFrames.pixel(22, 20);
		int ray = TestFrames.pixel(23, 20);
		for (int frame = 0; frame < 3; frame++) {
			frames.image(frame)[linear] += 35_000;
			frames.image(frame)[bright] += 45_000;
			frames.image(frame)[full] = 65_535;
		}
		frames.image(1)[ray] = 65_535;
		StackedFrame stacked = light(frames.write());
		byte[] flags = stacked.frame().flags();
		assertEquals(0, flags[linear]);
		assertEquals(PixelFlag.NON_LINEAR.value(), flags[bright]);
		assertEquals(PixelFlag.NON_LINEAR.value() | PixelFlag.SATURATED.value(), flags[full]);
		assertEquals(0, flags[ray]);
		assertEquals(new FlagCounts(0, 2, 1, 0, 0), stacked.counts());
	}

	@Test
	void aDeadChannelLeavesTheFlagsOfTheOthers() throws Exception {
		var frames = new TestFrames(folder, 22).addAlike(2);
		int full = TestFrames.pixel(TestFrames.WIDTH + 5, 40);
		for (int frame = 0; frame < 2; frame++) {
			for (int y = 0; y < TestFrames.NY; y++) {
				for (int x = 2 * TestFrames.WIDTH; x < 3 * TestFrames.WIDTH; x++) {
					frames.image(frame)[TestFrames.pixel(x, y)] = Float.NaN;
				}
			}
			frames.image(frame)[full] = 65_535;
		}
		StackedFrame stacked = light(frames.write());
		assertEquals(PixelFlag.NON_LINEAR.value() | PixelFlag.SATURATED.value(), stacked.frame().flags()[full]);
		assertEquals(new FlagCounts(0, 1, 1, 0, TestFrames.WIDTH * TestFrames.NY), stacked.counts());
	}

	@Test
	void equalHighestValuesAreSaturated() throws Exception {
		var frames = new TestFrames(folder, 10).addAlike(2);
		for (int x = 10; x < 40; x++) {
			frames.image(0)[TestFrames.pixel(x, 30)] = 61_000;
			frames.image(1)[TestFrames.pixel(x, 30)] = 61_000;
			frames.image(0)[TestFrames.pixel(x, 31)] = 50_000 + x;
			frames.image(1)[TestFrames.pixel(x, 31)] = 50_000 + x;
		}
		StackedFrame stacked = light(frames.write());
		assertEquals(new FlagCounts(0, 60, 30, 0, 0), stacked.counts());
	}

	@Test
	void anotherLimitCounts() throws Exception {
		FlagLimits limits = new FlagLimits(40_000, 30_000, 10);
		var frames = new TestFrames(folder, 10).addAlike(1);
		frames.image(0)[TestFrames.pixel(50, 30)] = 30_001;
		List<RawFrame> written = frames.write();
		FrameStack stack = FrameStack.of(written, 3, StackSettings.light().withLimits(limits));
		assertEquals(new FlagCounts(0, 1, 1, 0, 0), stack.combine(Checkpoint.NONE).counts());
	}

	@Test
	void missingValuesAreLeftOut() throws Exception {
		var frames = new TestFrames(folder, 14).addAlike(3);
		int once = TestFrames.pixel(200, 60);
		int always = TestFrames.pixel(201, 60);
		frames.image(1)[once] = Float.NaN;
		for (int frame = 0; frame < 3; frame++) {
			frames.image(frame)[always] = Float.NaN;
		}
		StackedFrame stacked = light(frames.write());
		assertEquals(TestFrames.FAINT, stacked.frame().value()[once], 25);
		assertTrue(Float.isNaN(stacked.frame().value()[always]) && Float.isNaN(stacked.frame().variance()[always]));
		assertEquals(PixelFlag.NO_DATA.value(), stacked.frame().flags()[always]);
		assertEquals(1, stacked.counts().noData());
	}

	@Test
	void badPixelsAreFlagged() throws Exception {
		List<RawFrame> frames = new TestFrames(folder, 15).addAlike(2).write();
		byte[] good = new byte[TestFrames.NX * TestFrames.NY];
		Arrays.fill(good, (byte) 1);
		good[77] = 0;
		StackedFrame stacked = FrameStack.of(frames, 1, StackSettings.dark()).withGood(good)
				.combine(Checkpoint.NONE);
		assertTrue(PixelFlag.BAD.in(stacked.frame().flags()[77]));
		assertEquals(1, stacked.counts().bad());
	}

	@Test
	void methodsAgreeWhereNothingIsRejected() throws Exception {
		List<RawFrame> frames = new TestFrames(folder, 16).add(1).add(0.9).add(1.1).write();
		float[] mean = combined(frames, CombineMethod.AVERAGE).frame().value();
		float[] median = combined(frames, CombineMethod.MEDIAN).frame().value();
		float[] kept = combined(frames, CombineMethod.KSIGMA).frame().value();
		int equal = 0;
		for (int i = 0; i < mean.length; i++) {
			assertEquals(mean[i], median[i], 700);
			equal += Math.abs(mean[i] - kept[i]) <= 1e-6f * Math.abs(mean[i]) ? 1 : 0;
		}
		assertTrue(equal > 0.99 * mean.length);
	}

	@Test
	void withoutLevelCorrectionLevelsStay() throws Exception {
		List<RawFrame> frames = new TestFrames(folder, 17).addAlike(1).write();
		StackedFrame stacked = FrameStack.of(frames, 1, StackSettings.dark().withLevelCorrection(false))
				.combine(Checkpoint.NONE);
		assertArrayEquals(frames.getFirst().detectors().getFirst().readFloats(), stacked.frame().value());
	}

	@Test
	void differencesAddNoiseAndFlags() {
		var one = new DetectorFrame(1, 2, new float[] { 5, Float.NaN }, new float[] { 1, 2 }, new byte[] { 1, 16 });
		var two = new DetectorFrame(1, 2, new float[] { 3, 1 }, new float[] { 3, 4 }, new byte[] { 2, 0 });
		DetectorFrame difference = one.minus(two);
		assertArrayEquals(new float[] { 2, Float.NaN }, difference.value());
		assertArrayEquals(new float[] { 4, 6 }, difference.variance());
		assertArrayEquals(new byte[] { 3, 16 }, difference.flags());
	}

	@Test
	void workMayBeCancelled() throws Exception {
		List<RawFrame> frames = new TestFrames(folder, 18).addAlike(1).write();
		FrameStack stack = FrameStack.of(frames, 1, StackSettings.dark());
		assertThrows(InterruptedException.class, () -> stack.combine(() -> {
			throw new InterruptedException();
		}));
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0, 0.7 })
	void quietReferencePixelsDoNotLowerTheNoise(double factor) throws Exception {
		// noise of the dark half over that of the header: the channels are 0.8 to 1 times as noisy, their mean is not
		double expected = factor == 0 ? 0.9 : 1 / 1.007;
		double[] pulls = pulls(light(new TestFrames(folder, 21).referenceNoise(factor).addAlike(3).write()).frame(),
				false, 1);
		assertEquals(expected, robustSigma(pulls), 0.03);
	}

	@Test
	void readNoiseWithoutHeaderIsThatOfTheReferencePixels() throws Exception {
		var frames = new TestFrames(folder, 19).addAlike(3);
		for (int frame = 0; frame < 3; frame++) {
			frames.keyword(frame, "ESO DET CHIP RON", 0.0);
		}
		double[] pulls = pulls(light(frames.write()).frame(), false, 1);
		assertEquals(1, robustSigma(pulls), 0.05);
		assertFalse(Double.isNaN(median(pulls)));
	}

	private static StackedFrame light(List<RawFrame> frames) throws Exception {
		return FrameStack.of(frames, 1, StackSettings.light()).combine(Checkpoint.NONE);
	}

	private static StackedFrame combined(List<RawFrame> frames, CombineMethod method) throws Exception {
		return FrameStack.of(frames, 1,
				StackSettings.light().withCombination(CombineSettings.of(method).withKappa(5, 5, 3)))
				.combine(Checkpoint.NONE);
	}

	/** Deviations from the truth over the noise, of pixels that light reaches. */
	private static double[] pulls(DetectorFrame frame, boolean bright, double brightness) {
		double[] pulls = new double[frame.value().length];
		int count = 0;
		for (int i = 0; i < pulls.length; i++) {
			double truth = TestFrames.truth(i);
			if (truth > 0 && bright == truth > 1000) {
				pulls[count++] = (frame.value()[i] - brightness * truth) / Math.sqrt(frame.variance()[i]);
			}
		}
		double[] sorted = Arrays.copyOf(pulls, count);
		Arrays.sort(sorted);
		return sorted;
	}

	private static double median(double[] sorted) {
		return sorted[sorted.length / 2];
	}

	private static double robustSigma(double[] sorted) {
		return (sorted[(int) (0.8413 * sorted.length)] - sorted[(int) (0.1587 * sorted.length)]) / 2;
	}
}
