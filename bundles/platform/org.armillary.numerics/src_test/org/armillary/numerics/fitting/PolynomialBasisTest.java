package org.armillary.numerics.fitting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PolynomialBasisTest {

	@Test
	void polynomialsAsTheyAreDefined() {
		double x = 0.3;
		double[] legendre = new double[5];
		PolynomialBasis.LEGENDRE.evaluate(x, legendre);
		assertArrayEquals(new double[] { 1, x, (3 * x * x - 1) / 2, (5 * x * x * x - 3 * x) / 2,
				(35 * x * x * x * x - 30 * x * x + 3) / 8 }, legendre, 1e-15);
		double[] chebyshev = new double[5];
		PolynomialBasis.CHEBYSHEV.evaluate(x, chebyshev);
		assertArrayEquals(new double[] { 1, x, Math.cos(2 * Math.acos(x)), Math.cos(3 * Math.acos(x)),
				Math.cos(4 * Math.acos(x)) }, chebyshev, 1e-15);
	}

	@ParameterizedTest
	@EnumSource
	void seriesAndPartsOfAnArray(PolynomialBasis basis) {
		double[] coefficients = { 2, -1, 0.5, 3, -0.25, 0.125 };
		double[] values = { 7, 7, 7, 7, 7, 7, 7, 7 };
		for (double x = -1.2; x <= 1.2; x += 0.4) {
			basis.evaluate(x, values, 1, coefficients.length);
			double sum = 0;
			for (int k = 0; k < coefficients.length; k++) {
				sum += coefficients[k] * values[k + 1];
			}
			assertEquals(sum, basis.sum(coefficients, x));
			assertEquals(7, values[0]);
			assertEquals(7, values[7]);
		}
		assertEquals(0, basis.sum(new double[0], 0.5));
		assertThrows(IndexOutOfBoundsException.class, () -> basis.evaluate(0, values, 5, 4));
	}
}
