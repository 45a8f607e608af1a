package org.armillary.kmos.simulator.detector;

import static org.armillary.kmos.simulator.detector.DetectorSettings.GAIN;
import static org.armillary.kmos.simulator.detector.DetectorSettings.SMALL;
import static org.armillary.kmos.simulator.detector.DetectorSettings.flat;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.armillary.kmos.simulator.config.Setting;
import org.armillary.kmos.simulator.config.Settings;
import org.junit.jupiter.api.Test;

/** Bright light, and nothing else, shows in later exposures, less and less. */
class PersistenceTest {

	private static final double SHARE = 0.02;

	private final Detector detector = DetectorSettings.only(1, Setting.PERSISTENCE, SHARE);
	private final DetectorExposure bright = new DetectorExposure(0, 0, 10, 3, 0);

	private static DetectorExposure at(double start, double seconds) {
		return new DetectorExposure(1, start, seconds, 1, 0);
	}

	/** Signals of 39 000, 50 000 and 500 000 adu in each integration, in three columns. */
	private Persistence.Source source() {
		var light = new float[SMALL.pixels()];
		for (int y = 10; y < 20; y++) {
			light[y * 128 + 30] = (float) (39_000 * GAIN / 10);
			light[y * 128 + 50] = (float) (50_000 * GAIN / 10);
			light[y * 128 + 70] = (float) (500_000 * GAIN / 10);
		}
		return detector.left(bright, light);
	}

	@Test
	void theFirstMinuteGivesOffTheShareOfWhatWasAboveTheLimit() {
		var minute = at(30, 60);
		PixelValues rates = Persistence.rates(List.of(source()), minute);
		assertEquals(20, rates.size());
		for (int i = 0; i < rates.size(); i++) {
			int x = rates.pixels()[i] % 128;
			int y = rates.pixels()[i] / 128;
			assertEquals(10 + i / 2, y);
			assertEquals(i % 2 == 0 ? 50 : 70, x);
			double above = x == 50 ? 10_000 : Linearity.FULL_WELL_ADU - 40_000;
			assertEquals(SHARE * above * GAIN, rates.values()[i] * 60, 1e-4 * above);
		}
		// and the next exposure shows it, in these pixels alone
		float[] frame = detector.expose(minute, flat(detector, 1), rates);
		for (int pixel = 0; pixel < frame.length; pixel++) {
			int found = rates.firstFrom(pixel);
			boolean lit = found < rates.size() && rates.pixels()[found] == pixel;
			double light = SMALL.isReference(pixel % 128, pixel / 128) ? 0 : 1;
			double expected = (light + (lit ? rates.values()[found] : 0)) * 60 / GAIN;
			assertEquals(expected, frame[pixel], 1e-6 * expected);
		}
	}

	@Test
	void itFallsWithTheInverseOfTime() {
		Persistence.Source source = source();
		double last = Double.MAX_VALUE;
		double total = 0;
		for (int start = 30; start < 3630; start += 60) {
			double rate = Persistence.rates(List.of(source), at(start, 60)).values()[0];
			assertTrue(rate < last);
			last = rate;
			total += rate * 60;
		}
		assertEquals(Persistence.rates(List.of(source), at(30, 3600)).values()[0] * 3600, total, 1e-9 * total);
		double late = Persistence.rates(List.of(source), at(1000, 1)).values()[0];
		double later = Persistence.rates(List.of(source), at(2000, 1)).values()[0];
		assertEquals((2000 - 30 + 10.5) / (1000 - 30 + 10.5), late / later, 1e-6 * late / later);
		// within a night a pixel never gives off more than it got
		assertTrue(Persistence.released(12 * 3600) < 5);
	}

	@Test
	void whatSeveralExposuresLeftAddsUp() {
		Persistence.Source one = source();
		var light = new float[SMALL.pixels()];
		light[12 * 128 + 70] = (float) (45_000 * GAIN / 10);
		light[90 * 128 + 90] = (float) (45_000 * GAIN / 10);
		Persistence.Source two = detector.left(new DetectorExposure(1, 50, 10, 1, 10), light);
		var exposure = at(100, 300);
		PixelValues sum = Persistence.rates(List.of(one, two), exposure);
		PixelValues first = Persistence.rates(List.of(one), exposure);
		PixelValues second = Persistence.rates(List.of(two), exposure);
		assertEquals(2, second.size());
		assertEquals(21, sum.size());
		int shared = sum.firstFrom(12 * 128 + 70);
		assertEquals(first.values()[shared] + second.values()[0], sum.values()[shared], 1e-12);
		assertEquals(second.values()[1], sum.values()[20], 1e-12);
		assertEquals(0, Persistence.rates(List.of(one, two), at(20, 10)).size());
		assertArrayEquals(Persistence.rates(List.of(one), at(40, 300)).values(),
				Persistence.rates(List.of(one, two), at(40, 300)).values());
	}

	@Test
	void faintLightLeavesNothing() {
		assertEquals(0, detector.left(bright, flat(detector, bright, 39_000)).charges().size());
		Detector off = DetectorSettings.small(1, Settings.plain());
		assertEquals(0, off.left(bright, flat(off, bright, 60_000)).charges().size());
		assertEquals(120 * 120, detector.left(bright, flat(detector, bright, 41_000)).charges().size());
	}
}
