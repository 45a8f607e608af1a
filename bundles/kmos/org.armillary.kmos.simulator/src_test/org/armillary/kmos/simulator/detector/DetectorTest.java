package org.armillary.kmos.simulator.detector;

import static org.armillary.kmos.simulator.detector.DetectorSettings.GAIN;
import static org.armillary.kmos.simulator.detector.DetectorSettings.SMALL;
import static org.armillary.kmos.simulator.detector.DetectorSettings.expose;
import static org.armillary.kmos.simulator.detector.DetectorSettings.flat;
import static org.armillary.kmos.simulator.detector.DetectorSettings.minute;
import static org.armillary.kmos.simulator.detector.DetectorSettings.noisyMinute;
import static org.armillary.kmos.simulator.detector.DetectorSettings.only;
import static org.armillary.kmos.simulator.detector.DetectorSettings.small;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.stream.IntStream;

import org.armillary.kmos.simulator.config.Effect;
import org.armillary.kmos.simulator.config.Setting;
import org.armillary.kmos.simulator.config.Settings;
import org.armillary.kmos.simulator.random.Moments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each effect alone leaves its signature and nothing else, and frames are the same however they are made. */
class DetectorTest {

	private static final int SIDE = 128;

	private static boolean isReference(int pixel) {
		return SMALL.isReference(pixel % SIDE, pixel / SIDE);
	}

	/** Light that differs from pixel to pixel, electrons/s. */
	private static float[] pattern() {
		var light = new float[SIDE * SIDE];
		for (int pixel = 0; pixel < light.length; pixel++) {
			light[pixel] = 1 + (pixel * 37 % 1009) / 10f;
		}
		return light;
	}

	@ParameterizedTest
	@CsvSource({ "60, 1", "2.5, 8" })
	void withoutEffectsSignalIsLightTimesTimeOverGain(double dit, int ndit) {
		float[] light = pattern();
		float[] frame = expose(small(1, Settings.plain()), new DetectorExposure(2, 0, dit, ndit, 0), light);
		for (int pixel = 0; pixel < frame.length; pixel++) {
			double expected = isReference(pixel) ? 0 : light[pixel] * dit / GAIN;
			assertEquals(expected, frame[pixel], 3e-7 * expected);
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2 })
	void lightAndNotDarkCurrentIsMultipliedByTheResponse(long seed) {
		Detector detector = small(seed, Settings.plain().with(Setting.RESPONSE, 0.03)
				.with(Setting.DEAD_PIXELS, 60_000).with(Setting.DARK_CURRENT, 20));
		float[] dark = detector.darkRates();
		float[] light = pattern();
		float[] frame = expose(detector, minute(0), light);
		float[] response = detector.response();
		byte[] classes = detector.classes();
		int dead = 0;
		var good = new Moments();
		for (int pixel = 0; pixel < frame.length; pixel++) {
			double expected = response[pixel] * light[pixel] * 60 / GAIN + dark[pixel] * 60;
			assertEquals(expected, frame[pixel], 5e-7 * expected);
			if (isReference(pixel)) {
				assertEquals(DefectPixels.REFERENCE, classes[pixel]);
				assertEquals(0, response[pixel]);
			} else if (classes[pixel] == DefectPixels.DEAD) {
				assertTrue(response[pixel] <= 0.33f);
				dead++;
			} else {
				assertEquals(0, classes[pixel]);
				good.add(response[pixel]);
			}
		}
		assertEquals(Math.round(60_000 * 120.0 * 120 / (2040.0 * 2040)), dead);
		assertEquals(1, good.mean(), 0.002);
		assertEquals(0.03, Math.sqrt(good.variance()), 0.03 * 0.03);
	}

