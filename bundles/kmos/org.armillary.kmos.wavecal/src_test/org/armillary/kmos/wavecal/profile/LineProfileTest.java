package org.armillary.kmos.wavecal.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineProfileTest {

	private static final double FWHM_OF_DEVIATION = 2 * Math.sqrt(2 * Math.log(2));

	@ParameterizedTest
	@ValueSource(doubles = { 0.75, 0.9, 1.3 })
	void aGaussianHasItsWidth(double deviation) {
		LineShape shape = LineProfile.gaussian(deviation).shapeAt(0.2, -0.7);
		assertEquals(FWHM_OF_DEVIATION * deviation, shape.fwhm(), 0.005);
		assertEquals(deviation, shape.deviation(), 0.005);
		assertEquals(0, shape.skewness(), 1e-9);
		assertEquals(1 / (deviation * Math.sqrt(2 * Math.PI)), shape.value(0), 0.003);
		assertEquals(0, shape.slope(0), 1e-9);
		assertEquals((shape.value(0.7005) - shape.value(0.6995)) / 0.001, shape.slope(0.7), 1e-5);
		assertEquals(0, shape.value(LineShape.REACH + 0.1));
	}

	/** Sum of two Gaussians with its first moment at 0 whose width and skewness change over the detector. */
	private static double truth(double u, double x, double y) {
		double wide = 1.2 + 0.1 * x + 0.08 * y;
		double off = 0.3 * y;
		return 0.7 * gauss(u + 0.3 * off, 0.8) + 0.3 * gauss(u - 0.7 * off, wide);
	}

	private static double gauss(double u, double deviation) {
		return Math.exp(-u * u / (2 * deviation * deviation)) / (deviation * Math.sqrt(2 * Math.PI));
	}

	private static double thirdMoment(double x, double y) {
		double wide = 1.2 + 0.1 * x + 0.08 * y;
		double a = -0.3 * 0.3 * y;
		double b = 0.7 * 0.3 * y;
		return 0.7 * (a * a * a + 3 * a * 0.64) + 0.3 * (b * b * b + 3 * b * wide * wide);
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3 })
	void findsAProfileThatChangesOverTheDetector(long seed) {
		Random random = new Random(seed);
		ProfileFit fit = new ProfileFit();
		double noise = 0.001;
		for (int line = 0; line < 1500; line++) {
			double x = 2 * random.nextDouble() - 1;
			double y = 2 * random.nextDouble() - 1;
			double centre = random.nextDouble() - 0.5;
			fit.begin(x, y, new LineShape());
			for (int row = -5; row <= 5; row++) {
				double u = row - centre;
				fit.add(u, truth(u, x, y) + noise * random.nextGaussian(), 1 / (noise * noise));
			}
			fit.end();
		}
		LineProfile profile = fit.solve(LineProfile.gaussian(0.9)).orElseThrow();
		for (double x = -0.9; x < 1; x += 0.6) {
			for (double y = -0.9; y < 1; y += 0.6) {
				LineShape shape = profile.shapeAt(x, y);
				double[] errors = profile.errorsAt(x, y);
				assertTrue(errors[0] > 0.0001 && errors[0] < 0.01, "error of the width " + errors[0]);
				assertTrue(errors[1] > 0.0005 && errors[1] < 0.1, "error of the skewness " + errors[1]);
				double cube = Math.pow(shape.deviation(), 3);
				assertEquals(thirdMoment(x, y), shape.thirdMoment(), 5 * cube * errors[1] + 0.02);
				for (double u = -4; u <= 4; u += 0.25) {
					assertEquals(truth(u, x, y), shape.value(u), 0.003);
				}
			}
		}
	}

	@Test
	void fewSamplesMakeNoProfile() {
		ProfileFit fit = new ProfileFit();
		fit.begin(0, 0, new LineShape());
		fit.add(0, 0.4, 100);
		fit.end();
		assertFalse(fit.solve(LineProfile.gaussian(0.9)).isPresent());
		assertTrue(Double.isNaN(LineProfile.gaussian(1).errorsAt(0, 0)[0]));
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0, 0.005, 0.02 })
	void theScatterOfWidthsIsFoundBeneathTheNoise(double scatter) {
		Random random = new Random(5);
		LineShape shape = LineProfile.gaussian(0.9).shapeAt(0, 0);
		ProfileScatter found = new ProfileScatter();
		double noise = 0.003;
		for (int cell = 0; cell < 64; cell++) {
			double stretch = 1 + scatter * random.nextGaussian();
			for (int line = 0; line < 60; line++) {
				found.begin((cell % 8 + 0.5) / 4 - 1, (cell / 8 + 0.5) / 4 - 1, shape);
				double centre = random.nextDouble() - 0.5;
				for (int row = -5; row <= 5; row++) {
					double u = row - centre;
					found.add(u, shape.value(u / stretch) / stretch + noise * random.nextGaussian(),
							1 / (noise * noise));
				}
				found.end();
			}
		}
		assertEquals(scatter, found.width(), 0.0006 + 0.25 * scatter);
		assertEquals(0, found.skewness(), 0.005);
		assertTrue(Double.isNaN(new ProfileScatter().width()));
	}
}
