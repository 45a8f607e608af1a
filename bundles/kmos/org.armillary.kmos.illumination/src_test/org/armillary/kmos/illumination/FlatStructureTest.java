package org.armillary.kmos.illumination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;

import org.armillary.kmos.Slitlet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlatStructureTest {

	private static final int PLACES = FlatStructure.PLACES;
	private static final double SHIFT = 0.147;

	/** A structure that is no cubic, shared but for slope and level, seen through columns of unequal response. */
	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4 })
	void theChangeFromPlaceToPlaceIsFoundNearTheEnds(long seed) {
		var random = new SplittableRandom(seed);
		double[] slopes = new double[Slitlet.SLICES];
		double[] levels = new double[Slitlet.SLICES];
		SlitletProfile[] profiles = new SlitletProfile[Slitlet.PER_DETECTOR];
		for (int k = 0; k < Slitlet.SLICES; k++) {
			slopes[k] = 0.02 * random.nextGaussian();
			levels[k] = 1 + 0.05 * random.nextGaussian();
			double[] value = new double[PLACES];
			double[] scatter = new double[PLACES];
			for (int place = 0; place < PLACES; place++) {
				boolean seen = place >= 3 && place < PLACES - 3;
				scatter[place] = seen ? 0 : Double.NaN;
				value[place] = levels[k] * truth(Doubt.place(place, PLACES), slopes[k])
						* (1 + 0.001 * random.nextGaussian());
			}
			profiles[k] = new SlitletProfile(value, new double[PLACES], new double[] { levels[k], 0, 0, 0 },
					Doubt.of(scatter, 0, 0, 0, 3, PLACES - 4, -0.8, 0.8, new double[2][PLACES]));
		}
		FlatStructure structure = FlatStructure.of(profiles);
		assertFalse(structure.isKnown(Slitlet.SLICES));
		assertEquals(1, structure.at(Slitlet.SLICES, 0.5));
		double squares = 0;
		double before = 0;
		for (int k = 0; k < Slitlet.SLICES; k++) {
			assertTrue(structure.isKnown(k));
			assertEquals(levels[k], structure.at(k, 0) / truth(0, slopes[k]), 0.002);
			for (double place : new double[] { -0.78, -0.5, 0, 0.4, 0.63 }) {
				double expected = truth(place, slopes[k]) / truth(place + SHIFT, slopes[k]);
				double found = structure.at(k, place) / structure.at(k, place + SHIFT);
				squares += (found / expected - 1) * (found / expected - 1);
				before += (expected - 1) * (expected - 1);
			}
		}
		int count = 5 * Slitlet.SLICES;
		assertTrue(Math.sqrt(squares / count) < 0.0012, Math.sqrt(squares / count) + "");
		assertTrue(Math.sqrt(before / count) > 0.005, Math.sqrt(before / count) + "");
	}

	private static double truth(double place, double slope) {
		return 1 + slope * place + 0.03 * StrictMath.cos(3 * place + 0.7);
	}
}