	@Test
	void crossTalkFillsGapsAndLosesNothing() {
		Detector detector = only(1, Setting.CROSSTALK, 0.05);
		var light = new float[SIDE * SIDE];
		int[] lit = { 4, 60, 61, 119 };
		for (int x : lit) {
			light[50 * SIDE + x] = 210;
		}
		float[] frame = expose(detector, minute(0), light);
		double sum = 0;
		for (int pixel = 0; pixel < frame.length; pixel++) {
			boolean inRow = pixel / SIDE == 50 && !isReference(pixel);
			assertEquals(inRow, frame[pixel] > 0);
			sum += frame[pixel];
		}
		assertEquals(4 * 210 * 60 / GAIN, sum, 1e-6 * sum);
		// from one pixel in the middle of a full-size row the halo is that of the two laws, the same to both sides
		var single = new float[2048];
		single[1000] = 1;
		var row = new double[2040];
		new CrossTalk(0.05, new FrameFormat(2048)).spread(single, 4, row);
		for (int distance : new int[] { 1, 5, 20, 100 }) {
			double near = Math.exp(-1 / 7.0);
			double far = Math.exp(-1 / 60.0);
			double expected = 0.05 * (0.7 * (1 - near) / (1 + near) * Math.pow(near, distance)
					+ 0.3 * (1 - far) / (1 + far) * Math.pow(far, distance));
			assertEquals(expected, row[996 + distance], 1e-6 * expected);
			assertEquals(expected, row[996 - distance], 1e-6 * expected);
		}
		assertEquals(1, Arrays.stream(row).sum(), 1e-12);
	}

	@Test
	void darknessHasTheDarkRates() {
		Settings settings = Settings.plain().with(Setting.DARK_CURRENT, 0.7).with(Setting.HOT_PIXELS, 1);
		Detector detector = small(3, settings);
		float[] rates = detector.darkRates();
		float[] frame = expose(detector, minute(0), flat(detector, 0));
		Detector smooth = only(3, Setting.DARK_CURRENT, 0.7);
		float[] good = smooth.darkRates();
		Detector hot = only(3, Setting.HOT_PIXELS, 1);
		float[] excess = hot.darkRates();
		var mean = new Moments();
		for (int pixel = 0; pixel < frame.length; pixel++) {
			assertEquals(rates[pixel] * 60, frame[pixel], 1e-6 * frame[pixel]);
			assertEquals(good[pixel] + excess[pixel], rates[pixel], 1e-6 * rates[pixel]);
			boolean isHot = (hot.classes()[pixel] & (DefectPixels.HOT | DefectPixels.WARM)) != 0;
			assertEquals(isHot, excess[pixel] > 0);
			if (!isReference(pixel)) {
				assertEquals(0.7 / GAIN, good[pixel], 0.25 * 0.7 / GAIN);
				mean.add(good[pixel]);
			}
		}
		assertEquals(smooth.darkMean(), mean.mean(), 1e-6);
		assertEquals(0, hot.darkMean());
		PixelValues law = hot.defects().excess();
		for (int i = 0; i < law.size(); i++) {
			assertEquals(law.values()[i], excess[law.pixels()[i]], 1e-6 * law.values()[i]);
		}
		// the usual number for the area
		assertEquals(Math.round(48_000 * 120.0 * 120 / (2040.0 * 2040)), hot.defects().count(DefectPixels.HOT));
	}

	@Test
	void offsetsAndTheirDriftAreThoseOfChannels() {
		Detector steady = small(4, Settings.plain().with(Setting.BIAS, 800).with(Setting.OFFSET_SPREAD, 100));
		Detector drifting = only(4, Setting.OFFSET_DRIFT, 2);
		var moments = new Moments();
		for (int exposure = 0; exposure < 10; exposure++) {
			float[] frame = expose(steady, minute(exposure), flat(steady, 0));
			float[] other = expose(drifting, minute(exposure), flat(drifting, 0));
			for (int pixel = 0; pixel < frame.length; pixel++) {
				int x = pixel % SIDE;
				assertEquals((float) steady.offsets(minute(0))[x / 4][x & 1], frame[pixel]);
				assertEquals((float) drifting.offsets(minute(exposure))[x / 4][x & 1], other[pixel]);
			}
			for (int channel = 0; channel < 32; channel++) {
				moments.add(other[4 * channel]);
			}
		}
		assertEquals(2, Math.sqrt(moments.variance()), 0.5);
	}

	@Test
	void coldPixelsHaveTheirOffsetAlone() {
		Detector detector = only(5, Setting.COLD_OFFSETS, 9000);
		float[] frame = expose(detector, minute(0), flat(detector, 0));
		var expected = new float[frame.length];
		PixelValues cold = detector.defects().coldOffsets();
		for (int i = 0; i < cold.size(); i++) {
			expected[cold.pixels()[i]] = (float) cold.values()[i];
			assertEquals(DefectPixels.COLD, detector.classes()[cold.pixels()[i]]);
		}
		assertTrue(cold.size() > 20);
		assertArrayEquals(expected, frame);
	}

