package org.armillary.kmos.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlexureFitTest {

	private static final double[] SIX = { 0, 60, 120, 180, 240, 300 };

	/** Curve of one pixel with a second period of 0.04 pixel. */
	private static double flexure(double degrees, double second) {
		double angle = Math.toRadians(degrees);
		return 0.4 + 0.9 * Math.cos(angle - 1) + second * Math.cos(2 * angle + 0.5);
	}

	private static double[] shifts(double second, double[] angles) {
		return Arrays.stream(angles).map(angle -> flexure(angle, second)).toArray();
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void aSineIsFoundThroughFourAnglesAnywhere(long seed) {
		Random random = new Random(seed);
		double[] angles = { 10 * random.nextDouble(), 80 + 10 * random.nextDouble(), 170 + 20 * random.nextDouble(),
				265 + 20 * random.nextDouble() };
		FlexureFit fit = FlexureFit.of(angles, shifts(0, angles));
		for (int angle = -60; angle < 400; angle += 7) {
			assertEquals(flexure(angle, 0), fit.at(angle), 0.004, "angle " + angle);
		}
	}

	@Test
	void aSecondPeriodIsFoundThroughSixAngles() {
		FlexureFit fit = FlexureFit.of(SIX, shifts(0.04, SIX));
		for (int angle = 0; angle < 360; angle += 5) {
			assertEquals(flexure(angle, 0.04), fit.at(angle), 0.006, "angle " + angle);
		}
	}

	@Test
	void anUnknownShiftIsLeftOut() {
		double[] shifts = shifts(0, SIX);
		shifts[2] = Double.NaN;
		assertEquals(flexure(120, 0), FlexureFit.of(SIX, shifts).at(120), 0.01);
		assertTrue(Double.isNaN(FlexureFit.of(SIX, new double[] { Double.NaN, Double.NaN, Double.NaN, Double.NaN,
				Double.NaN, Double.NaN }).at(0)));
	}

	@Test
	void theErrorGrowsAwayFromTheAngles() {
		assertEquals(0.005, FlexureFit.expectedError(60, SIX), 0.001);
		assertTrue(FlexureFit.expectedError(30, SIX) < 0.05);
		double[] side = { 0, 20, 40, 60 };
		assertTrue(FlexureFit.expectedError(30, side) < 0.01);
		assertTrue(FlexureFit.expectedError(210, side) > 0.2);
	}

	@Test
	void anAngleThatDoesNotFitIsFound() {
		double[] shifts = shifts(0, SIX);
		shifts[4] += 0.3;
		FlexureFit.Deviation worst = Arrays.stream(FlexureFit.of(SIX, shifts).deviations())
				.max(Comparator.comparingDouble(deviation -> Math.abs(deviation.pixel()))).orElseThrow();
		assertEquals(240, worst.angleDegrees());
		assertEquals(0.3, worst.pixel(), 0.01);
		assertTrue(worst.errorPixel() < 0.1);
	}

	@Test
	void theAnglesAroundAreFoundAroundTheCircle() {
		double[] angles = { 10, 60, 180, -60 };
		assertEquals(new AngleGap(0, 1, 0.4, 50), rounded(AngleGap.around(30, angles)));
		assertEquals(new AngleGap(3, 0, 0.5, 70), rounded(AngleGap.around(335, angles)));
		assertEquals(new AngleGap(3, 0, 0.5, 70), rounded(AngleGap.around(-25, angles)));
		assertEquals(new AngleGap(2, 3, 0, 120), rounded(AngleGap.around(180, angles)));
		assertEquals(new AngleGap(0, 0, 0.75, 360), rounded(AngleGap.around(280, 10)));
	}

	private static AngleGap rounded(AngleGap gap) {
		return new AngleGap(gap.lower(), gap.upper(), Math.round(gap.fraction() * 1e9) / 1e9,
				Math.round(gap.degrees() * 1e9) / 1e9);
	}
}
