package org.armillary.kmos.simulator.detector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;

import org.armillary.kmos.simulator.random.Moments;
import org.armillary.kmos.simulator.random.RandomStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Responses scatter as asked for, on large scales and from pixel to pixel, and dead pixels are as many. */
class ResponseTest {

	private static final int SIDE = 512;
	private static final FrameFormat FORMAT = new FrameFormat(SIDE);

	@ParameterizedTest
	@CsvSource({ "1, 0.03", "2, 0.03", "3, 0.2" })
	void aThirdOfTheDeviationIsSmooth(long seed, double deviation) {
		float[] response = Response.of(new RandomStreams(seed), 1, FORMAT, deviation, 0).values();
		var all = new Moments();
		var blocks = new Moments();
		var neighbours = new Moments();
		for (int y = 4; y < SIDE - 4; y += 24) {
			for (int x = 4; x < SIDE - 4; x += 24) {
				var block = new Moments();
				for (int row = y; row < Math.min(y + 24, SIDE - 4); row++) {
					for (int column = x; column < Math.min(x + 24, SIDE - 4); column++) {
						block.add(response[row * SIDE + column]);
						all.add(response[row * SIDE + column]);
					}
				}
				blocks.add(block.mean());
				neighbours.add(block.variance());
			}
		}
		assertEquals(504 * 504, all.count());
		assertEquals(deviation, Math.sqrt(all.variance()), 0.02 * deviation);
		assertEquals(deviation / 3, Math.sqrt(blocks.variance()), 0.06 * deviation / 3);
		assertEquals(deviation * Math.sqrt(8) / 3, Math.sqrt(neighbours.mean()), 0.02 * deviation);
		assertEquals(1, all.mean(), 0.05 * deviation);
	}

	@ParameterizedTest
	@CsvSource({ "1, 0.03", "2, 0" })
	void deadPixelsAreAloneAndInClusters(long seed, double deviation) {
		int number = 2000;
		Response response = Response.of(new RandomStreams(seed), 0, FORMAT, deviation, number);
		assertEquals(number, Arrays.stream(response.dead()).distinct().count());
		int silent = 0;
		int grouped = 0;
		for (int pixel : response.dead()) {
			double value = response.values()[pixel];
			assertTrue(value >= 0 && value <= 0.33f && !FORMAT.isReference(pixel % SIDE, pixel / SIDE));
			silent += value == 0 ? 1 : 0;
			boolean beside = false;
			for (int step : new int[] { 1, -1, SIDE, -SIDE }) {
				beside |= Arrays.binarySearch(response.dead(), pixel + step) >= 0;
			}
			grouped += beside ? 1 : 0;
		}
		assertEquals(0.5, silent / (double) number, 5 * 0.5 / Math.sqrt(number));
		assertTrue(grouped > 0.3 * number && grouped < 0.75 * number, "" + grouped);
		int low = 0;
		for (float value : response.values()) {
			low += value < 0.34f ? 1 : 0;
		}
		assertEquals(number + SIDE * SIDE - 504 * 504, low);
	}

	@Test
	void withoutDeviationAllPixelsAreAlike() {
		Response response = Response.of(new RandomStreams(1), 0, FORMAT, 0, 0);
		assertEquals(0, response.dead().length);
		for (int pixel = 0; pixel < response.values().length; pixel++) {
			assertEquals(FORMAT.isReference(pixel % SIDE, pixel / SIDE) ? 0 : 1, response.values()[pixel]);
		}
	}
}
