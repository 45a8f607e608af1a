package org.armillary.kmos.simulator.light;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.armillary.kmos.simulator.config.Setting;
import org.armillary.kmos.simulator.config.Settings;
import org.armillary.kmos.simulator.optics.Band;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineKernelsTest {

	private static final double STEP = 1 / 64.0;

	@ParameterizedTest
	@EnumSource
	void theMiddleOfABandHasItsResolvingPower(Band band) {
		LineKernels kernels = LineKernels.of(band, Settings.standard());
		double row = band.row(band.middleMicron());
		double[] weights = kernels.weights(kernels.width(row, 1), 0.05);
		double fwhmMicron = fullWidth(kernels, weights) * (band.micron(row + 0.5) - band.micron(row - 0.5));
		assertEquals(band.resolvingPower(), band.middleMicron() / fwhmMicron, 0.01 * band.resolvingPower());
	}

	@Test
	void theSettingScalesTheResolvingPower() {
		Settings settings = Settings.standard();
		LineKernels usual = LineKernels.of(Band.K, settings);
		LineKernels half = LineKernels.of(Band.K, settings.with(Setting.RESOLUTION, 0.5));
		double ratio = fullWidth(half, half.weights(half.width(1000, 1), 0))
				/ fullWidth(usual, usual.weights(usual.width(1000, 1), 0));
		assertEquals(2, ratio, 0.01);
	}

	@ParameterizedTest
	@ValueSource(doubles = { 0, 0.1, 0.3 })
	void mixturesHaveTheWidthAndTheSkewnessAskedFor(double variation) {
		LineKernels kernels = LineKernels.of(Band.H, Settings.standard().with(Setting.WIDTH_VARIATION, variation));
		double low = kernels.width(0, 1 - variation);
		double high = kernels.width(2047, 1 + variation);
		for (int width = 0; width <= 17; width++) {
			for (int skew = -7; skew <= 7; skew++) {
				double wantedWidth = low + (high - low) * width / 17;
				double wantedSkewness = 0.3 * skew / 7;
				double[] weights = kernels.weights(wantedWidth, wantedSkewness);
				assertEquals(wantedWidth, fullWidth(kernels, weights), 0.005 * wantedWidth);
				double third = moment(kernels, weights, 3);
				assertEquals(wantedSkewness, third / StrictMath.pow(moment(kernels, weights, 2), 1.5),
						0.05 * Math.abs(wantedSkewness) + 1e-6);
				assertEquals(0, moment(kernels, weights, 1), 2e-5);
				for (double weight : weights) {
					assertTrue(weight >= 0);
				}
			}
		}
	}

	@Test
	void theMeasuredProfileTellsWhatIsRendered() {
		LineKernels kernels = LineKernels.of(Band.IZ, Settings.standard());
		double[] weights = kernels.weights(1.95, -0.2);
		LineProfile profile = kernels.profile(500, weights);
		assertEquals(fullWidth(kernels, weights), profile.fwhmRows(), 2e-3);
		assertEquals(profile.fwhmRows() * Band.IZ.micronPerRow(500), profile.fwhmMicron(), 1e-12);
		assertEquals(moment(kernels, weights, 2), profile.varianceRows(), 1e-3);
		assertEquals(moment(kernels, weights, 3) / StrictMath.pow(moment(kernels, weights, 2), 1.5), profile.skewness(),
				1e-3);
		var slitlet = HandMadeSlitlets.rows(3).firstRow(500).profile(1.03, 0.1).slitlet(1, 0, 100);
		assertEquals(1.03 * Band.IZ.nominalWidthRows(501), LineProfile.of(slitlet, 1, kernels).fwhmRows(), 0.008);
		assertEquals(0.1, LineProfile.of(slitlet, 1, kernels).skewness(), 0.002);
	}

	@ParameterizedTest
	@EnumSource
	void sumsOverRowsAreOneAtEveryPhase(Band band) {
		LineKernels kernels = LineKernels.of(band, Settings.standard());
		double[] weights = kernels.weights(kernels.width(0, 0.9), 0.1);
		for (double phase = 0; phase < 1; phase += 1 / 128.0) {
			double sum = 0;
			double mean = 0;
			for (int row = -kernels.reach() - 1; row <= kernels.reach() + 1; row++) {
				double value = kernels.value(weights, row - phase);
				assertTrue(value >= 0);
				sum += value;
				mean += value * row;
			}
			assertEquals(1, sum, 1e-6);
			assertEquals(phase, mean, 5e-5);
		}
	}

	@Test
	void noGaussianFitsTheProfile() {
		LineKernels kernels = LineKernels.of(Band.K, Settings.standard());
		double[] weights = kernels.weights(2.05, 0);
		double smallest = Double.MAX_VALUE;
		for (double sigma = 0.7; sigma < 1.2; sigma += 0.005) {
			double product = 0;
			double norm = 0;
			for (double u = -8; u <= 8; u += STEP) {
				double gauss = StrictMath.exp(-u * u / (2 * sigma * sigma));
				product += gauss * kernels.value(weights, u);
				norm += gauss * gauss;
			}
			double worst = 0;
			for (double u = -8; u <= 8; u += STEP) {
				worst = Math.max(worst, Math.abs(kernels.value(weights, u)
						- product / norm * StrictMath.exp(-u * u / (2 * sigma * sigma))));
			}
			smallest = Math.min(smallest, worst / kernels.value(weights, 0));
		}
		assertTrue(smallest > 0.015, () -> "a Gaussian fits too well");
	}

	@Test
	void profilesThatNoSlitCanMakeAreAsNarrowAsItAllows() {
		LineKernels kernels = LineKernels.of(Band.IZ, Settings.standard().with(Setting.RESOLUTION, 1.4));
		double[] weights = kernels.weights(0.5, 0);
		assertTrue(fullWidth(kernels, weights) >= LineKernels.NARROWEST * 0.97);
	}

	/** Width between the crossings of half the peak, by a scan of the profile. */
	private static double fullWidth(LineKernels kernels, double[] weights) {
		double fine = 1 / 512.0;
		double peak = 0;
		for (double u = -2; u <= 2; u += fine) {
			peak = Math.max(peak, kernels.value(weights, u));
		}
		int above = 0;
		for (double u = -8; u <= 8; u += fine) {
			if (kernels.value(weights, u) > peak / 2) {
				above++;
			}
		}
		return above * fine;
	}

	private static double moment(LineKernels kernels, double[] weights, int power) {
		double sum = 0;
		for (double u = -kernels.reach(); u <= kernels.reach(); u += STEP) {
			sum += StrictMath.pow(u, power) * kernels.value(weights, u) * STEP;
		}
		return sum;
	}
}
