package org.armillary.kmos.simulator.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cosmic rays come at the rate asked for and leave what the model says. */
class CosmicRaysTest {

	private static CosmicRays rays(DarkSettings settings, int exposure) {
		return CosmicRays.of(settings.model(0), exposure, settings.dit * settings.ndit);
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void rateGoesWithAreaAndTime(long seed) {
		DarkSettings settings = DarkSettings.seed(seed);
		settings.size = new FrameFormat(2048);
		settings.exposures = 20;
		settings.cosmicRate = 3;
		settings.dit = 120;
		settings.ndit = 2;
		double expected = 3 * Math.pow(2040 * 18e-4, 2) * 4;
		int hits = 0;
		for (int exposure = 0; exposure < 20; exposure++) {
			hits += Arrays.stream(rays(settings, exposure).hits()).max().orElse(0);
		}
		assertEquals(20 * expected, hits, 4 * Math.sqrt(20 * expected));
	}

	@Test
	void chargesAndTracksAreThoseOfTheModel() {
		DarkSettings settings = DarkSettings.seed(4);
		settings.size = new FrameFormat(2048);
		settings.exposures = 1;
		settings.cosmicRate = 1000;
		CosmicRays rays = rays(settings, 0);
		Map<Integer, Double> charges = new HashMap<>();
		Map<Integer, Set<Integer>> pixels = new HashMap<>();
		for (int i = 0; i < rays.hits().length; i++) {
			assertTrue(rays.charges()[i] >= 1);
			int x = rays.pixels()[i] % 2048;
			int y = rays.pixels()[i] / 2048;
			assertTrue(x >= 4 && y >= 4 && x < 2044 && y < 2044);
			charges.merge(rays.hits()[i], rays.charges()[i], Double::sum);
			assertTrue(pixels.computeIfAbsent(rays.hits()[i], _ -> new HashSet<>()).add(rays.pixels()[i]));
		}
		double hits = Arrays.stream(rays.hits()).max().orElseThrow();
		// a quarter stops, with charges of an exponential law; a particle that crosses leaves 7000 × 0.2 at least
		double below = charges.values().stream().filter(charge -> charge < 1400).count() / hits;
		double expectedBelow = 0.25 * (1 - Math.exp(-1400.0 / 500));
		assertEquals(expectedBelow, below, 4 * Math.sqrt(expectedBelow / hits) + 2e-3);
		// path lengths: P(length along the detector > L pixels) = 1 / (1 + (1.8 L)^2)
		double longTracks = pixels.values().stream().filter(set -> extent(set) >= 8).count() / hits;
		assertTrue(longTracks > 0.75 / (1 + Math.pow(1.8 * 11, 2)) && longTracks < 0.75 / (1 + Math.pow(1.8 * 5, 2)),
				"" + longTracks);
		double median = charges.values().stream().mapToDouble(Double::doubleValue).sorted()
				.skip(charges.size() / 2).findFirst().orElseThrow();
		assertTrue(median > 8000 && median < 16_000, "" + median);
	}

	/** Larger extent of a track along one of the axes, pixels. */
	private static int extent(Set<Integer> pixels) {
		var x = pixels.stream().mapToInt(pixel -> pixel % 2048).summaryStatistics();
		var y = pixels.stream().mapToInt(pixel -> pixel / 2048).summaryStatistics();
		return Math.max(x.getMax() - x.getMin(), y.getMax() - y.getMin()) + 1;
	}

	@Test
	void noRateNoHits() {
		DarkSettings settings = DarkSettings.seed(1);
		settings.cosmicRate = 0;
		assertEquals(0, rays(settings, 0).hits().length);
	}
}
