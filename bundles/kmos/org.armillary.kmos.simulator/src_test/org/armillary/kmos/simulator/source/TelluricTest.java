package org.armillary.kmos.simulator.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.Map;

import org.armillary.kmos.simulator.config.Setting;
import org.armillary.kmos.simulator.config.Settings;
import org.armillary.kmos.simulator.light.SpectralGrid;
import org.armillary.kmos.simulator.optics.Band;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(Lifecycle.PER_CLASS)
class TelluricTest {

	private final Map<Band, Telluric> airs = new EnumMap<>(Band.class);

	private Telluric air(Band band) {
		return airs.computeIfAbsent(band, key -> Telluric.of(new SpectralGrid(key), Settings.standard()));
	}

	@Test
	void opticalDepthIsProportionalToAirmassAndThatOfWaterToWater() {
		double[] one = air(Band.HK).transmission(1, 2.5);
		double[] two = air(Band.HK).transmission(2, 2.5);
		double[] dry = air(Band.HK).transmission(1, 0);
		double[] wet = air(Band.HK).transmission(1, 5);
		boolean changed = false;
		for (int i = 0; i < one.length; i++) {
			assertTrue(one[i] > 0 && one[i] < 1);
			assertEquals(2 * StrictMath.log(one[i]), StrictMath.log(two[i]), 1e-9 + 1e-12 * -StrictMath.log(two[i]));
			double water = StrictMath.log(dry[i]) - StrictMath.log(one[i]);
			assertEquals(water, StrictMath.log(one[i]) - StrictMath.log(wet[i]), 1e-9 * (1 - StrictMath.log(wet[i])));
			changed |= dry[i] - wet[i] > 0.5;
		}
		assertTrue(changed, "water absorbs");
	}

	@Test
	void offMeansClear() {
		Telluric clear = Telluric.of(new SpectralGrid(Band.K), Settings.plain());
		for (double value : clear.transmission(2, 5)) {
			assertEquals(1, value);
		}
		Telluric half = Telluric.of(new SpectralGrid(Band.K), Settings.standard().with(Setting.TELLURIC_SCALE, 0.5));
		double[] halved = half.transmission(2, 2.5);
		double[] full = air(Band.K).transmission(1, 2.5);
		for (int i = 0; i < full.length; i++) {
			assertEquals(full[i], halved[i], 1e-12);
		}
	}

	/**
	 * Mean transmission at air mass 1.2 and 2.5 mm over Paranal in the model of Noll et al. 2012 (A&amp;A 543, A92).
	 */
	@ParameterizedTest
	@CsvSource({ "IZ,0.84,0.89,0.967,0.01", "IZ,1.00,1.06,0.977,0.01", "IZ,0.933,0.945,0.719,0.03",
			"YJ,1.115,1.145,0.703,0.05", "YJ,1.20,1.25,0.970,0.01", "YJ,1.267,1.270,0.810,0.03",
			"H,1.52,1.56,0.984,0.01", "H,1.60,1.61,0.938,0.02", "H,1.64,1.70,0.979,0.01", "HK,1.83,1.90,0.135,0.08",
			"K,2.003,2.013,0.348,0.04", "K,2.055,2.065,0.725,0.04", "K,2.10,2.20,0.981,0.01",
			"K,2.30,2.40,0.890,0.02" })
	void windowsAndBandsHaveTheirDepths(Band band, double from, double to, double expected, double tolerance) {
		assertEquals(expected, mean(band, from, to), tolerance);
	}

	@ParameterizedTest
	@CsvSource({ "H,1.48,1.49", "H,1.78,1.79", "K,1.99,2.00", "K,2.30,2.32" })
	void airIsTheSameInAllBands(Band band, double from, double to) {
		assertEquals(mean(band, from, to), mean(Band.HK, from, to), 0.006);
	}

	@Test
	void linesAreNarrowerThanTheProfileOfTheInstrument() {
		double[] transmission = air(Band.K).transmission(1.2, 2.5);
		var grid = new SpectralGrid(Band.K);
		double[] microns = grid.microns();
		int minima = 0;
		for (int i = 1; i + 1 < microns.length; i++) {
			if (microns[i] > 2.3 && microns[i] < 2.4 && transmission[i] < 0.9 && transmission[i] < transmission[i - 1]
					&& transmission[i] <= transmission[i + 1]) {
				minima++;
			}
		}
		assertTrue(minima > 40 && minima < 800, minima + " lines");
	}

	private double mean(Band band, double from, double to) {
		double[] transmission = air(band).transmission(1.2, 2.5);
		double[] microns = new SpectralGrid(band).microns();
		double sum = 0;
		int count = 0;
		for (int i = 0; i < microns.length; i++) {
			if (microns[i] > from && microns[i] < to) {
				sum += transmission[i];
				count++;
			}
		}
		return sum / count;
	}
}
