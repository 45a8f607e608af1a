package org.armillary.numerics.fitting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileFitterTest {

	private static final double[] X = IntStream.range(0, 41).mapToDouble(i -> 0.25 * i).toArray();
	private static final double[] ERRORS = IntStream.range(0, 41).mapToDouble(i -> 0.2 + 0.01 * i).toArray();

	private static double[] line(ProfileShape shape, double[] x, double centre, double fwhm, double amplitude,
			double level, double slope, double beta) {
		return Arrays.stream(x).map(position -> {
			double distance = 2 * (position - centre) / fwhm;
			return level + slope * (position - 5) + amplitude * shape.height(distance * distance, beta);
		}).toArray();
	}

	private static double[] withFixedNoise(ProfileShape shape) {
		double[] values = line(shape, X, 4.3, 1.9, 7, 2, 0.3, 2.2);
		Arrays.setAll(values, i -> values[i] + 0.3 * Fixed.noise(i));
		return values;
	}

	private static ProfileFitter fitter(ProfileShape shape) {
		return new ProfileFitter(shape, Background.LINEAR, PeakSign.EITHER);
	}

	/** Values and errors by scipy.optimize.curve_fit 1.x with absolute_sigma where errors are given. */
	@ParameterizedTest
	@CsvSource({
			"GAUSS, true, '4.305622668, 1.938342359, 6.980017096, 1.989564499, 0.3180785127', '0.026459021, 0.066733351, 0.1957279, 0.084617058, 0.020842446', -0.0047301695, 18.11775333",
			"GAUSS, false, '4.304908826, 1.950419731, 6.968671226, 1.984870979, 0.3217650994', '0.017157142, 0.044586327, 0.12757314, 0.050424842, 0.013339601', -0.0020074272, 2.099329031",
			"LORENTZ, true, '4.307490992, 2.00172049, 6.936343306, 1.947107039, 0.3182999373', '0.031741422, 0.1213291, 0.21649539, 0.11978222, 0.021115869', -0.0082840781, 17.67914884",
			"LORENTZ, false, '4.305372214, 2.025280778, 6.93720705, 1.930255612, 0.3236748299', '0.020310079, 0.080248604, 0.13835939, 0.074239376, 0.0136551', -0.0031574858, 2.023259954",
			"MOFFAT, true, '4.307079238, 1.998188129, 6.73356949, 2.098285687, 0.3171934371, 4.761057322', '0.029129401, 0.090982083, 0.25593497, 0.11454369, 0.020978493, 4.0145055', -0.012738821, 16.36693276",
			"MOFFAT, false, '4.307614993, 2.002930035, 6.759168433, 2.073776923, 0.3162372429, 4.020355451', '0.018446053, 0.058468252, 0.17050897, 0.076104772, 0.013722538, 1.9867334', -0.0051272979, 1.935205322" })
	void agreesWithScipy(ProfileShape shape, boolean weighted, String values, String errors, double widthAmplitude,
			double chiSquare) {
		ProfileFit fit = fitter(shape).fit(X, withFixedNoise(shape), weighted ? ERRORS : null);
		assertEquals(FitStatus.CONVERGED, fit.status());
		double[] expected = Arrays.stream(values.split(",")).mapToDouble(Double::parseDouble).toArray();
		double[] expectedErrors = Arrays.stream(errors.split(",")).mapToDouble(Double::parseDouble).toArray();
		for (int k = 0; k < expected.length; k++) {
			assertEquals(expected[k], fit.values()[k], 1e-4 * expectedErrors[k], fit.parameters().get(k).name());
			assertEquals(expectedErrors[k], fit.covariance().error(k), 1e-4 * expectedErrors[k]);
		}
		assertEquals(widthAmplitude, fit.covariance().at(1, 2), 1e-4 * Math.abs(widthAmplitude));
		assertEquals(chiSquare, fit.chiSquare(), 1e-8 * chiSquare);
		assertEquals(weighted, fit.errorsKnown());
		double noise = Math.sqrt(chiSquare / (41 - expected.length));
		assertEquals(weighted ? Double.NaN : noise, fit.noise(), 1e-7);
	}

	@ParameterizedTest
	@EnumSource(ProfileShape.class)
	void theFluxIsTheIntegral(ProfileShape shape) {
		double[] x = IntStream.range(-400_000, 400_001).mapToDouble(i -> i * 0.005).toArray();
		double sum = Arrays.stream(line(shape, x, 0, 2, 3, 0, 0, 1.7)).sum() * 0.005;
		assertEquals(3 * 2 * shape.lineIntegral(1.7), sum, shape == ProfileShape.LORENTZ ? 1e-2 : 1e-5);
		double step = 1e-6;
		assertEquals((shape.lineIntegral(1.7 + step) - shape.lineIntegral(1.7 - step)) / (2 * step),
				shape.lineIntegralByBeta(1.7), 1e-8);
	}

	@ParameterizedTest
	@EnumSource(ProfileShape.class)
	void derivativesAreThoseOfTheModel(ProfileShape shape) {
		for (Background background : Background.values()) {
			var model = new LineModel(shape, background, new double[] { -2.3, -1, 0, 0.4, 0.7, 1.9, 3.1 });
			double[] p = Arrays.copyOf(new double[] { 0.4, 1.7, 3, 0.5, 0.2, 2.1 }, model.parameters());
			Derivatives.check(model, p);
		}
	}

	@Test
	void findsExactLinesOfAllKindsOfData() {
		var random = new SplittableRandom(3);
		for (int trial = 0; trial < 300; trial++) {
			ProfileShape shape = ProfileShape.values()[trial % 3];
			int n = 30 + random.nextInt(200);
			double start = random.nextDouble(-1000, 1000);
			double spacing = Math.pow(10, random.nextDouble(-5, 2)) * (random.nextBoolean() ? 1 : -1);
			double[] x = IntStream.range(0, n).mapToDouble(i -> start + i * spacing).toArray();
			double fwhm = Math.abs(spacing) * random.nextDouble(2, n / 5.0);
			double centre = start + spacing * random.nextDouble(0.15 * n, 0.85 * n);
			double amplitude = Math.pow(10, random.nextDouble(-25, 10)) * (random.nextBoolean() ? 1 : -1);
			double level = amplitude * random.nextDouble(-3, 3);
			double slope = amplitude / spacing / n * random.nextDouble(-1, 1);
			double beta = random.nextDouble(1.2, 6);
			double[] values = new double[n];
			for (int i = 0; i < n; i++) {
				double distance = 2 * (x[i] - centre) / fwhm;
				values[i] = level + slope * (x[i] - x[0]) + amplitude * shape.height(distance * distance, beta);
			}
			values[random.nextInt(n)] = Double.NaN;
			ProfileFit fit = fitter(shape).fit(x, values, null);
			String what = "trial " + trial + " " + shape + " of " + n + " points, fwhm " + fwhm / spacing;
			assertTrue(fit.isConverged(), what + ": " + fit.status());
			assertEquals(centre, fit.get(ProfileParameter.CENTRE).value(), 1e-6 * fwhm, what);
			assertEquals(fwhm, fit.fwhm().value(), 1e-5 * fwhm, what);
			assertEquals(amplitude, fit.get(ProfileParameter.AMPLITUDE).value(), 1e-5 * Math.abs(amplitude), what);
		}
	}

	@Test
	void theSignIsThatAskedFor() {
		double[] values = line(ProfileShape.GAUSS, X, 3, 1, 2, 10, 0, 0);
		double[] absorption = line(ProfileShape.GAUSS, X, 7, 1, -4, 0, 0, 0);
		Arrays.setAll(values, i -> values[i] + absorption[i] + 0.01 * Fixed.noise(i));
		for (PeakSign sign : PeakSign.values()) {
			ProfileFit fit = new ProfileFitter(ProfileShape.GAUSS, Background.CONSTANT, sign).fit(X, values, null);
			assertEquals(sign == PeakSign.POSITIVE ? 3 : 7, fit.get(ProfileParameter.CENTRE).value(), 0.2);
		}
	}

	@Test
	void badPixelsDoNotLeadTheStartAstray() {
		double[] values = withFixedNoise(ProfileShape.GAUSS);
		values[33] = 25;
		ProfileFit fit = fitter(ProfileShape.GAUSS).fit(X, values, null);
		assertTrue(fit.isConverged());
		assertEquals(4.3, fit.get(ProfileParameter.CENTRE).value(), 4 * fit.get(ProfileParameter.CENTRE).error());
		values[33] = 1000;
		assertEquals(FitStatus.TOO_NARROW, fitter(ProfileShape.GAUSS).fit(X, values, null).status());
		double[] errors = ERRORS.clone();
		errors[33] = 0;
		assertEquals(40, fitter(ProfileShape.GAUSS).fit(X, values, errors).points());
	}

	@Test
	void theModelIsGivenAtAllPoints() {
		double[] values = withFixedNoise(ProfileShape.GAUSS);
		values[4] = Double.NaN;
		ProfileFit fit = fitter(ProfileShape.GAUSS).fit(X, values, ERRORS);
		double level = fit.get(ProfileParameter.LEVEL).value()
				+ fit.get(ProfileParameter.SLOPE).value() * (X[4] - fit.reference()[0]);
		double distance = 2 * (X[4] - fit.get(ProfileParameter.CENTRE).value()) / fit.fwhm().value();
		assertEquals(level + fit.get(ProfileParameter.AMPLITUDE).value()
				* ProfileShape.GAUSS.height(distance * distance, 0), fit.model()[4], 1e-12);
	}

	@Test
	void aMoffatFitOfAGaussianSaysThatBetaIsAtItsLimit() {
		ProfileFit fit = fitter(ProfileShape.MOFFAT).fit(X, line(ProfileShape.GAUSS, X, 4.3, 1.9, 7, 2, 0.3, 0), null);
		assertEquals(FitStatus.BETA_AT_LIMIT, fit.status());
		assertEquals(1.9, fit.fwhm().value(), 0.02);
	}

	@Test
	void whatCannotBeFittedSaysSo() {
		double[] nothing = new double[20];
		Arrays.fill(nothing, Double.NaN);
		double[] x = Arrays.copyOf(X, 20);
		expect(FitStatus.TOO_FEW_POINTS, x, nothing);
		expect(FitStatus.TOO_FEW_POINTS, new double[0], new double[0]);
		expect(FitStatus.TOO_FEW_POINTS, new double[] { 1, 2, 3 }, new double[] { 1, 5, 1 });
		double[] constant = new double[20];
		expect(FitStatus.NO_PEAK, x, constant);
		Arrays.fill(constant, 17.3);
		expect(FitStatus.NO_PEAK, x, constant);
		double[] onePixel = constant.clone();
		onePixel[9] = 1000;
		expect(FitStatus.TOO_NARROW, x, onePixel);
		double[] infinite = constant.clone();
		Arrays.fill(infinite, 0, 16, Double.POSITIVE_INFINITY);
		expect(FitStatus.TOO_FEW_POINTS, x, infinite);
		double[] rising = line(ProfileShape.GAUSS, x, 5.5, 1, 100, 0, 0, 0);
		ProfileFit edge = new ProfileFitter(ProfileShape.GAUSS, Background.CONSTANT, PeakSign.EITHER).fit(x, rising,
				null);
		assertEquals(FitStatus.CENTRE_AT_EDGE, edge.status());
		assertThrows(IllegalArgumentException.class, () -> fitter(ProfileShape.GAUSS).fit(new double[] { 1, 2, 2 },
				new double[3], null));
	}

	private static void expect(FitStatus status, double[] x, double[] values) {
		for (ProfileShape shape : ProfileShape.values()) {
			ProfileFit fit = fitter(shape).fit(x, values, null);
			assertEquals(status, fit.status(), shape.name());
			assertFalse(fit.isConverged());
			assertTrue(Arrays.stream(fit.values()).allMatch(Double::isNaN));
			assertEquals(values.length, fit.model().length);
		}
	}

	@Test
	void halfALineAtTheEdgeIsFitted() {
		double[] values = line(ProfileShape.GAUSS, X, 9.6, 2, 50, 3, 0, 0);
		Arrays.setAll(values, i -> values[i] + 0.5 * Fixed.noise(i));
		ProfileFit fit = new ProfileFitter(ProfileShape.GAUSS, Background.CONSTANT, PeakSign.EITHER).fit(X, values,
				null);
		assertTrue(fit.isConverged());
		assertEquals(9.6, fit.get(ProfileParameter.CENTRE).value(), 4 * fit.get(ProfileParameter.CENTRE).error());
	}

	/** Two parts of a spectrum, far from each other: the work depends on the number of points, not on the gap. */
	@ParameterizedTest
	@ValueSource(doubles = { 1e3, 1e6, 1e11 })
	void aWideGapIsCrossed(double gap) {
		double[] x = IntStream.range(0, 80).mapToDouble(i -> i < 40 ? i : i + gap).toArray();
		double[] values = line(ProfileShape.GAUSS, x, 61.3 + gap, 3, 7, 2, 0, 0);
		Arrays.setAll(values, i -> values[i] + 0.05 * Fixed.noise(i));
		var fitter = new ProfileFitter(ProfileShape.GAUSS, Background.CONSTANT, PeakSign.EITHER);
		ProfileFit fit = assertTimeoutPreemptively(Duration.ofSeconds(5), () -> fitter.fit(x, values, null));
		assertEquals(FitStatus.CONVERGED, fit.status());
		assertEquals(61.3, fit.get(ProfileParameter.CENTRE).value() - gap, 0.05);
		double[] downwards = IntStream.range(0, 80).mapToDouble(i -> x[79 - i]).toArray();
		double[] reversed = IntStream.range(0, 80).mapToDouble(i -> values[79 - i]).toArray();
		assertEquals(fit.fwhm().value(), fitter.fit(downwards, reversed, null).fwhm().value(), 1e-3);
	}

	@Test
	void abscissaeTooUnevenForTheirPrecisionAreRefused() {
		double[] x = { 0, 1e-300, 2e-300, 3e-300, 4e-300, 5e-300, 1, 1e300 };
		double[] values = { 1, 2, 5, 2, 1, 1, 1, 1 };
		assertThrows(IllegalArgumentException.class, () -> fitter(ProfileShape.GAUSS).fit(x, values, null));
		double[] infiniteSpan = { -1.5e308, -1, 0, 1, 2, 3, 4, 1.5e308 };
		assertThrows(IllegalArgumentException.class, () -> fitter(ProfileShape.GAUSS).fit(infiniteSpan, values, null));
	}

	@Test
	void noiseAloneNeverHangsOrThrows() {
		var random = new SplittableRandom(11);
		for (int trial = 0; trial < 200; trial++) {
			double[] values = random.doubles(12).map(value -> value * value).toArray();
			for (ProfileShape shape : ProfileShape.values()) {
				ProfileFit fit = fitter(shape).fit(Arrays.copyOf(X, 12), values, null);
				assertEquals(fit.isConverged(), Double.isFinite(fit.get(ProfileParameter.CENTRE).value()));
				assertEquals(fit.isConverged(), fit.get(ProfileParameter.CENTRE).error() > 0);
			}
		}
	}
}
