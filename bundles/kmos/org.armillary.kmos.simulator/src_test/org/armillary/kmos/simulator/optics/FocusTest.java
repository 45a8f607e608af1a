package org.armillary.kmos.simulator.optics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.armillary.kmos.simulator.config.Setting;
import org.armillary.kmos.simulator.config.Settings;
import org.armillary.kmos.simulator.random.RandomStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FocusTest {

	@ParameterizedTest
	@CsvSource({ "1, 0, H, 0.1, 0.1", "2, 1, IZ, 0.1, 0.1", "3, 2, HK, 0.3, 0.3", "4, 0, K, 0.05, 0.2" })
	void departuresAreThoseOfTheSettings(long seed, int detector, Band band, double variation, double skewness) {
		Settings settings = Settings.standard().with(Setting.WIDTH_VARIATION, variation)
				.with(Setting.SKEWNESS, skewness);
		var focus = new Focus(new RandomStreams(seed), settings, detector, band);
		double widest = 0;
		double narrowest = 0;
		double meanWidth = 0;
		double least = 0;
		double most = 0;
		for (int place = -50; place <= 50; place++) {
			meanWidth += focus.widthFactor(place / 50.0, 0) / 101;
			for (int row = -50; row <= 50; row++) {
				double departure = focus.widthFactor(place / 50.0, row / 50.0) - 1;
				widest = Math.max(widest, departure);
				narrowest = Math.min(narrowest, departure);
				double lean = focus.skewness(place / 50.0, row / 50.0);
				least = Math.min(least, lean);
				most = Math.max(most, lean);
			}
		}
		assertEquals(variation, Math.max(widest, -narrowest), 0.01 * variation);
		assertTrue(Math.min(widest, -narrowest) > 0.4 * variation, () -> "both signs");
		assertEquals(1, meanWidth, 0.002);
		assertEquals(skewness, Math.max(most, -least), 0.01 * skewness);
		// to one side at the top, to the other at the bottom
		assertTrue(Math.min(most, -least) > 0.4 * skewness, () -> "both sides");
	}

	@Test
	void smoothAlongTheDetector() {
		var focus = new Focus(new RandomStreams(7), Settings.standard(), 1, Band.H);
		for (int row = -1023; row < 1023; row++) {
			assertEquals(focus.widthFactor(0.5, row / 1023.5), focus.widthFactor(0.5, (row + 1) / 1023.5), 5e-4);
			assertEquals(focus.skewness(0.5, row / 1023.5), focus.skewness(0.5, (row + 1) / 1023.5), 5e-4);
		}
	}
}
