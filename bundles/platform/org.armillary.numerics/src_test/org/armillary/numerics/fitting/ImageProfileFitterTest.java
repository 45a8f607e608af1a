package org.armillary.numerics.fitting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageProfileFitterTest {

	private static final int NX = 14;
	private static final int NY = 12;

	private static ImageProfileFitter fitter(ProfileShape shape, Background background) {
		return new ImageProfileFitter(shape, background, PeakSign.POSITIVE);
	}

	/** A source whose axes and angle are given, written down independently of the model that is fitted. */
	private static double[] source(ProfileShape shape, int nx, int ny, double x0, double y0, double major, double minor,
			double angle, double amplitude, double beta) {
		double cos = Math.cos(Math.toRadians(angle));
		double sin = Math.sin(Math.toRadians(angle));
		double[] values = new double[nx * ny];
		for (int i = 0; i < values.length; i++) {
			double dx = i % nx - x0;
			double dy = i / nx - y0;
			double along = 2 * (dx * cos + dy * sin) / major;
			double across = 2 * (dy * cos - dx * sin) / minor;
			values[i] = amplitude * shape.height(along * along + across * across, beta);
		}
		return values;
	}

	/** Values and errors by scipy.optimize.curve_fit; those of axes, angle and flux by its covariance. */
	@ParameterizedTest
	@CsvSource({
			"GAUSS, '6.300227083, 5.088736382, 4.388333113, 2.912123764, 19.20545932, 8.871485458, 0.9849686815', '0.014646015, 0.010694794, 0.037835104, 0.025117325, 0.77933447, 0.071943187, 0.013074358', 3.574824351, 0.023021961, 128.4606694, 1.2863346",
			"MOFFAT, '6.300237158, 5.089720746, 4.437490053, 2.94705617, 19.40691653, 8.751480194, 1.016985456, 3.130080457', '0.015987335, 0.011704388, 0.054582988, 0.036292171, 0.82015557, 0.10747926, 0.027159533, 0.34226956', 3.616287107, 0.038795407, 170.2384226, 6.1933678" })
	void agreesWithScipy(ProfileShape shape, String values, String errors, double fwhm, double fwhmError, double flux,
			double fluxError) {
		var model = new SourceModel(shape, Background.CONSTANT, NX, NY, 0, 0);
		double[] image = new double[NX * NY];
		model.evaluate(Arrays.copyOf(new double[] { 6.3, 5.1, 2.1, 0.4, 1.5, 9, 1, 2.7 }, model.parameters()), image,
				null);
		Arrays.setAll(image, k -> image[k] + 0.2 * Math.sin(12.9898 * (k + 1) + 0.414 * k * k));
		image[30] = Double.NaN;
		ProfileFit fit = fitter(shape, Background.CONSTANT).fit(NX, NY, image, null);
		assertEquals(FitStatus.CONVERGED, fit.status());
		double[] expected = Arrays.stream(values.split(",")).mapToDouble(Double::parseDouble).toArray();
		double[] expectedErrors = Arrays.stream(errors.split(",")).mapToDouble(Double::parseDouble).toArray();
		for (int k = 0; k < expected.length; k++) {
			assertEquals(expected[k], fit.values()[k], 1e-4 * expectedErrors[k], fit.parameters().get(k).name());
			assertEquals(expectedErrors[k], fit.covariance().error(k), 1e-4 * expectedErrors[k]);
		}
		assertEquals(fwhm, fit.fwhm().value(), 1e-4 * fwhmError);
		assertEquals(fwhmError, fit.fwhm().error(), 1e-4 * fwhmError);
		assertEquals(flux, fit.flux().value(), 1e-4 * fluxError);
		assertEquals(fluxError, fit.flux().error(), 1e-4 * fluxError);
	}

	@Test
	void derivativesAreThoseOfTheModel() {
		for (ProfileShape shape : new ProfileShape[] { ProfileShape.GAUSS, ProfileShape.MOFFAT }) {
			for (Background background : Background.values()) {
				var model = new SourceModel(shape, background, 6, 5, 2, 3);
				double[] p = { 2.3, 1.8, 1.4, -0.5, 1.1, 3, 0.5, 0.2, -0.1, 2.4 };
				double[] own = Arrays.copyOf(p, model.parameters());
				if (shape.hasBeta()) {
					own[own.length - 1] = 2.4;
				}
				Derivatives.check(model, own);
			}
		}
	}

	@Test
	void theFluxIsTheIntegral() {
		double sum = Arrays.stream(source(ProfileShape.MOFFAT, 801, 801, 400, 400, 9, 4, 30, 2, 2.6)).sum();
		assertEquals(2 * 9 * 4 * ProfileShape.MOFFAT.sourceIntegral(2.6), sum, 2e-3 * sum);
		double gaussian = Arrays.stream(source(ProfileShape.GAUSS, 101, 101, 50, 50, 9, 4, 30, 2, 0)).sum();
		assertEquals(2 * 9 * 4 * ProfileShape.GAUSS.sourceIntegral(0), gaussian, 1e-9 * gaussian);
		double step = 1e-6;
		assertEquals((ProfileShape.MOFFAT.sourceIntegral(2.6 + step) - ProfileShape.MOFFAT.sourceIntegral(2.6 - step))
				/ (2 * step), ProfileShape.MOFFAT.sourceIntegralByBeta(2.6), 1e-7);
	}

	@Test
	void findsExactSourcesOfAllKinds() {
		var random = new SplittableRandom(5);
		for (int trial = 0; trial < 200; trial++) {
			ProfileShape shape = trial % 2 == 0 ? ProfileShape.GAUSS : ProfileShape.MOFFAT;
			int nx = 12 + random.nextInt(20);
			int ny = 12 + random.nextInt(20);
			double x0 = random.nextDouble(2, nx - 3);
			double y0 = random.nextDouble(2, ny - 3);
			double major = random.nextDouble(3, 6);
			double minor = major * random.nextDouble(0.5, 0.95);
			double angle = random.nextDouble(-90, 90);
			double amplitude = Math.pow(10, random.nextDouble(-22, 6));
			double[] values = source(shape, nx, ny, x0, y0, major, minor, angle, amplitude, 2.5);
			double level = amplitude * random.nextDouble(-2, 2);
			double slope = amplitude * random.nextDouble(-0.03, 0.03);
			for (int i = 0; i < values.length; i++) {
				boolean border = i % nx == 0 || i % nx == nx - 1 || i / nx == 0;
				values[i] = border ? Double.NaN : values[i] + level + slope * (i % nx) - 0.5 * slope * (i / nx);
			}
			ProfileFit fit = fitter(shape, Background.LINEAR).fit(nx, ny, values, null);
			String what = "trial " + trial + " " + shape + " " + nx + " x " + ny;
			assertTrue(fit.isConverged(), what + ": " + fit.status());
			assertEquals(x0, fit.get(ProfileParameter.CENTRE_X).value(), 1e-5, what);
			assertEquals(y0, fit.get(ProfileParameter.CENTRE_Y).value(), 1e-5, what);
			assertEquals(major, fit.get(ProfileParameter.FWHM_MAJOR).value(), 1e-4, what);
			assertEquals(minor, fit.get(ProfileParameter.FWHM_MINOR).value(), 1e-4, what);
			double difference = Math.abs(fit.get(ProfileParameter.ANGLE).value() - angle);
			assertEquals(0, Math.min(difference, 180 - difference), 0.1, what);
			assertEquals(slope, fit.get(ProfileParameter.SLOPE_X).value(), 1e-5 * amplitude, what);
		}
	}

	/** Parameters and errors over many realisations; the signal-to-noise ratio is that of the peak pixel. */
	@ParameterizedTest
	@CsvSource({ "GAUSS, 5, true, 1, 0.15", "GAUSS, 20, true, 2, 0.05", "GAUSS, 100, true, 3, 0",
			"GAUSS, 20, false, 4, 0.05", "MOFFAT, 50, true, 5, 0.1", "MOFFAT, 100, false, 6, 0.05" })
	void sources(ProfileShape shape, double signalToNoise, boolean errorsKnown, long seed, double bias) {
		int realisations = 800;
		double fwhm = Math.sqrt(4.6 * 3.2);
		double[] exact = source(shape, 14, 14, 6.3, 7.1, 4.6, 3.2, 35, 1, 2.8);
		var truth = new EnumMap<>(Map.of(ProfileParameter.CENTRE_X, 6.3, ProfileParameter.CENTRE_Y, 7.1,
				ProfileParameter.AMPLITUDE, 1.0, ProfileParameter.LEVEL, 0.3));
		if (signalToNoise >= 20) {
			truth.putAll(Map.of(ProfileParameter.FWHM_MAJOR, 4.6, ProfileParameter.FWHM_MINOR, 3.2,
					ProfileParameter.ANGLE, 35.0));
		}
		var scatters = new EnumMap<ProfileParameter, Scatter>(ProfileParameter.class);
		truth.keySet().forEach(key -> scatters.put(key, new Scatter(key.name(), realisations)));
		var widths = new Scatter("fwhm", realisations);
		var fluxes = new Scatter("flux", realisations);
		var random = new SplittableRandom(seed);
		var fitter = fitter(shape, Background.CONSTANT);
		int converged = 0;
		for (int r = 0; r < realisations; r++) {
			double[] values = new double[exact.length];
			double[] errors = new double[exact.length];
			for (int i = 0; i < exact.length; i++) {
				errors[i] = (errorsKnown ? 1 + 0.3 * Math.cos(i) : 1) / signalToNoise;
				values[i] = exact[i] + 0.3 + errors[i] * random.nextGaussian();
			}
			ProfileFit fit = fitter.fit(14, 14, values, errorsKnown ? errors : null);
			if (fit.isConverged()) {
				converged++;
				truth.forEach((key, value) -> scatters.get(key).add(fit.get(key), value));
				widths.add(fit.fwhm(), fwhm);
				fluxes.add(fit.flux(), fwhm * fwhm * shape.sourceIntegral(2.8));
			}
		}
		assertTrue(converged >= 0.99 * realisations, converged + " of " + realisations);
		scatters.values().forEach(scatter -> scatter.check(bias, signalToNoise < 10));
		widths.check(bias, signalToNoise < 10);
		fluxes.check(bias, signalToNoise < 10);
	}

	@Test
	void aRoundSourceHasNoDirection() {
		ProfileFit exact = fitter(ProfileShape.GAUSS, Background.CONSTANT).fit(15, 15,
				source(ProfileShape.GAUSS, 15, 15, 7, 7, 4, 4, 0, 5, 0), null);
		assertEquals(4, exact.fwhm().value(), 1e-6);
		assertEquals(4, exact.get(ProfileParameter.FWHM_MAJOR).value(), 1e-6);
		double[] noisy = source(ProfileShape.GAUSS, 15, 15, 7, 7, 4, 4, 0, 5, 0);
		var random = new SplittableRandom(2);
		Arrays.setAll(noisy, i -> noisy[i] + random.nextGaussian());
		ProfileFit fit = fitter(ProfileShape.GAUSS, Background.CONSTANT).fit(15, 15, noisy, null);
		assertTrue(fit.get(ProfileParameter.ANGLE).error() <= ImageProfileFitter.UNKNOWN_DIRECTION + 1e-9);
		assertTrue(fit.get(ProfileParameter.FWHM_MAJOR).error() > 0);
	}

	@Test
	void badPixelsAndBordersDoNotLeadTheStartAstray() {
		var random = new SplittableRandom(9);
		for (int trial = 0; trial < 50; trial++) {
			double[] values = source(ProfileShape.GAUSS, 14, 14, 5.2, 8.1, 4, 3.5, 20, 20, 0);
			for (int i = 0; i < values.length; i++) {
				boolean border = i % 14 == 0 || i % 14 == 13 || i / 14 == 0 || i / 14 == 13;
				values[i] = border ? Double.NaN : values[i] + random.nextGaussian();
			}
			values[14 * (1 + random.nextInt(3)) + 9 + random.nextInt(4)] = 60;
			ProfileFit fit = fitter(ProfileShape.GAUSS, Background.CONSTANT).fit(14, 14, values, null);
			assertTrue(fit.isConverged(), fit.status().name());
			assertEquals(5.2, fit.get(ProfileParameter.CENTRE_X).value(), 0.5);
			assertEquals(8.1, fit.get(ProfileParameter.CENTRE_Y).value(), 0.5);
		}
	}

	@Test
	void largeImagesAreSearchedToo() {
		double[] values = source(ProfileShape.GAUSS, 300, 200, 211.3, 45.7, 12, 9, -40, 10, 0);
		var random = new SplittableRandom(4);
		Arrays.setAll(values, i -> values[i] + random.nextGaussian());
		ProfileFit fit = fitter(ProfileShape.GAUSS, Background.LINEAR).fit(300, 200, values, null);
		assertTrue(fit.isConverged());
		assertEquals(211.3, fit.get(ProfileParameter.CENTRE_X).value(), 1);
		assertEquals(-40, fit.get(ProfileParameter.ANGLE).value(), 5 * fit.get(ProfileParameter.ANGLE).error());
	}

	@Test
	void whatCannotBeFittedSaysSo() {
		double[] nothing = new double[100];
		Arrays.fill(nothing, Double.NaN);
		expect(FitStatus.TOO_FEW_POINTS, 10, 10, nothing);
		expect(FitStatus.TOO_FEW_POINTS, 0, 0, new double[0]);
		expect(FitStatus.TOO_FEW_POINTS, 2, 2, new double[] { 1, 2, 3, 4 });
		expect(FitStatus.NO_PEAK, 10, 10, new double[100]);
		double[] onePixel = new double[100];
		Arrays.fill(onePixel, 3);
		onePixel[44] = 1000;
		expect(FitStatus.TOO_NARROW, 10, 10, onePixel);
		double[] ramp = new double[100];
		Arrays.setAll(ramp, i -> i % 10);
		assertEquals(FitStatus.NO_PEAK, fitter(ProfileShape.GAUSS, Background.LINEAR).fit(10, 10, ramp, null).status());
		double[] row = new double[40];
		Arrays.setAll(row, i -> Math.exp(-(i - 20) * (i - 20) / 30.0));
		assertFalse(fitter(ProfileShape.GAUSS, Background.CONSTANT).fit(40, 1, row, null).isConverged());
		assertThrows(IllegalArgumentException.class, () -> fitter(ProfileShape.LORENTZ, Background.CONSTANT));
		assertThrows(IllegalArgumentException.class,
				() -> fitter(ProfileShape.GAUSS, Background.CONSTANT).fit(3, 3, new double[8], null));
	}

	private static void expect(FitStatus status, int nx, int ny, double[] values) {
		for (ProfileShape shape : new ProfileShape[] { ProfileShape.GAUSS, ProfileShape.MOFFAT }) {
			ProfileFit fit = fitter(shape, Background.CONSTANT).fit(nx, ny, values, null);
			assertEquals(status, fit.status(), shape.name());
			assertTrue(Arrays.stream(fit.values()).allMatch(Double::isNaN));
			assertEquals(values.length, fit.model().length);
		}
	}

	@Test
	void noiseAloneNeverHangsOrThrows() {
		var random = new SplittableRandom(21);
		for (int trial = 0; trial < 100; trial++) {
			double[] values = random.doubles(36).map(value -> value * value).toArray();
			for (ProfileShape shape : new ProfileShape[] { ProfileShape.GAUSS, ProfileShape.MOFFAT }) {
				ProfileFit fit = fitter(shape, Background.LINEAR).fit(6, 6, values, null);
				for (ProfileParameter parameter : fit.parameters()) {
					assertEquals(fit.isConverged(), Double.isFinite(fit.get(parameter).value()));
				}
			}
		}
	}
}
