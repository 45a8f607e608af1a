package org.armillary.kmos.simulator.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;

import org.armillary.kmos.simulator.random.Moments;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Raw frames have the moments of the model, channel by channel. */
class DarkDetectorTest {

	/** The signal of a pixel above the offset of its channel, adu. */
	private static double signal(DarkDetector detector, int exposure, float[] frame, int pixel) {
		int side = detector.model().format().side();
		int x = pixel % side;
		return frame[pixel] - detector.channels().offsets()[exposure][x / (side / 32)][x % 2];
	}

	@ParameterizedTest
	@CsvSource({ "1, 60, 1, 0.007", "2, 300, 1, 0.05", "3, 10, 8, 0.9", "4, 600, 3, 0.04" })
	void goodPixelsHaveTheirMeanAndNoiseInEveryChannel(long seed, double dit, int ndit, double dark) {
		DarkSettings settings = DarkSettings.seed(seed).clean();
		settings.dit = dit;
		settings.ndit = ndit;
		settings.darkCurrent = dark;
		settings.exposures = 2;
		settings.size = new FrameFormat(512);
		settings.gain = List.of(2.1, 0.8, 5.0);
		for (int number = 0; number < 3; number++) {
			DarkDetector detector = settings.detector(number);
			for (int exposure = 0; exposure < 2; exposure++) {
				goodPixels(detector, exposure);
			}
		}
	}

	private static void goodPixels(DarkDetector detector, int exposure) {
		float[] frame = DarkSettings.expose(detector, exposure);
		int side = 512;
		double gain = detector.model().gain();
		double total = detector.dit() * detector.ndit();
		for (int channel = 0; channel < 32; channel++) {
			for (int parity = 0; parity < 2; parity++) {
				var pulls = new Moments();
				for (int y = 4; y < side - 4; y++) {
					for (int x = channel * 16 + parity; x < (channel + 1) * 16; x += 2) {
						if (x >= 4 && x < side - 4) {
							double electrons = detector.dark().rate(x, y) * total;
							double readNoise = detector.channels().readNoise()[channel];
							int ndit = detector.ndit();
							double noise = Math.sqrt(readNoise * readNoise / ndit + electrons / (ndit * ndit)) / gain;
							double expected = electrons / ndit / gain;
							pulls.add((signal(detector, exposure, frame, y * side + x) - expected) / noise);
						}
					}
				}
				assertEquals(0, pulls.pull(0, 1), 4.5);
				assertEquals(1, pulls.variance(), 4.5 * Math.sqrt(2.0 / pulls.count()) * 1.1);
			}
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, -5, 77 })
	void referencePixelsHaveOffsetAndReadNoiseAlone(long seed) {
		DarkSettings settings = DarkSettings.seed(seed);
		settings.darkCurrent = 50;
		settings.cosmicRate = 300;
		settings.hotPixels = List.of(200_000, 200_000, 200_000);
		settings.size = new FrameFormat(512);
		DarkDetector detector = settings.detector(2);
		float[] frame = DarkSettings.expose(detector, 3);
		var pulls = new Moments();
		for (int pixel = 0; pixel < 512 * 512; pixel++) {
			int x = pixel % 512;
			int y = pixel / 512;
			boolean reference = x < 4 || y < 4 || x >= 508 || y >= 508;
			assertEquals(reference, detector.defects().classes()[pixel] == DefectPixels.REFERENCE);
			if (reference) {
				pulls.add(signal(detector, 3, frame, pixel) / (detector.channels().readNoise()[x / 16] / 2.1));
			}
		}
		assertEquals(2 * 4 * 512 + 2 * 4 * 504, pulls.count());
		assertEquals(0, pulls.pull(0, 1), 4);
		assertEquals(1, pulls.variance(), 4 * Math.sqrt(2.0 / pulls.count()));
	}

