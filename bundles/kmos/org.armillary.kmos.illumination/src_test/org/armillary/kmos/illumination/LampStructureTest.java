package org.armillary.kmos.illumination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;

import org.armillary.kmos.Slitlet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LampStructureTest {

	private static final int PLACES = 14;
	private static final int SLITLETS = Slitlet.IFUS * Slitlet.SLICES;

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void theShareOfASmoothLampIsFoundBehindUnequalSlitlets(long seed) {
		var random = new SplittableRandom(seed);
		FieldLight light = FieldLight.dark(SLITLETS, PLACES);
		double[][] lamp = new double[SLITLETS][PLACES];
		for (int ifu = 0; ifu < Slitlet.IFUS; ifu++) {
			double along = 0.03 * random.nextGaussian();
			double across = 0.04 * random.nextGaussian();
			for (int slice = 0; slice < Slitlet.SLICES; slice++) {
				double factor = 1 + 0.02 * random.nextGaussian();
				int k = ifu * Slitlet.SLICES + slice;
				for (int place = 0; place < PLACES; place++) {
					lamp[k][place] = Math.exp(along * (place - 6.5) / 7 + across * (slice - 6.5) / 7);
					light.light()[k][place] = 500 * factor * lamp[k][place];
					light.variance()[k][place] = 0.01;
				}
			}
		}
		double squares = 0;
		double before = 0;
		LampStructure found = LampStructure.of(light, LampStructure.USUAL_SHARE);
		for (int k = 0; k < SLITLETS; k++) {
			for (int place = 0; place < PLACES; place++) {
				double expected = Math.pow(lamp[k][place], -LampStructure.USUAL_SHARE);
				squares += Math.pow(found.correction()[k][place] / expected - 1, 2);
				before += Math.pow(expected - 1, 2);
				assertTrue(found.variance()[k][place] > 0);
			}
		}
		// slope and curvature over slitlets of 2 % scatter: 2 % · √(2 / 14) · 0.75 = 0.6 %, and what the filter takes off
		assertTrue(Math.sqrt(squares / SLITLETS / PLACES) < 0.008, Math.sqrt(squares / SLITLETS / PLACES) + "");
		assertTrue(before > 4 * squares);
	}

	@ParameterizedTest
	@ValueSource(longs = { 9, 10, 11, 12 })
	void ofUnequalSlitletsLittleIsTakenForTheLamp(long seed) {
		var random = new SplittableRandom(seed);
		FieldLight light = FieldLight.dark(SLITLETS, PLACES);
		for (int k = 0; k < SLITLETS; k++) {
			Arrays.fill(light.light()[k], 1 + 0.03 * random.nextGaussian());
		}
		LampStructure found = LampStructure.of(light, LampStructure.USUAL_SHARE);
		double squares = 0;
		for (int k = 0; k < SLITLETS; k++) {
			squares += Math.pow(found.correction()[k][3] - 1, 2);
		}
		// without the filter slope and curvature would be 3 % · √(2 / 14) · 0.75 = 0.85 %; it keeps 0 to 50 % of them
		assertTrue(Math.sqrt(squares / SLITLETS) < 0.0045, Math.sqrt(squares / SLITLETS) + "");
	}

	@Test
	void darkIfusStayDark() {
		FieldLight light = FieldLight.dark(SLITLETS, PLACES);
		for (int k = 0; k < Slitlet.SLICES; k++) {
			Arrays.fill(light.light()[k], 100);
		}
		LampStructure found = LampStructure.of(light, LampStructure.USUAL_SHARE);
		assertEquals(1, found.correction()[5][5], 1e-12);
		assertTrue(Double.isNaN(found.correction()[20][5]));
	}
}
