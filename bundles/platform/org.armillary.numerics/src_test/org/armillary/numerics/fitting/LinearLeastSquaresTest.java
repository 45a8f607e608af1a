package org.armillary.numerics.fitting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class LinearLeastSquaresTest {

	private static final double[] X = IntStream.range(0, 12).mapToDouble(i -> 0.5 * i).toArray();
	private static final double[] Y = IntStream.range(0, 12)
			.mapToDouble(i -> 3 - 2 * X[i] + 0.7 * X[i] * X[i] - 0.05 * X[i] * X[i] * X[i] + 0.1 * Fixed.noise(i))
			.toArray();
	private static final double[] WEIGHTS = IntStream.range(0, 12)
			.mapToDouble(i -> 1 / ((0.05 + 0.02 * i) * (0.05 + 0.02 * i))).toArray();

	@Test
	void agreesWithNumpy() {
		PolynomialFit legendre = PolynomialFit.of(PolynomialBasis.LEGENDRE, 3, X, Y, WEIGHTS);
		assertArrayEquals(new double[] { 2.45124136388159, 1.34793669169023, 1.43153196253413, -0.48653909965702 },
				legendre.fit().coefficients(), 1e-11);
		assertArrayEquals(new double[] { 0.04989488560106, 0.08465562954786, 0.09910156090083, 0.08531289675039 },
				IntStream.range(0, 4).mapToDouble(legendre.fit()::error).toArray(), 1e-12);
		assertEquals(-0.00022060681168518075, legendre.fit().covariance().at(0, 2), 1e-14);
		assertEquals(4.19694451875637, legendre.fit().chiSquare(), 1e-10);
		assertEquals(8, legendre.fit().degreesOfFreedom());
		PolynomialFit chebyshev = PolynomialFit.of(PolynomialBasis.CHEBYSHEV, 3, X, Y, WEIGHTS);
		assertArrayEquals(new double[] { 2.80912435451512, 1.16548452931885, 1.0736489719006, -0.30408693728564 },
				chebyshev.fit().coefficients(), 1e-11);
		assertEquals(1.446416357082567, chebyshev.polynomial().at(1.234), 1e-11);
		assertEquals(-0.5086176000208122, chebyshev.polynomial().derivativeAt(1.234), 1e-11);
		assertEquals(-0.5086176000208122, legendre.polynomial().derivativeAt(1.234), 1e-11);
		assertEquals(legendre.errorAt(1.234), chebyshev.errorAt(1.234), 1e-12);
	}

	@Test
	void highDegreesStayAccurate() {
		double[] x = IntStream.range(0, 200).mapToDouble(i -> 10_000 + i).toArray();
		double[] y = Arrays.stream(x).map(position -> Math.cos((position - 10_000) / 15)).toArray();
		Polynomial polynomial = PolynomialFit.of(PolynomialBasis.LEGENDRE, 30, x, y, null).polynomial();
		for (double position : x) {
			assertEquals(Math.cos((position - 10_000) / 15), polynomial.at(position), 1e-9);
			assertEquals(-Math.sin((position - 10_000) / 15) / 15, polynomial.derivativeAt(position), 1e-6);
		}
	}

	@Test
	void errorsAreThoseOfManyRealisations() {
		var random = new SplittableRandom(7);
		double[] truth = { 2, -1, 0.5 };
		int realisations = 2000;
		double[] squaredPulls = new double[3];
		double chi = 0;
		for (int r = 0; r < realisations; r++) {
			double[][] design = new double[3][20];
			double[] values = new double[20];
			double[] weights = new double[20];
			for (int i = 0; i < 20; i++) {
				double sigma = 0.1 + 0.05 * i;
				weights[i] = 1 / (sigma * sigma);
				for (int k = 0; k < 3; k++) {
					design[k][i] = Math.pow(i / 10.0 - 1, k);
					values[i] += truth[k] * design[k][i];
				}
				values[i] += sigma * random.nextGaussian();
			}
			LinearFit fit = LinearLeastSquares.fit(design, values, weights);
			for (int k = 0; k < 3; k++) {
				double pull = (fit.coefficients()[k] - truth[k]) / fit.error(k);
				squaredPulls[k] += pull * pull / realisations;
			}
			chi += fit.reducedChiSquare() / realisations;
		}
		for (double square : squaredPulls) {
			assertEquals(1, square, 4 * Math.sqrt(2.0 / realisations));
		}
		assertEquals(1, chi, 4 * Math.sqrt(2.0 / 17 / realisations));
	}

	@Test
	void unknownErrorsComeFromTheResiduals() {
		LinearFit fit = PolynomialFit.of(PolynomialBasis.LEGENDRE, 1, X, Y, null).fit();
		assertEquals(fit.covariance().at(1, 1) * fit.chiSquare() / 10, fit.covarianceFromResiduals().at(1, 1), 1e-15);
	}

	@Test
	void pointsWithoutValueOrWeightAreLeftOut() {
		double[] x = Arrays.copyOf(X, 16);
		double[] y = Arrays.copyOf(Y, 16);
		double[] weights = Arrays.copyOf(WEIGHTS, 16);
		x[12] = Double.NaN;
		y[13] = Double.NEGATIVE_INFINITY;
		weights[12] = 1;
		weights[13] = 1;
		x[14] = 2;
		weights[14] = -1;
		x[15] = 3;
		weights[15] = Double.NaN;
		LinearFit fit = PolynomialFit.of(PolynomialBasis.LEGENDRE, 3, x, y, weights).fit();
		assertEquals(12, fit.points());
		assertArrayEquals(PolynomialFit.of(PolynomialBasis.LEGENDRE, 3, X, Y, WEIGHTS).fit().coefficients(),
				fit.coefficients());
	}

	@Test
	void undeterminedFitsSaySo() {
		double[] nothing = { Double.NaN, Double.NaN };
		LinearFit none = PolynomialFit.of(PolynomialBasis.LEGENDRE, 1, nothing, nothing, null).fit();
		assertFalse(none.isDetermined());
		assertEquals(0, none.points());
		LinearFit onePlace = PolynomialFit.of(PolynomialBasis.LEGENDRE, 1, new double[] { 2, 2, 2 },
				new double[] { 1, 2, 3 }, null).fit();
		assertEquals(1, onePlace.rank());
		assertTrue(Double.isNaN(onePlace.coefficients()[0]));
		assertTrue(Double.isNaN(onePlace.error(0)));
		double[] ramp = { 1, 2, 3, 4 };
		double[] twice = { 2e10, 4e10, 6e10, 8e10 };
		assertEquals(1, LinearLeastSquares.fit(new double[][] { ramp, twice }, ramp, null).rank());
		LinearFit constant = PolynomialFit.of(PolynomialBasis.CHEBYSHEV, 0, new double[] { 2, 2, 2 },
				new double[] { 1, 2, 6 }, null).fit();
		assertEquals(3, constant.coefficients()[0], 1e-12);
		assertThrows(IllegalArgumentException.class,
				() -> LinearLeastSquares.fit(new double[][] { ramp }, nothing, null));
	}

	@Test
	void unitsDoNotMatter() {
		double[][] design = { Arrays.copyOf(X, 12), new double[12] };
		Arrays.fill(design[1], 1e-30);
		double[] faint = Arrays.stream(Y).map(value -> value * 1e-20).toArray();
		LinearFit fit = LinearLeastSquares.fit(design, faint, null);
		double[] line = PolynomialFit.of(PolynomialBasis.LEGENDRE, 1, X, Y, null).polynomial().coefficients();
		assertEquals(line[1] / 2.75 * 1e-20, fit.coefficients()[0], 1e-32);
		assertEquals((line[0] - line[1]) * 1e10, fit.coefficients()[1], 1e-2);
	}
}