	/** In frames without read noise to speak of, variance over mean of hot pixels is one electron. */
	@ParameterizedTest
	@CsvSource({ "1, 1, 2.1", "2, 1, 0.5", "3, 5, 3.0" })
	void hotPixelsFollowPoissonsLaw(long seed, int ndit, double gain) {
		DarkSettings settings = DarkSettings.seed(seed);
		settings.ndit = ndit;
		settings.gain = List.of(gain, gain, gain);
		settings.exposures = 40;
		settings.readNoise = 0.5;
		settings.darkCurrent = 0;
		settings.cosmicRate = 0;
		settings.saturation = 1e6;
		DarkDetector detector = settings.detector(0);
		float[][] frames = new float[40][];
		Arrays.setAll(frames, exposure -> DarkSettings.expose(detector, exposure));
		PixelValues excess = detector.defects().excess();
		double chiSquare = 0;
		var pulls = new Moments();
		for (int i = 0; i < excess.size(); i++) {
			var counts = new Moments();
			for (int exposure = 0; exposure < 40; exposure++) {
				counts.add(signal(detector, exposure, frames[exposure], excess.pixels()[i]));
			}
			double expected = excess.values()[i] * 60;
			double readNoise = detector.channels().readNoise()[excess.pixels()[i] % 256 / 8];
			double variance = expected / (gain * ndit) + readNoise * readNoise / (gain * gain * ndit);
			pulls.add(counts.pull(expected, Math.sqrt(variance)));
			chiSquare += counts.variance() / variance;
		}
		int pixels = excess.size();
		assertTrue(pixels > 3000);
		assertEquals(0, pulls.pull(0, 1), 4);
		assertEquals(1, pulls.variance(), 4 * Math.sqrt(2.0 / pixels));
		assertEquals(1, chiSquare / pixels, 4 * Math.sqrt(2.0 / 39 / pixels) * 1.2);
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void hitsLeaveTheChargeThatTheTruthSays(long seed) {
		DarkSettings settings = DarkSettings.seed(seed);
		settings.cosmicRate = 1000;
		settings.hotPixels = List.of(0, 0, 0);
		settings.coldPixels = 0;
		settings.ndit = 2;
		DarkDetector detector = settings.detector(1);
		float[] frame = DarkSettings.expose(detector, 4);
		CosmicRays rays = detector.cosmicRays(4);
		double[] charge = new double[frame.length];
		for (int i = 0; i < rays.pixels().length; i++) {
			charge[rays.pixels()[i]] += rays.charges()[i];
		}
		var pulls = new Moments();
		for (int pixel = 0; pixel < frame.length; pixel++) {
			if (charge[pixel] > 0) {
				double dark = detector.dark().rate(pixel % 256, pixel / 256) * 120;
				double expected = (charge[pixel] + dark) / 2 / 2.1;
				double readNoise = detector.channels().readNoise()[pixel % 256 / 8];
				double noise = Math.sqrt(readNoise * readNoise / 2 + dark / 4) / 2.1;
				pulls.add((signal(detector, 4, frame, pixel) - expected) / noise);
			}
		}
		assertTrue(pulls.count() > 2000);
		assertEquals(0, pulls.pull(0, 1), 4);
		assertEquals(1, pulls.variance(), 4 * Math.sqrt(2.0 / pulls.count()));
	}

	@Test
	void theNoiseOfFiveFramesIsThatOfTheDefinition() {
		for (long seed = 1; seed <= 3; seed++) {
			DarkSettings settings = DarkSettings.seed(seed);
			settings.size = new FrameFormat(512);
			settings.cosmicRate = 0;
			DarkDetector detector = settings.detector(0);
			double[] sum = new double[512 * 512];
			for (int exposure = 0; exposure < 5; exposure++) {
				float[] frame = DarkSettings.expose(detector, exposure);
				for (int pixel = 0; pixel < sum.length; pixel++) {
					sum[pixel] += signal(detector, exposure, frame, pixel);
				}
			}
			var good = new Moments();
			int above = 0;
			int below = 0;
			for (int pixel = 0; pixel < sum.length; pixel++) {
				double mean = sum[pixel] / 5;
				if (detector.defects().classes()[pixel] == 0) {
					good.add(mean);
				}
				above += mean > detector.darkMean() * 60 + 50 * detector.defects().sigma() ? 1 : 0;
				below += mean < detector.darkMean() * 60 - 50 * detector.defects().sigma() ? 1 : 0;
			}
			// each channel has a tiny bit of the sample, and the structure of the dark current adds less than 0.1 %
			assertEquals(1, Math.sqrt(good.variance()) / detector.defects().sigma(), 0.008);
			long hot = Math.round(48_000 * (504.0 * 504) / (2040.0 * 2040));
			assertEquals(hot, above, 0.01 * hot);
			assertEquals(Math.round(40 * (504.0 * 504) / (2040.0 * 2040)), below);
		}
	}

	@Test
	void nothingIsAboveSaturationAndEverythingFinite() {
		DarkSettings settings = DarkSettings.seed(9);
		settings.saturation = 3000;
		settings.dit = 600;
		DarkDetector detector = settings.detector(0);
		float[] frame = DarkSettings.expose(detector, 0);
		int saturated = 0;
		for (int pixel = 0; pixel < frame.length; pixel++) {
			assertTrue(Float.isFinite(frame[pixel]) && frame[pixel] <= 3000);
			saturated += frame[pixel] == 3000 ? 1 : 0;
			if (frame[pixel] == 3000) {
				assertTrue(detector.defects().classes()[pixel] != 0 || isHit(detector, pixel));
			}
		}
		assertTrue(saturated > 300);
	}

	private static boolean isHit(DarkDetector detector, int pixel) {
		return Arrays.stream(detector.cosmicRays(0).pixels()).anyMatch(hit -> hit == pixel);
	}

	@Test
	void ratesAreThoseOfSmoothDarkAndHotPixels() {
		DarkDetector detector = DarkSettings.seed(4).detector(2);
		float[] rates = detector.rates();
		PixelValues excess = detector.defects().excess();
		double sum = 0;
		for (int pixel = 0; pixel < rates.length; pixel++) {
			int place = Arrays.binarySearch(excess.pixels(), pixel);
			double expected = detector.defects().classes()[pixel] == DefectPixels.REFERENCE ? 0
					: detector.dark().rate(pixel % 256, pixel / 256) / 2.1 + (place < 0 ? 0 : excess.values()[place]);
			assertEquals(expected, rates[pixel], 1e-7 * expected);
			sum += rates[pixel] - (place < 0 ? 0 : excess.values()[place]);
		}
		assertEquals(detector.darkMean(), sum / (248 * 248), 1e-4 * detector.darkMean());
	}

	@Test
	void offsetsDriftAsAsked() {
		DarkSettings settings = DarkSettings.seed(6).clean();
		settings.exposures = 200;
		settings.drift = 3;
		var spread = new Moments();
		var steps = new Moments();
		var difference = new Moments();
		for (int number = 0; number < 3; number++) {
			for (int channel = 0; channel < 32; channel++) {
				double[][][] offsets = settings.detector(number).channels().offsets();
				var inTime = new Moments();
				var parity = new Moments();
				for (int exposure = 0; exposure < 200; exposure++) {
					inTime.add(offsets[exposure][channel][0]);
					parity.add(offsets[exposure][channel][0] - offsets[exposure][channel][1]);
					if (exposure > 0) {
						steps.add(offsets[exposure][channel][0] - offsets[exposure - 1][channel][0]);
					}
				}
				spread.add(inTime.mean());
				difference.add(parity.mean());
				assertEquals(9 * 1.01, inTime.variance(), 6);
				assertEquals(2 * 0.09, parity.variance(), 0.09);
			}
		}
		assertEquals(0, steps.mean(), 0.1);
		// 2 (1 - correlation) of the drift and twice that of the parity on its own
		assertEquals(9 * 2 * 0.2 + 2 * 0.09, steps.variance(), 0.15);
		assertEquals(1000, spread.mean(), 4 * 200 / Math.sqrt(96));
		assertEquals(200, Math.sqrt(spread.variance()), 4 * 200 / Math.sqrt(2 * 96));
		assertEquals(20, Math.sqrt(difference.variance()), 4 * 20 / Math.sqrt(2 * 96));
	}

	@Test
	void readNoiseScattersBetweenChannels() {
		var noises = new Moments();
		for (long seed = 1; seed <= 5; seed++) {
			for (int number = 0; number < 3; number++) {
				for (double noise : DarkSettings.seed(seed).detector(number).channels().readNoise()) {
					noises.add(noise);
				}
			}
		}
		assertEquals(10, noises.mean(), 4 / Math.sqrt(noises.count()));
		assertEquals(1, Math.sqrt(noises.variance()), 4 / Math.sqrt(2.0 * noises.count()));
	}
}
