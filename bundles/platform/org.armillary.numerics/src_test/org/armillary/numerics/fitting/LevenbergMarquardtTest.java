package org.armillary.numerics.fitting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;

import org.armillary.numerics.fitting.NonlinearFit.Termination;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Truth: certified values of the NIST Statistical Reference Datasets, and minima known by analysis. */
class LevenbergMarquardtTest {

	/** A function of one point and the parameters, with its gradient. */
	private interface PointFunction {

		double at(double x, double[] p, double[] gradient);
	}

	private record Model(double[] x, int parameters, PointFunction function) implements LeastSquaresModel {

		@Override
		public int points() {
			return x.length;
		}

		@Override
		public void evaluate(double[] p, double[] values, double @Nullable [] jacobian) {
			double[] gradient = new double[parameters];
			for (int i = 0; i < x.length; i++) {
				values[i] = function.at(x[i], p, gradient);
				if (jacobian != null) {
					for (int k = 0; k < parameters; k++) {
						jacobian[k * x.length + i] = gradient[k];
					}
				}
			}
		}
	}

	private static NonlinearFit fit(Model model, double[] y, double... start) {
		return new LevenbergMarquardt().fit(model, y, null, start, Bounds.none(start.length));
	}

	private static final double[] MISRA_Y = { 10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05,
			61.01, 66.40, 75.47, 81.78 };
	private static final Model MISRA = new Model(new double[] { 77.6, 114.9, 141.1, 190.8, 239.9, 289.0, 332.8, 378.4,
			434.8, 477.3, 536.8, 593.1, 689.1, 760.0 }, 2, (x, p, gradient) -> {
				double e = Math.exp(-p[1] * x);
				gradient[0] = 1 - e;
				gradient[1] = p[0] * x * e;
				return p[0] * (1 - e);
			});

	@Test
	void misra1a() {
		for (double[] start : new double[][] { { 500, 1e-4 }, { 250, 5e-4 } }) {
			NonlinearFit fit = fit(MISRA, MISRA_Y, start);
			assertTrue(fit.isDetermined());
			assertEquals(2.3894212918e2, fit.parameters()[0], 1e-7);
			assertEquals(5.5015643181e-4, fit.parameters()[1], 1e-13);
			assertEquals(1.2455138894e-1, fit.chiSquare(), 1e-11);
			Covariance covariance = fit.covarianceFromResiduals();
			assertEquals(2.7070075241, covariance.error(0), 1e-8);
			assertEquals(7.2668688436e-6, covariance.error(1), 1e-14);
		}
	}

	@Test
	void mgh09FromFarAway() {
		double[] y = { 1.957e-1, 1.947e-1, 1.735e-1, 1.6e-1, 8.44e-2, 6.27e-2, 4.56e-2, 3.42e-2, 3.23e-2, 2.35e-2,
				2.46e-2 };
		var model = new Model(new double[] { 4, 2, 1, 0.5, 0.25, 0.167, 0.125, 0.1, 0.0833, 0.0714, 0.0625 }, 4,
				(x, p, gradient) -> {
					double above = x * x + x * p[1];
					double below = x * x + x * p[2] + p[3];
					gradient[0] = above / below;
					gradient[1] = p[0] * x / below;
					gradient[2] = -p[0] * above * x / (below * below);
					gradient[3] = -p[0] * above / (below * below);
					return p[0] * above / below;
				});
		NonlinearFit fit = fit(model, y, 25, 39, 41.5, 39);
		assertTrue(fit.isDetermined());
		assertArrayEquals(new double[] { 1.9280693458e-1, 1.9128232873e-1, 1.2305650693e-1, 1.3606233068e-1 },
				fit.parameters(), 1e-6);
		assertEquals(3.0750560385e-4, fit.chiSquare(), 1e-13);
		assertEquals(1.9633220911e-1, fit.covarianceFromResiduals().error(1), 1e-5);
	}

	@Test
	void rosenbrockEndsAtResidualsOfZero() {
		// residuals 10 (p1 - p0^2) and 1 - p0, minimum 0 at (1, 1)
		var model = new Model(new double[] { 0, 1 }, 2, (x, p, gradient) -> {
			gradient[0] = x == 0 ? -20 * p[0] : 1;
			gradient[1] = x == 0 ? 10 : 0;
			return x == 0 ? 10 * (p[1] - p[0] * p[0]) : p[0];
		});
		NonlinearFit fit = fit(model, new double[] { 0, 1 }, -1.2, 1);
		assertTrue(fit.isConverged());
		assertArrayEquals(new double[] { 1, 1 }, fit.parameters(), 1e-12);
	}

