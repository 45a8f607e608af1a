package org.armillary.numerics.fitting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parameters and errors over many realisations of the noise. */
class ProfileStatisticsTest {

	private static final int REALISATIONS = 800;

	/** Signal-to-noise ratio is that of the peak pixel. */
	@ParameterizedTest
	@CsvSource({ "GAUSS, 5, true, 1, 0.15", "GAUSS, 20, true, 2, 0.05", "GAUSS, 100, true, 3, 0",
			"GAUSS, 20, false, 4, 0.05",
			"LORENTZ, 10, true, 5, 0.1", "LORENTZ, 100, true, 6, 0", "MOFFAT, 50, true, 7, 0.15",
			"MOFFAT, 100, true, 8, 0.1" })
	void lines(ProfileShape shape, double signalToNoise, boolean errorsKnown, long seed, double bias) {
		double[] x = IntStream.range(0, 60).mapToDouble(i -> 1.29 + 2e-4 * i).toArray();
		double centre = 1.29604;
		double fwhm = 9.3e-4;
		double amplitude = 3e-18;
		double slope = 1e-17;
		double beta = 2.5;
		double noise = amplitude / signalToNoise;
		var random = new SplittableRandom(seed);
		var fitter = new ProfileFitter(shape, Background.LINEAR, PeakSign.EITHER);
		var truth = new EnumMap<>(Map.of(ProfileParameter.CENTRE, centre, ProfileParameter.FWHM, fwhm,
				ProfileParameter.AMPLITUDE, amplitude, ProfileParameter.SLOPE, slope));
		var scatters = new EnumMap<ProfileParameter, Scatter>(ProfileParameter.class);
		truth.keySet().forEach(key -> scatters.put(key, new Scatter(key.name(), REALISATIONS)));
		var flux = new Scatter("flux", REALISATIONS);
		double chi = 0;
		int converged = 0;
		for (int r = 0; r < REALISATIONS; r++) {
			double[] values = new double[x.length];
			double[] errors = new double[x.length];
			for (int i = 0; i < x.length; i++) {
				double distance = 2 * (x[i] - centre) / fwhm;
				errors[i] = errorsKnown ? noise * (1 + 0.3 * Math.sin(i)) : noise;
				values[i] = 5e-18 + slope * (x[i] - 1.29) + amplitude * shape.height(distance * distance, beta)
						+ errors[i] * random.nextGaussian();
			}
			ProfileFit fit = fitter.fit(x, values, errorsKnown ? errors : null);
			if (!fit.isConverged()) {
				continue;
			}
			converged++;
			chi += errorsKnown ? fit.reducedChiSquare() : Math.pow(fit.noise() / noise, 2);
			truth.forEach((key, value) -> scatters.get(key).add(fit.get(key), value));
			flux.add(fit.flux(), amplitude * fwhm * shape.lineIntegral(beta));
		}
		assertTrue(converged >= 0.99 * REALISATIONS, converged + " of " + REALISATIONS);
		scatters.values().forEach(scatter -> scatter.check(bias, signalToNoise < 10));
		flux.check(bias, signalToNoise < 10);
		assertEquals(1, chi / converged, 4 * Math.sqrt(2.0 / 54 / REALISATIONS));
	}
}
