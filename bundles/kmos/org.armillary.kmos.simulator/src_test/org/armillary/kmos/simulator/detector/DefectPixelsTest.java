package org.armillary.kmos.simulator.detector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hot, warm and cold pixels are as many and as strong as documented. */
class DefectPixelsTest {

	@ParameterizedTest
	@CsvSource({ "1, 0, 48000", "2, 1, 18000", "3, 2, 17000" })
	void aDetectorOfFullSizeHasThePublishedNumbers(long seed, int number, int expected) {
		DarkSettings settings = DarkSettings.seed(seed);
		settings.size = new FrameFormat(2048);
		DarkDetector detector = settings.detector(number);
		DefectPixels defects = detector.defects();
		assertEquals(expected, defects.count(DefectPixels.HOT));
		assertEquals(Math.round(expected * (Math.pow(10, 0.7) - 1)), defects.count(DefectPixels.WARM));
		assertEquals(40, defects.count(DefectPixels.COLD));
		assertEquals(2048 * 2048 - 2040 * 2040, defects.count(DefectPixels.REFERENCE));
		double readNoise = 0;
		for (double noise : detector.channels().readNoise()) {
			readNoise += noise * noise / 32;
		}
		double sigma = Math.sqrt((readNoise + detector.darkMean() * 2.1 * 60) / 5) / 2.1;
		assertEquals(sigma, defects.sigma(), 1e-9);
		assertEquals(50 * sigma / 60, defects.limit(), 1e-9);
		double[] excess = defects.excess().values();
		assertEquals(expected, Arrays.stream(excess).filter(rate -> rate * 60 > 50 * sigma).count());
		// N(>r) = N (r / limit)^-0.7, within 4 standard deviations of a binomial
		for (double ratio : new double[] { 0.2, 0.5, 2, 10, 100 }) {
			double share = ratio < 1 ? Math.pow(ratio, -0.7)
					: (Math.pow(ratio, -0.7) - Math.pow(2000, -0.7)) / (1 - Math.pow(2000, -0.7));
			long above = Arrays.stream(excess).filter(rate -> rate > ratio * defects.limit()).count();
			assertEquals(expected * share, above, 4 * Math.sqrt(expected * share));
		}
		double hottest = Arrays.stream(excess).max().orElseThrow();
		assertTrue(hottest <= 2000 * defects.limit() * (1 + 1e-12) && hottest > 300 * defects.limit());
		assertTrue(Arrays.stream(excess).min().orElseThrow() >= 0.1 * defects.limit() * (1 - 1e-12));
	}

	@Test
	void classesAgreeWithRates() {
		DarkSettings settings = DarkSettings.seed(8);
		settings.coldPixels = 9000;
		DefectPixels defects = settings.detector(0).defects();
		PixelValues excess = defects.excess();
		for (int i = 0; i < excess.size(); i++) {
			boolean hot = excess.values()[i] > defects.limit();
			assertEquals(hot ? DefectPixels.HOT : DefectPixels.WARM, defects.classes()[excess.pixels()[i]]);
			assertTrue(i == 0 || excess.pixels()[i] > excess.pixels()[i - 1]);
		}
		PixelValues cold = defects.coldOffsets();
		assertEquals(133, cold.size());
		for (int i = 0; i < cold.size(); i++) {
			assertEquals(DefectPixels.COLD, defects.classes()[cold.pixels()[i]]);
			double sigmas = cold.values()[i] / defects.sigma();
			assertTrue(sigmas <= -60 && sigmas >= -400, "" + sigmas);
		}
		assertEquals(cold.size() + excess.size() + 256 * 256 - 248 * 248,
				defects.count(DefectPixels.HOT) + defects.count(DefectPixels.WARM) + defects.count(DefectPixels.COLD)
						+ defects.count(DefectPixels.REFERENCE));
	}

	/** Twice the share has a hot neighbour, and few more by chance. */
	@ParameterizedTest
	@CsvSource({ "0, 0.0", "0.1, 0.19", "0.4, 0.64" })
	void hotPixelsComeInPairs(double share, double expected) {
		DarkSettings settings = DarkSettings.seed(5);
		settings.size = new FrameFormat(512);
		settings.hotPixels = List.of(5000, 30_000, 5000);
		settings.hotPairs = share;
		DefectPixels defects = settings.detector(1).defects();
		byte[] classes = defects.classes();
		int paired = 0;
		for (int pixel = 512; pixel < classes.length - 512; pixel++) {
			boolean neighbour = classes[pixel + 1] == DefectPixels.HOT || classes[pixel - 1] == DefectPixels.HOT
					|| classes[pixel + 512] == DefectPixels.HOT || classes[pixel - 512] == DefectPixels.HOT;
			paired += neighbour && classes[pixel] == DefectPixels.HOT ? 1 : 0;
		}
		double byChance = 1 - Math.pow(1 - 30_000.0 / (2040 * 2040), 4);
		double rate = expected + (1 - expected) * byChance;
		int hot = defects.count(DefectPixels.HOT);
		assertEquals(rate, (double) paired / hot, 0.01 + 5 * Math.sqrt(rate * (1 - rate) * 2 / hot));
	}

	/** Numbers go with the area, and the definition does not change with the exposures of the run. */
	@Test
	void theDefinitionIsThatOfFiveExposuresOfAMinute() {
		DarkSettings settings = DarkSettings.seed(2);
		DefectPixels five = settings.detector(0).defects();
		settings.exposures = 2;
		settings.dit = 10;
		settings.ndit = 3;
		settings.cosmicRate = 7;
		DefectPixels other = settings.detector(0).defects();
		assertEquals(five.limit(), other.limit());
		assertArrayEquals(five.excess().pixels(), other.excess().pixels());
		assertArrayEquals(five.excess().values(), other.excess().values());
		assertEquals(Math.round(48_000 * 248.0 * 248 / (2040.0 * 2040)), five.count(DefectPixels.HOT));
	}

	@Test
	void valuesAreFoundByPlace() {
		PixelValues values = PixelValues.sorted(new int[] { 7, 3, 7, 1 }, new double[] { 1, 2, 3, 4 });
		assertArrayEquals(new int[] { 1, 3, 7, 7 }, values.pixels());
		assertArrayEquals(new double[] { 4, 2, 1, 3 }, values.values());
		assertEquals(0, values.firstFrom(0));
		assertEquals(1, values.firstFrom(2));
		assertEquals(2, values.firstFrom(7));
		assertEquals(4, values.firstFrom(8));
	}
}
