package org.armillary.kmos.wavecal.solution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.armillary.kmos.Slitlet;
import org.armillary.kmos.slitlet.EdgeTrace;
import org.armillary.kmos.slitlet.SlitletTrace;
import org.armillary.numerics.fitting.Covariance;
import org.armillary.numerics.fitting.Polynomial;
import org.armillary.numerics.fitting.PolynomialBasis;
import org.junit.jupiter.api.Test;

class SlitletSolutionTest {

	private static final int ROWS = 200;
	private static final int COLUMNS = 40;

	private static EdgeTrace edge(double column) {
		Polynomial polynomial = new Polynomial(PolynomialBasis.LEGENDRE, -0.5, ROWS - 0.5,
				new double[] { column, 1.5 });
		return new EdgeTrace(polynomial, Covariance.unknown(2), 0, ROWS - 1.0, 50, 0.01);
	}

	/** Wavelength 1.5 + 0.02 u + 0.001 (3 u² − 1) / 2 + (0.0005 + 0.0001 u) t + 0.00002 t² with u from −1 to 1. */
	private static SlitletSolution solution(double first, double last) {
		return new SlitletSolution(new SlitletTrace(new Slitlet(1, 2), edge(10), edge(23)),
				new double[] { 1.5, 0.02, 0.001 }, new double[] { 0.0005, 0.0001 }, new double[] { 0.00002 }, ROWS,
				first, last, 30, 0.01);
	}

	private static double expected(double row, double place) {
		double u = (2 * row - ROWS + 1) / ROWS;
		return 1.5 + 0.02 * u + 0.001 * (3 * u * u - 1) / 2 + (0.0005 + 0.0001 * u) * place
				+ 0.00002 * place * place;
	}

	@Test
	void evaluatesTheSeries() {
		for (double row : new double[] { 0, 33.25, 199 }) {
			for (double place : new double[] { -1, 0.3, 1 }) {
				assertEquals(expected(row, place), solution(1.49, 1.51).micronAt(row, place), 1e-14);
			}
		}
	}

	@Test
	void fillsPixelsBetweenTheEdgesAndFlagsThoseOutsideTheLines() {
		float[] micron = new float[ROWS * COLUMNS];
		byte[] mask = new byte[micron.length];
		solution(1.49, 1.51).fill(micron, mask, COLUMNS);
		for (int row = 0; row < ROWS; row++) {
			double shift = 1.5 * (2 * row - ROWS + 1) / ROWS;
			for (int column = 0; column < COLUMNS; column++) {
				int pixel = row * COLUMNS + column;
				if (column < 10 + shift || column > 23 + shift) {
					assertEquals(0, micron[pixel]);
					assertEquals(0, mask[pixel]);
				} else {
					double wanted = expected(row, (2 * (column - shift) - 33) / 13);
					assertEquals(wanted, micron[pixel], 1e-7);
					assertEquals(wanted < 1.49 || wanted > 1.51 ? 1 : 0, mask[pixel]);
				}
			}
		}
	}

	@Test
	void findsTheRowOfAWavelength() {
		SlitletSolution solution = solution(expected(31.5, 0), expected(150.25, 0));
		assertEquals(31.5, solution.firstRow(), 1e-6);
		assertEquals(150.25, solution.lastRow(), 1e-6);
		assertEquals(-20, solution.rowOf(expected(-20, 0)), 1e-6);
		double step = (expected(101, 0) - expected(99, 0)) / 2;
		assertEquals(step, solution.dispersionAt(100), 1e-12);
		assertTrue(Double.isNaN(solution.rowOf(Double.NaN)));
	}

	@Test
	void residualsAreQuantilesOfSizesByWeight() {
		double[] values = new double[100];
		double[] weights = new double[values.length];
		for (int i = 0; i < values.length; i++) {
			values[i] = (i % 2 == 0 ? 1 : -1) * 0.001 * (i + 1);
			weights[i] = 2;
		}
		Residuals residuals = Residuals.of(values, weights);
		assertEquals(100, residuals.count());
		assertEquals(0.05, residuals.half(), 1e-12);
		assertEquals(0.095, residuals.most(), 1e-12);
		assertEquals(-0.0005, residuals.mean(), 1e-12);
		// the upper half hardly counts
		for (int i = 50; i < weights.length; i++) {
			weights[i] = 1e-6;
		}
		Residuals weighted = Residuals.of(values, weights);
		assertEquals(0.025, weighted.half(), 0.0011);
		assertEquals(0.048, weighted.most(), 0.0011);
		assertTrue(Double.isNaN(Residuals.of(new double[0], new double[0]).half()));
	}
}
