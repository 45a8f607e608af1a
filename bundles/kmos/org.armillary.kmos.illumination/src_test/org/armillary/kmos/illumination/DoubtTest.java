package org.armillary.kmos.illumination;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

import org.armillary.numerics.fitting.PolynomialBasis;
import org.armillary.numerics.fitting.PolynomialFit;
import org.junit.jupiter.api.Test;

class DoubtTest {

	private static final double NAN = Double.NaN;

	@Test
	void theQuarticIsWhatACubicLeavesOfIt() {
		double from = -0.7;
		double to = 0.6;
		int count = 4001;
		double[] x = new double[count];
		double[] quartic = new double[count];
		for (int i = 0; i < count; i++) {
			x[i] = from + (to - from) * i / (count - 1);
			quartic[i] = (35 * Math.pow(x[i], 4) - 30 * x[i] * x[i] + 3) / 8;
		}
		var cubic = PolynomialFit.of(PolynomialBasis.LEGENDRE, 3, x, quartic, null).polynomial();
		for (double t : new double[] { -1, -0.8, 0, 0.5, 0.95 }) {
			double exact = (35 * Math.pow(t, 4) - 30 * t * t + 3) / 8 - cubic.at(t);
			assertEquals(exact, Doubt.quartic(t, from, to), 1e-3);
		}
	}

	@Test
	void roughLightCountsWhereItIsMoreThanTheScatter() {
		double[] scatter = { 1e-6, 1e-6, 4e-6, 1e-6 };
		Doubt own = Doubt.of(scatter, 2e-6, 0, 0, 0, 3, -1, 1, new double[2][4]);
		assertEquals(2e-6, own.variance(own, 1), 1e-12);
		assertEquals(4e-6, own.variance(own, 2), 1e-12);
	}

	@Test
	void placesWithoutAMeanAreDoubtedMostAndTheMiddleLeast() {
		double[] scatter = { NAN, 1e-6, 1e-6, 1e-6, 1e-6, 1e-6, 1e-6, NAN };
		double[][] leverage = { { 1.5, 1, 0, 0, 0, 0, 0, 0.5 }, { 0.5, 0, 0, 0, 0, 0, 1, 1.5 } };
		Doubt own = Doubt.of(scatter, 0, 4e-4, 1e-4, 1, 6, -0.75, 0.75, leverage);
		Doubt pooled = Doubt.pooled(List.of(own, Doubt.of(scatter, 0, -1, -1, 1, 6, -0.75, 0.75, leverage)));
		assertEquals(0, pooled.quartic());
		assertEquals(1e-6, own.variance(pooled, 3), 1e-12);
		Doubt one = Doubt.pooled(List.of(own));
		assertEquals(1e-6 + 1e-4, own.variance(one, 1), 1e-12);
		assertEquals(1e-6 + 0.25e-4, own.variance(one, 5), 1e-12);
		double beyond = Doubt.quartic(-7 / 8.0, -0.75, 0.75);
		assertEquals(1e-6 + 4e-4 * beyond * beyond + 2.5e-4, own.variance(one, 0), 1e-12);
		assertEquals(own.variance(one, 0), own.variance(one, 7), 1e-12);
	}
}
