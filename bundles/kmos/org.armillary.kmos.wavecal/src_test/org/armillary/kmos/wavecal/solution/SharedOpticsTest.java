package org.armillary.kmos.wavecal.solution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;

import org.armillary.kmos.detector.Checkpoint;
import org.junit.jupiter.api.Test;

/** Coefficients that slitlets share. */
class SharedOpticsTest {

	private static final double[] PLACES = { -0.9, -0.3, 0.3, 0.9 };

	@Test
	void equationsWithoutSolutionAreTold() throws InterruptedException {
		NormalEquations[] equations = equations();
		assertTrue(optics().solve(equations, 3, Checkpoint.NONE));
		equations[2].matrix[0] = Double.NaN;
		assertFalse(optics().solve(equations, 3, Checkpoint.NONE));
		equations[2].matrix[0] = -1e9;
		assertFalse(optics().solve(equations, 3, Checkpoint.NONE));
	}

	@Test
	void slitletsWithManyLinesKeepWhatTheySay() throws InterruptedException {
		SharedOptics optics = optics();
		assertTrue(optics.solve(equations(), 10, Checkpoint.NONE));
		for (int s = 0; s < PLACES.length; s++) {
			assertEquals(3 + 0.1 * s, optics.solution(s)[0], 1e-3);
			assertEquals(-2, optics.solution(s)[1], 1e-3);
		}
	}

	@Test
	void variancesAreThoseOfTheLines() throws InterruptedException {
		SharedOptics optics = optics();
		assertTrue(optics.solve(equations(), 1, Checkpoint.NONE));
		// nine lines from -1 to 1 of which the squares of the places add up to 3.75
		assertEquals(1 / (9 * 1e4), optics.variance(1, new double[] { 1, 0 }), 1e-8);
		assertEquals(1 / (3.75 * 1e4), optics.variance(2, new double[] { 0, 1 }), 1e-8);
		assertEquals(1 / (9 * 1e4) + 4 / (3.75 * 1e4), optics.variance(3, new double[] { 1, 2 }), 1e-7);
	}

	private static SharedOptics optics() {
		return new SharedOptics(PLACES, new double[] { 4, 0.25 }, new double[] { 1e4, 1e4 });
	}

	private static NormalEquations[] equations() {
		NormalEquations[] equations = new NormalEquations[PLACES.length];
		Arrays.setAll(equations, s -> {
			NormalEquations own = new NormalEquations(2);
			for (double x = -1; x <= 1; x += 0.25) {
				own.add(new double[] { 1, x }, 3 + 0.1 * s - 2 * x, 1e4);
			}
			own.mirror();
			return own;
		});
		return equations;
	}
}