	/** The bias is added after the loss, and does not count for it. */
	@ParameterizedTest
	@ValueSource(doubles = { 1000, 40_000, 55_000, 200_000 })
	void signalsLoseWhatLinearitySays(double adu) {
		Detector detector = small(6, Settings.plain().with(Setting.NONLINEARITY, 0.01).with(Setting.BIAS, 15_000));
		var exposure = new DetectorExposure(0, 0, 5, 3, 0);
		float[] frame = expose(detector, exposure, flat(detector, exposure, adu));
		double measured = new Linearity(0.01).measured(adu);
		for (int pixel = 0; pixel < frame.length; pixel++) {
			assertEquals(15_000 + (isReference(pixel) ? 0 : measured), frame[pixel], 2e-6 * measured);
		}
	}

	@Test
	void rawValuesEndAtSaturation() {
		Detector detector = small(6, Settings.plain().with(Setting.SATURATION, 30_000).with(Setting.BIAS, 1000));
		float[] light = pattern();
		for (int pixel = 0; pixel < light.length; pixel++) {
			light[pixel] *= 20;
		}
		float[] frame = expose(detector, minute(0), light);
		int clipped = 0;
		for (int pixel = 0; pixel < frame.length; pixel++) {
			double free = 1000 + (isReference(pixel) ? 0 : light[pixel] * 60 / GAIN);
			assertEquals(Math.min(30_000, free), frame[pixel], 1e-6 * free);
			clipped += frame[pixel] == 30_000 ? 1 : 0;
		}
		assertTrue(clipped > 1000 && clipped < SIDE * SIDE - 1000);
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2 })
	void cosmicRaysAreWhereTheMaskSays(long seed) {
		Detector detector = only(seed, Setting.COSMIC_RATE, 900);
		var exposure = new DetectorExposure(1, 0, 60, 2, 0);
		float[] frame = expose(detector, exposure, flat(detector, 0));
		byte[] mask = detector.cosmicMask(exposure);
		double sum = 0;
		for (int pixel = 0; pixel < frame.length; pixel++) {
			assertEquals(mask[pixel] == 1, frame[pixel] > 0);
			sum += frame[pixel];
		}
		CosmicRays rays = detector.cosmicRays(exposure);
		double charge = Arrays.stream(rays.charges()).sum();
		assertEquals(charge / GAIN / 2, sum, 1e-5 * sum);
		double expected = 900 * 2 * Math.pow(120 * 18e-4, 2);
		assertEquals(expected, Arrays.stream(rays.hits()).max().orElse(0), 4 * Math.sqrt(expected));
	}

	/** A single pixel shows in its neighbours, and the noise of even light becomes smaller as it must. */
	@Test
	void capacitanceCouplesNeighbours() {
		double share = 0.05;
		Detector detector = only(1, Setting.CAPACITANCE, share);
		var light = new float[SIDE * SIDE];
		int middle = 64 * SIDE + 64;
		int corner = 4 * SIDE + 4;
		light[middle] = 35;
		int last = 123 * SIDE + 123;
		light[corner] = 35;
		light[last] = 35;
		float[] frame = expose(detector, minute(0), light);
		var expected = new float[frame.length];
		for (int neighbour : new int[] { 1, -1, SIDE, -SIDE }) {
			expected[middle + neighbour] = (float) (share * 1000);
		}
		expected[middle] = (float) ((1 - 4 * share) * 1000);
		expected[corner + 1] = (float) (share * 1000);
		expected[corner + SIDE] = (float) (share * 1000);
		expected[corner] = (float) ((1 - 2 * share) * 1000);
		expected[last - 1] = (float) (share * 1000);
		expected[last - SIDE] = (float) (share * 1000);
		expected[last] = (float) ((1 - 2 * share) * 1000);
		assertArrayEquals(expected, frame, 1e-3f);
		Detector noisy = small(2, Settings.plain().with(Setting.CAPACITANCE, share).with(Setting.PHOTON_NOISE, 1));
		var moments = new Moments();
		for (int exposure = 0; exposure < 4; exposure++) {
			float[] noise = expose(noisy, minute(exposure), flat(noisy, 100));
			for (int y = 6; y < SIDE - 6; y++) {
				for (int x = 6; x < SIDE - 6; x++) {
					moments.add(noise[y * SIDE + x]);
				}
			}
		}
		double factor = Math.pow(1 - 4 * share, 2) + 4 * share * share;
		assertEquals(6000 / GAIN / GAIN * factor, moments.variance(), moments.variance() * 0.03);
		assertEquals(0, moments.pull(6000 / GAIN, Math.sqrt(6000) / GAIN), 4);
	}

	/** Frames follow from the exposure alone, not from order or thread, and exposures differ. */
	@Test
	void orderAndThreadsDoNotMatter() {
		Detector detector = small(8, Settings.standard().with(Setting.CAPACITANCE, 0.006));
		float[] light = pattern();
		float[][] forwards = new float[8][];
		Arrays.setAll(forwards, exposure -> expose(detector, noisyMinute(exposure), light));
		float[][] parallel = IntStream.range(0, 8).parallel().mapToObj(i -> expose(detector, noisyMinute(7 - i), light))
				.toArray(float[][]::new);
		Detector again = small(8, Settings.standard().with(Setting.CAPACITANCE, 0.006));
		for (int exposure = 0; exposure < 8; exposure++) {
			assertArrayEquals(forwards[exposure], parallel[7 - exposure]);
			assertArrayEquals(forwards[exposure], expose(again, noisyMinute(exposure), light));
			assertTrue(exposure == 0 || !Arrays.equals(forwards[exposure], forwards[exposure - 1]));
		}
		assertArrayEquals(pattern(), light);
	}

	/** An effect that is off leaves the random numbers of others as they are. */
	@Test
	void effectsAreIndependent() {
		Detector all = small(9, Settings.standard());
		Detector some = small(9, Settings.standard()
				.without(EnumSet.of(Effect.READ_NOISE, Effect.DARK, Effect.OFFSETS, Effect.PHOTON_NOISE)));
		assertArrayEquals(all.response(), some.response());
		assertArrayEquals(all.classes(), some.classes());
		assertArrayEquals(all.defects().excess().values(), some.defects().excess().values());
		assertArrayEquals(all.cosmicMask(noisyMinute(1)), some.cosmicMask(noisyMinute(1)));
		Detector quiet = small(9, Settings.standard().without(EnumSet.of(Effect.PHOTON_NOISE, Effect.RESPONSE)));
		Detector silent = small(9, Settings.standard()
				.without(EnumSet.of(Effect.PHOTON_NOISE, Effect.RESPONSE, Effect.OFFSETS, Effect.DRIFT)));
		double[][] offsets = quiet.offsets(noisyMinute(0));
		float[] frame = expose(quiet, noisyMinute(0), flat(quiet, 0));
		float[] other = expose(silent, noisyMinute(0), flat(silent, 0));
		for (int pixel = 0; pixel < frame.length; pixel++) {
			int x = pixel % SIDE;
			if (frame[pixel] < 60_000) {
				assertEquals(other[pixel] + offsets[x / 4][x & 1], frame[pixel], 0.01);
			}
		}
	}

	@Test
	void refusesLightThatCannotBe() {
		Detector detector = small(1, Settings.plain());
		float[] light = flat(detector, 1);
		light[5000] = Float.NaN;
		assertThrows(IllegalArgumentException.class, () -> expose(detector, minute(0), light));
		light[5000] = -1;
		assertThrows(IllegalArgumentException.class, () -> expose(detector, minute(0), light));
		assertThrows(IllegalArgumentException.class, () -> expose(detector, minute(0), new float[64 * 64]));
		assertThrows(IllegalArgumentException.class, () -> detector.left(minute(0), new float[64 * 64]));
		assertThrows(IllegalArgumentException.class, () -> expose(detector, minute(10), flat(detector, 1)));
		assertThrows(IllegalArgumentException.class, () -> Detector.of(1, Settings.plain(), 0, 0, 10, SMALL));
		assertThrows(IndexOutOfBoundsException.class, () -> Detector.of(1, Settings.plain(), 3, 2.1, 10, SMALL));
		assertThrows(IllegalArgumentException.class, () -> new DetectorExposure(0, 0, 0, 1, 10));
		assertThrows(IllegalArgumentException.class, () -> new DetectorExposure(0, 0, 1, 0, 10));
	}
}