	@Test
	void aBoundHoldsAndTheOthersFindTheirMinimum() {
		Bounds bounds = Bounds.none(2);
		bounds.upper()[0] = 200;
		NonlinearFit fit = new LevenbergMarquardt().fit(MISRA, MISRA_Y, null, new double[] { 500, 1e-4 }, bounds);
		assertTrue(fit.isConverged());
		assertEquals(200, fit.parameters()[0]);
		assertArrayEquals(new boolean[] { true, false }, fit.atBound());
		assertEquals(0, fit.covariance().error(0));
		var fixed = new Model(MISRA.x(), 1, (x, p, gradient) -> {
			double e = Math.exp(-p[0] * x);
			gradient[0] = 200 * x * e;
			return 200 * (1 - e);
		});
		NonlinearFit alone = fit(fixed, MISRA_Y, 1e-4);
		assertEquals(alone.parameters()[0], fit.parameters()[1], 1e-12);
		assertEquals(alone.covariance().error(0), fit.covariance().error(1), 1e-12);
		// a bound that does not matter changes nothing, also when the path runs along it
		bounds.upper()[0] = 260;
		assertEquals(2.3894212918e2,
				new LevenbergMarquardt().fit(MISRA, MISRA_Y, null, new double[] { 500, 1e-4 }, bounds).parameters()[0],
				1e-6);
	}

	@Test
	void weightsCountAndPointsWithoutWeightDoNot() {
		double[] weights = new double[14];
		Arrays.fill(weights, 4);
		NonlinearFit weighted = new LevenbergMarquardt().fit(MISRA, MISRA_Y, weights, new double[] { 250, 5e-4 },
				Bounds.none(2));
		assertEquals(4 * 1.2455138894e-1, weighted.chiSquare(), 1e-10);
		assertEquals(2.7070075241, weighted.covarianceFromResiduals().error(0), 1e-8);
		assertEquals(2.7070075241 / Math.sqrt(1.2455138894e-1 / 12) / 2, weighted.covariance().error(0), 1e-5);
		double[] y = MISRA_Y.clone();
		y[3] = Double.NaN;
		weights[5] = 0;
		y[5] = 1e9;
		weights[6] = Double.NaN;
		weights[7] = -1;
		NonlinearFit fewer = new LevenbergMarquardt().fit(MISRA, y, weights, new double[] { 250, 5e-4 },
				Bounds.none(2));
		assertEquals(10, fewer.points());
		assertEquals(2.39e2, fewer.parameters()[0], 5);
	}

	@Test
	void oneObjectFitsManyProblems() {
		var solver = new LevenbergMarquardt();
		NonlinearFit first = solver.fit(MISRA, MISRA_Y, null, new double[] { 500, 1e-4 }, Bounds.none(2));
		var line = new Model(new double[] { 0, 1, 2 }, 2, (x, p, gradient) -> {
			gradient[0] = 1;
			gradient[1] = x;
			return p[0] + p[1] * x;
		});
		assertArrayEquals(new double[] { 1, 2 },
				solver.fit(line, new double[] { 1, 3, 5 }, null, new double[2], Bounds.none(2)).parameters(), 1e-9);
		NonlinearFit again = solver.fit(MISRA, MISRA_Y, null, new double[] { 500, 1e-4 }, Bounds.none(2));
		assertArrayEquals(first.parameters(), again.parameters());
		assertEquals(first.covariance(), again.covariance());
	}

	@Test
	void whatCannotBeFittedSaysSo() {
		NonlinearFit few = fit(new Model(new double[] { 1 }, 2, MISRA.function()), new double[] { 1 }, 250, 5e-4);
		assertEquals(Termination.TOO_FEW_POINTS, few.termination());
		assertTrue(Double.isNaN(few.parameters()[0]));
		NonlinearFit wrong = fit(MISRA, MISRA_Y, 250, Double.NaN);
		assertEquals(Termination.NOT_FINITE, wrong.termination());
		assertFalse(wrong.isConverged());
		NonlinearFit early = new LevenbergMarquardt(new LevenbergMarquardt.Settings(4, 0, 0, 0)).fit(MISRA, MISRA_Y,
				null, new double[] { 500, 1e-4 }, Bounds.none(2));
		assertEquals(Termination.LIMIT_REACHED, early.termination());
		// the sum of two parameters is determined, they are not
		var same = new Model(new double[] { 0, 1, 2 }, 2, (_, p, gradient) -> {
			gradient[0] = 1;
			gradient[1] = 1;
			return p[0] + p[1];
		});
		NonlinearFit ambiguous = fit(same, new double[] { 1, 2, 3 }, 0, 0);
		assertTrue(ambiguous.isConverged());
		assertFalse(ambiguous.isDetermined());
		assertEquals(2, ambiguous.parameters()[0] + ambiguous.parameters()[1], 1e-9);
		// a function that is a cliff: no step helps, and it ends
		var cliff = new Model(new double[] { 0, 1 }, 1, (_, p, gradient) -> {
			gradient[0] = 1;
			return p[0] > 0 ? Double.NaN : p[0];
		});
		NonlinearFit stalled = fit(cliff, new double[] { 5, 5 }, 0);
		assertFalse(stalled.isConverged());
		assertThrows(IllegalArgumentException.class, () -> fit(MISRA, new double[3], 1, 1));
		assertThrows(IllegalArgumentException.class, () -> new Bounds(new double[] { 1 }, new double[] { 1 }));
	}
}
