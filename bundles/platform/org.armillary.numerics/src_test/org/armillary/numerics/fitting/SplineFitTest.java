package org.armillary.numerics.fitting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

import org.junit.jupiter.api.Test;

class SplineFitTest {

	private static final double[] BREAKS = { 0, 1, 2.5, 3, 5 };
	private static final double[] PLACES = { 0, 0.4, 1, 2.7, 4.9, 5 };

	/** Samples that a script in any language can repeat. */
	private static void fill(SplineFit spline) {
		for (int i = 0; i < 40; i++) {
			double x = i * 5 / 39.0;
			spline.add(x, Math.cos(x) + 0.1 * Math.cos(7 * i), 1 + 0.5 * Math.cos(3 * i));
		}
	}

	private static double[] at(DoubleUnaryOperator function) {
		return Arrays.stream(PLACES).map(function).toArray();
	}

	/** scipy.interpolate.make_lsq_spline. */
	@Test
	void agreesWithScipy() {
		var spline = new SplineFit(BREAKS, 0);
		fill(spline);
		assertTrue(spline.solve());
		assertArrayEquals(new double[] { 1.1066730668694, 0.88759131359073, 0.53289523789814, -0.92266597397226,
				0.1687387404559, 0.26197092826856 }, at(spline::at), 1e-12);
		assertArrayEquals(new double[] { -0.61380206964744, -0.5149986901996, -0.74245354737935, -0.45015972156124,
				0.93861969140518, 0.92487028272922 }, at(spline::derivativeAt), 1e-11);
		assertArrayEquals(new double[] { 0.49744839952061, -0.0034315022814015, -0.75475135498442, 1.01894609074,
				-0.10288062319719, -0.17210755032205 }, at(spline::secondDerivativeAt), 1e-10);
	}

	/** scipy.interpolate.BSpline.design_matrix, the penalty by second differences, and numpy.linalg.solve. */
	@Test
	void roughnessAgreesWithScipy() {
		var spline = new SplineFit(BREAKS, 0.3);
		fill(spline);
		assertTrue(spline.solve());
		assertArrayEquals(new double[] { 1.3194340901331, 0.84220873003045, 0.32019433061953, -0.71694962887102,
				-0.0065964365866766, 0.090365747266824 }, at(spline::at), 1e-11);
	}

	@Test
	void goesStraightOnOutside() {
		var spline = new SplineFit(BREAKS, 0);
		fill(spline);
		spline.solve();
		assertEquals(spline.at(5) + 2 * spline.derivativeAt(5), spline.at(7), 1e-13);
		assertEquals(spline.at(0) - 3 * spline.derivativeAt(0), spline.at(-3), 1e-13);
		assertEquals(spline.derivativeAt(5), spline.derivativeAt(9));
		assertEquals(0, spline.secondDerivativeAt(9));
	}

	@Test
	void moreSamplesAndNewOnes() {
		var spline = new SplineFit(BREAKS, SplineFit.WEAK);
		fill(spline);
		spline.solve();
		double[] once = at(spline::at);
		// the same samples again do not change the spline; a heavy one pulls it
		fill(spline);
		spline.solve();
		assertArrayEquals(once, at(spline::at), 1e-12);
		spline.add(2.7, 4, 1e6);
		spline.solve();
		assertEquals(4, spline.at(2.7), 1e-3);
		spline.clear();
		fill(spline);
		spline.solve();
		assertArrayEquals(once, at(spline::at));
	}

	@Test
	void weakRoughnessBridgesGapsStraight() {
		double[] breaks = new double[21];
		Arrays.setAll(breaks, i -> i);
		var bridged = new SplineFit(breaks, SplineFit.WEAK);
		var open = new SplineFit(breaks, 0);
		for (SplineFit spline : new SplineFit[] { bridged, open }) {
			for (double x = 0; x <= 20; x += 0.125) {
				if (x < 6 || x > 14) {
					spline.add(x, 3 - 0.5 * x, 2);
				}
			}
		}
		assertTrue(bridged.solve());
		for (double x = -1; x < 22; x += 0.25) {
			assertEquals(3 - 0.5 * x, bridged.at(x), 1e-4);
		}
		assertFalse(open.solve());
	}

	@Test
	void breaksMustAscend() {
		assertThrows(IllegalArgumentException.class, () -> new SplineFit(new double[] { 1 }, 0));
		assertThrows(IllegalArgumentException.class, () -> new SplineFit(new double[] { 1, 1 }, 0));
		assertThrows(IllegalArgumentException.class, () -> new SplineFit(new double[] { 1, Double.NaN }, 0));
		assertThrows(IllegalArgumentException.class, () -> new SplineFit(BREAKS, -1));
	}
}
