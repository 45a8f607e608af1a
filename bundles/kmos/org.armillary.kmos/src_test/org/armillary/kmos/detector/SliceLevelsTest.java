package org.armillary.kmos.detector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;

import org.armillary.kmos.ReadoutChannels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SliceLevelsTest {

	private static final ReadoutChannels CHANNELS = new ReadoutChannels(512, 1024);
	private static final int NX = CHANNELS.nx();

	/** Level of a window, adu. */
	private static double level(int channel, int band) {
		return 3 * Math.sin(channel) + 0.5 * band;
	}

	@ParameterizedTest
	@CsvSource({ "1,true", "2,false", "3,true", "4,false" })
	void levelsAreThoseOfTheDarkPixels(long seed, boolean byMedian) {
		var random = new SplittableRandom(seed);
		float[] value = new float[CHANNELS.ny() * NX];
		byte[] lit = new byte[value.length];
		for (int i = 0; i < value.length; i++) {
			int x = i % NX;
			lit[i] = (byte) (x % 18 < 12 ? 1 : 0);
			value[i] = (float) (level(CHANNELS.channel(x), i / NX / 32) + random.nextGaussian() + 1000 * lit[i]
					+ (random.nextInt(200) == 0 ? 500 : 0));
		}
		byte[] dark = SliceLevels.dark(lit, new byte[value.length], NX, 1);
		SliceLevels levels = SliceLevels.measure(value, CHANNELS, dark, byMedian);
		assertEquals(512, levels.measured());
		for (int channel = 0; channel < 32; channel++) {
			for (int band = 0; band < 16; band++) {
				// some 230 dark pixels of noise 1
				assertEquals(level(channel, band), levels.windows()[channel][band], byMedian ? 0.4 : 0.3);
			}
		}
		float[] before = value.clone();
		levels.subtract(value);
		assertEquals(before[0], value[0]);
		int pixel = 100 * NX + 17;
		assertEquals(before[pixel] - (float) levels.windows()[0][3], value[pixel]);
	}

	@Test
	void windowsWithoutDarkPixelsLieBetweenTheirNeighbours() {
		float[] value = new float[CHANNELS.ny() * NX];
		byte[] dark = new byte[value.length];
		for (int i = 0; i < value.length; i++) {
			int band = i / NX / 32;
			int channel = CHANNELS.channel(i % NX);
			value[i] = band;
			boolean lit = channel == 5 || channel == 7 || band == 0 || band == 4 || band == 15;
			dark[i] = (byte) (lit ? 0 : 1);
		}
		SliceLevels levels = SliceLevels.measure(value, CHANNELS, dark, true);
		double[] expected = { 1, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 14 };
		assertArrayEquals(expected, levels.windows()[6], 1e-9);
		assertArrayEquals(new double[16], levels.windows()[5]);
		assertArrayEquals(new double[16], levels.windows()[7]);
		assertEquals(30 * 13, levels.measured());
	}

	@Test
	void pixelsBesideLitOnesAreNotDark() {
		byte[] lit = { 0, 0, 0, 1, 1, 0, 0, 0 };
		byte[] flags = { 0, 4, 0, 0, 0, 0, 0, 0 };
		assertArrayEquals(new byte[] { 1, 0, 0, 0, 0, 0, 1, 1 }, SliceLevels.dark(lit, flags, 8, 1));
		assertArrayEquals(new byte[] { 1, 0, 1, 0, 0, 1, 1, 1 }, SliceLevels.dark(lit, flags, 8, 0));
		assertArrayEquals(new byte[] { 1, 1, 1, 1, 0, 0, 1, 1 },
				SliceLevels.dark(new byte[] { 0, 0, 0, 0, 1, 0, 0, 0 }, new byte[8], 4, 1));
	}
}
