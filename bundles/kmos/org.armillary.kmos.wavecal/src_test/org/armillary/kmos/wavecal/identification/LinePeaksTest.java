package org.armillary.kmos.wavecal.identification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;

/** Peaks of a spectrum. */
class LinePeaksTest {

	@Test
	void linesAreFoundWhereTheyAre() {
		double[] centres = { 20.3, 41.8, 60, 75.5, 99.1 };
		for (long seed = 1; seed <= 5; seed++) {
			var random = new SplittableRandom(seed);
			float[] flux = new float[128];
			float[] noise = new float[128];
			Arrays.fill(noise, 5);
			for (int row = 0; row < flux.length; row++) {
				flux[row] = (float) (5 * random.nextGaussian());
				for (double centre : centres) {
					flux[row] += (float) (800 * Math.exp(-0.5 * Math.pow((row - centre) / 0.8, 2)));
				}
			}
			boolean[] saturation = new boolean[128];
			saturation[60] = true;
			LinePeaks peaks = LinePeaks.find(flux, noise, saturation, 7);
			assertEquals(centres.length, peaks.count());
			for (int i = 0; i < centres.length; i++) {
				assertEquals(centres[i], peaks.rows()[i], 0.05);
				assertEquals(i == 2, peaks.saturated()[i]);
			}
		}
	}

	@Test
	void aSaturatedPlateauIsOnePeakInItsMiddle() {
		float[] flux = new float[40];
		Arrays.fill(flux, 18, 22, 50_000);
		flux[17] = 20_000;
		flux[22] = 20_000;
		float[] noise = new float[40];
		Arrays.fill(noise, 5);
		LinePeaks peaks = LinePeaks.find(flux, noise, new boolean[40], 6);
		assertEquals(1, peaks.count());
		assertEquals(19.5, peaks.rows()[0], 1e-9);
	}

	@Test
	void theHighestStayInOrder() {
		double[] rows = { 1, 2, 3, 4 };
		double[] heights = { 10, 40, 5, 30 };
		LinePeaks peaks = new LinePeaks(rows, heights, heights, new boolean[] { false, true, false, false });
		LinePeaks highest = peaks.highest(2);
		assertEquals(2, highest.count());
		assertEquals(2, highest.rows()[0]);
		assertEquals(4, highest.rows()[1]);
		assertTrue(highest.saturated()[0]);
		assertFalse(highest.saturated()[1]);
	}
}
