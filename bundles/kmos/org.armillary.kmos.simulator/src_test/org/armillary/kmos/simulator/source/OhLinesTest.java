package org.armillary.kmos.simulator.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

import org.armillary.kmos.simulator.optics.Band;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OhLinesTest {

	private static final List<Double> USUAL = Collections.nCopies(11, 1.0);

	private final OhLines lines = OhLines.read();
	private final double[] microns = lines.microns();

	/** P1(2.5), P1(3.5), Q1(1.5) and R1(1.5) of Davies 2007 (MNRAS 375, 1099): means of doublets to five decimals. */
	@ParameterizedTest
	@CsvSource({ "1.02895,4,0,1", "1.08343,5,0,1", "1.14399,6,0,1", "1.21226,7,0,1", "1.29057,8,0,1", "1.50555,3,0,1",
			"1.58333,4,0,1", "1.66924,5,0,1", "1.76532,6,0,1", "2.00082,8,0,1", "2.15073,9,0,1", "1.09264,5,0,1",
			"1.52410,3,0,1", "1.60308,4,0,1", "1.69037,5,0,1", "1.78803,6,0,1", "2.02758,8,0,1", "2.18023,9,0,1",
			"1.53324,3,50,90", "1.61286,4,50,90", "1.70088,5,50,90", "2.04127,8,50,90", "1.56550,4,50,90",
			"1.65024,5,50,90", "1.97719,8,50,90", "2.12496,9,50,90" })
	void brightLinesLieWhereOthersSawThemAndRiseFromTheRightLevels(double micron, int level, double leastEnergy,
			double mostEnergy) {
		double[] fluxes = lines.fluxes(OhLines.TABLE_KELVIN, USUAL);
		int[] near = IntStream.range(0, microns.length).filter(i -> StrictMath.abs(microns[i] - micron) < 8e-5)
				.filter(i -> lines.upperLevel(i) == level)
				.filter(i -> lines.energy(i) >= leastEnergy && lines.energy(i) <= mostEnergy)
				.filter(i -> fluxes[i] > 5).toArray();
		assertEquals(2, near.length, "components of the doublet");
		assertEquals(micron, (microns[near[0]] + microns[near[1]]) / 2, 2.5e-5);
	}

	@Test
	void componentsOfQBranchesAreAsFarApartAsOnTheSky() {
		// Q1(1.5) of 3-1 after Oliva et al. 2013 (A&A 555, A78): 15055.657 and 15055.442 Å
		double[] pair = IntStream.range(0, microns.length)
				.filter(i -> lines.upperLevel(i) == 3 && lines.energy(i) < 0.5)
				.filter(i -> StrictMath.abs(microns[i] - 1.50555) < 1e-4)
				.mapToDouble(i -> microns[i]).toArray();
		assertEquals(2, pair.length);
		assertEquals(1.5055442, pair[0], 2e-6);
		assertEquals(1.5055657, pair[1], 2e-6);
	}

	@Test
	void fluxesWithinAGroupFollowTheRotationalTemperature() {
		double[] cold = lines.fluxes(160, USUAL);
		double[] usual = lines.fluxes(OhLines.TABLE_KELVIN, USUAL);
		double[] warm = lines.fluxes(230, USUAL);
		int first = index(1.50555, 3);
		int far = IntStream.range(0, microns.length)
				.filter(i -> lines.upperLevel(i) == 3 && lines.energy(i) > 400 && lines.energy(i) < 700).findFirst()
				.orElseThrow();
		double energy = lines.energy(far) - lines.energy(first);
		assertEquals(StrictMath.exp(-energy * (1 / 230.0 - 1 / 190.0) / 0.6950348),
				warm[far] / warm[first] * usual[first] / usual[far], 1e-12);
		assertEquals(StrictMath.exp(-energy * (1 / 160.0 - 1 / 190.0) / 0.6950348),
				cold[far] / cold[first] * usual[first] / usual[far], 1e-12);
		for (int level = 2; level <= 9; level++) {
			assertEquals(sum(usual, level), sum(warm, level), 1e-9 * sum(usual, level));
		}
	}

	@Test
	void factorsOfGroupsTouchTheirGroupAlone() {
		double[] usual = lines.fluxes(OhLines.TABLE_KELVIN, USUAL);
		var factors = new ArrayList<>(USUAL);
		factors.set(6, 1.5);
		double[] changed = lines.fluxes(OhLines.TABLE_KELVIN, factors);
		for (int i = 0; i < usual.length; i++) {
			assertEquals(usual[i] * (lines.upperLevel(i) == 6 ? 1.5 : 1), changed[i], 1e-12 * usual[i]);
		}
	}

	@ParameterizedTest
	@EnumSource(Band.class)
	void everyPartOfABandHasLinesButTheRedEndOfK(Band band) {
		double[] fluxes = lines.fluxes(OhLines.TABLE_KELVIN, USUAL);
		double brightest = IntStream.range(0, fluxes.length).filter(i -> inside(band, microns[i]))
				.mapToDouble(i -> fluxes[i]).max().orElseThrow();
		double last = StrictMath.min(band.lastMicron(), 2.27);
		int parts = 8;
		for (int part = 0; part < parts; part++) {
			double from = band.firstMicron() + part * (last - band.firstMicron()) / parts;
			double to = from + (last - band.firstMicron()) / parts;
			assertTrue(IntStream.range(0, fluxes.length)
					.filter(i -> microns[i] > from && microns[i] < to && fluxes[i] > 0.02 * brightest).count() >= 4,
					band + " " + from);
		}
		assertTrue(IntStream.range(0, fluxes.length).noneMatch(i -> microns[i] > 2.36 && fluxes[i] > 1));
	}

	private int index(double micron, int level) {
		return IntStream.range(0, microns.length)
				.filter(i -> lines.upperLevel(i) == level && StrictMath.abs(microns[i] - micron) < 5e-5).findFirst()
				.orElseThrow();
	}

	private double sum(double[] fluxes, int level) {
		return IntStream.range(0, fluxes.length).filter(i -> lines.upperLevel(i) == level)
				.mapToDouble(i -> fluxes[i]).sum();
	}

	private static boolean inside(Band band, double micron) {
		return micron > band.firstMicron() && micron < band.lastMicron();
	}
}
