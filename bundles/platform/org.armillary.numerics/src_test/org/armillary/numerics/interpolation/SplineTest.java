package org.armillary.numerics.interpolation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SplineTest {

	/** Uneven knots that a script in any language can repeat. */
	private static final double[] X = IntStream.range(0, 9)
			.mapToDouble(i -> i + 0.27 * Math.sin(12.9898 * (i + 1) + 4.1414 * i * i)).toArray();
	private static final double[] Y = IntStream.range(0, 9).mapToDouble(i -> Math.cos(i) + 0.1 * i).toArray();
	private static final double[] PLACES = { X[0], 0.7, 1.55, 3.3, 5.01, 7.6, X[8] };

	private static double[] numbers(String text) {
		return Arrays.stream(text.split(",")).mapToDouble(Double::parseDouble).toArray();
	}

	/** Values by scipy.interpolate.CubicSpline; the variance by splines through unit vectors. */
	@ParameterizedTest
	@CsvSource({
			"NATURAL, '1, 0.66757826532337, -0.028214110556933, -0.66875606462697, 0.95814717624087, 0.79300853218938, 0.65449996619139', '-0.51271659189882, -0.6675444925103, -0.87044677825305, 0.53094535601009, 0.86395951704584, -0.9914554855296, -1.0023877724305', '0.85158538726731, -0.29949703714988', '0.84598339372665, 0.20511626724705', '0.1, 0.1435856165224, 0.16171505192336, 0.22371009967847, 0.38810273358393, 0.37127525067601, 0.5'",
			"NOT_A_KNOT, '1, 0.66969089050301, -0.03211911468101, -0.66883268976217, 0.95894503982006, 0.81488117111858, 0.65449996619139', '-0.36194949180283, -0.72254636334293, -0.85176578566147, 0.52942309118621, 0.86891003573493, -1.1024115634998, -1.2102773383404', '0.8655506360305, -0.31625470991847', '0.85013760471116, 0.21630194457781', '0.1, 0.14959597381746, 0.1672443449245, 0.22360765854369, 0.3872774145817, 0.54849964054458, 0.5'" })
	void agreesWithScipy(SplineEnds ends, String values, String derivatives, String ofFour, String ofThree,
			String variances) {
		CubicSpline spline = CubicSpline.of(X, Y, ends);
		assertArrayEquals(numbers(values), spline.at(PLACES), 1e-12);
		assertArrayEquals(numbers(derivatives), Arrays.stream(PLACES).map(spline::derivativeAt).toArray(), 1e-12);
		CubicSpline four = CubicSpline.of(Arrays.copyOf(X, 4), Arrays.copyOf(Y, 4), ends);
		assertArrayEquals(numbers(ofFour), four.at(new double[] { 0.4, 1.9 }), 1e-12);
		CubicSpline three = CubicSpline.of(Arrays.copyOf(X, 3), Arrays.copyOf(Y, 3), ends);
		assertArrayEquals(numbers(ofThree), three.at(new double[] { 0.4, 1.3 }), 1e-12);
		var plan = new SplinePlan(X, PLACES, ends);
		double[] result = new double[PLACES.length];
		plan.interpolate(Y, result);
		assertArrayEquals(spline.at(PLACES), result, 1e-15);
		plan.variance().propagate(IntStream.range(0, 9).mapToDouble(i -> 0.1 + 0.05 * i).toArray(), result);
		assertArrayEquals(numbers(variances), result, 1e-12);
	}

	@Test
	void notAKnotIsExactForCubics() {
		double[] y = Arrays.stream(X).map(x -> 1 - 2 * x + 0.5 * x * x - 0.1 * x * x * x).toArray();
		CubicSpline spline = CubicSpline.of(X, y, SplineEnds.NOT_A_KNOT);
		for (double x = X[0]; x < X[8]; x += 0.1) {
			assertEquals(1 - 2 * x + 0.5 * x * x - 0.1 * x * x * x, spline.at(x), 1e-12);
			assertEquals(-2 + x - 0.3 * x * x, spline.derivativeAt(x), 1e-12);
		}
	}

	@ParameterizedTest
	@EnumSource(SplineEnds.class)
	void nothingIsExtrapolated(SplineEnds ends) {
		CubicSpline spline = CubicSpline.of(X, Y, ends);
		double[] outside = { X[0] - 1e-9, X[8] + 1e-9, Double.NaN, Double.NEGATIVE_INFINITY };
		assertTrue(Arrays.stream(outside).allMatch(x -> Double.isNaN(spline.at(x))));
		assertTrue(Arrays.stream(outside).allMatch(x -> Double.isNaN(spline.derivativeAt(x))));
		double[] result = new double[4];
		new SplinePlan(X, outside, ends).interpolate(Y, result);
		assertTrue(Arrays.stream(result).allMatch(Double::isNaN));
		new SplinePlan(X, outside, ends).variance().propagate(Y, result);
		assertTrue(Arrays.stream(result).allMatch(Double::isNaN));
	}

	@ParameterizedTest
	@EnumSource(SplineEnds.class)
	void gapsAreLeftOutAndBridgedOnlyWhereAsked(SplineEnds ends) {
		double[] y = Y.clone();
		y[4] = Double.NaN;
		double[] x = IntStream.range(0, 9).filter(i -> i != 4).mapToDouble(i -> X[i]).toArray();
		double[] left = IntStream.range(0, 9).filter(i -> i != 4).mapToDouble(i -> Y[i]).toArray();
		CubicSpline whole = CubicSpline.of(x, left, ends);
		CubicSpline spline = CubicSpline.of(X, y, ends);
		double inGap = X[4] + 0.1;
		assertEquals(whole.at(2.2), spline.at(2.2));
		assertTrue(Double.isNaN(spline.at(inGap)));
		assertTrue(Double.isNaN(spline.at(X[4])));
		assertTrue(Double.isNaN(spline.derivativeAt(inGap)));
		assertEquals(Y[3], spline.at(X[3]));
		assertEquals(Y[5], spline.at(X[5]));
		assertEquals(whole.at(inGap), spline.bridgingGaps().at(inGap));
		assertEquals(8, spline.knots());
		double[] result = new double[3];
		new SplinePlan(X, new double[] { 2.2, inGap, X[5] }, ends).interpolate(y, result);
		assertArrayEquals(new double[] { whole.at(2.2), Double.NaN, Y[5] }, result);
		y[0] = Double.POSITIVE_INFINITY;
		assertTrue(Double.isNaN(CubicSpline.of(X, y, ends).at(0.5)));
	}

	@ParameterizedTest
	@EnumSource(SplineEnds.class)
	void fewKnots(SplineEnds ends) {
		CubicSpline line = CubicSpline.of(new double[] { 1, 3 }, new double[] { 10, 20 }, ends);
		assertEquals(12.5, line.at(1.5), 1e-12);
		assertEquals(5, line.derivativeAt(3), 1e-12);
		CubicSpline point = CubicSpline.of(new double[] { 1 }, new double[] { 10 }, ends);
		assertEquals(10, point.at(1));
		assertTrue(Double.isNaN(point.at(1.1)));
		CubicSpline nothing = CubicSpline.of(new double[] { 1 }, new double[] { Double.NaN }, ends);
		assertTrue(Double.isNaN(nothing.at(1)));
		double[] result = new double[2];
		new SplinePlan(new double[] { 1 }, new double[] { 1, 2 }, ends).interpolate(new double[] { 7 }, result);
		assertArrayEquals(new double[] { 7, Double.NaN }, result);
		assertThrows(IllegalArgumentException.class,
				() -> CubicSpline.of(new double[] { 1, 1 }, new double[] { 1, 2 }, ends));
		assertThrows(IllegalArgumentException.class, () -> CubicSpline.of(new double[2], new double[3], ends));
	}

	@ParameterizedTest
	@EnumSource(SplineEnds.class)
	void manySpectraGiveTheNumbersOfEachAlone(SplineEnds ends) {
		var random = new SplittableRandom(17);
		int width = 150;
		int n = 60;
		double[] knots = IntStream.range(0, n).mapToDouble(i -> i + 0.3 * Math.sin(i)).toArray();
		double[] places = random.doubles(80, -2, 62).toArray();
		float[] values = new float[n * width];
		for (int i = 0; i < values.length; i++) {
			values[i] = random.nextInt(400) == 0 ? Float.NaN : (float) random.nextGaussian();
		}
		float[] result = new float[places.length * width];
		var plan = new SplinePlan(knots, places, ends);
		plan.interpolateRows(values, width, result);
		double[] one = new double[n];
		double[] alone = new double[places.length];
		for (int s = 0; s < width; s++) {
			for (int k = 0; k < n; k++) {
				one[k] = values[k * width + s];
			}
			plan.interpolate(one, alone);
			for (int p = 0; p < places.length; p++) {
				assertEquals((float) alone[p], result[p * width + s]);
			}
		}
		assertThrows(IllegalArgumentException.class, () -> plan.interpolateRows(values, width + 1, result));
	}

	@Test
	void theVarianceIsThatOfManyRealisations() {
		var random = new SplittableRandom(23);
		double[] knots = IntStream.range(0, 100).mapToDouble(i -> i).toArray();
		double[] places = { 0.5, 49.5, 49.9, 50, 98.7 };
		double[] variance = IntStream.range(0, 100).mapToDouble(i -> 1 + 0.5 * Math.sin(i)).toArray();
		var plan = new SplinePlan(knots, places, SplineEnds.NOT_A_KNOT);
		double[] expected = new double[places.length];
		plan.variance().propagate(variance, expected);
		double[] squares = new double[places.length];
		double[] result = new double[places.length];
		int realisations = 4000;
		for (int r = 0; r < realisations; r++) {
			plan.interpolate(Arrays.stream(variance).map(v -> Math.sqrt(v) * random.nextGaussian()).toArray(), result);
			for (int p = 0; p < places.length; p++) {
				squares[p] += result[p] * result[p] / realisations;
			}
		}
		for (int p = 0; p < places.length; p++) {
			assertEquals(1, squares[p] / expected[p], 4 * Math.sqrt(2.0 / realisations));
		}
		variance[50] = Double.NaN;
		plan.variance().propagate(variance, expected);
		assertTrue(Double.isNaN(expected[1]) && Double.isNaN(expected[3]));
		assertTrue(expected[4] > 0);
	}
}
