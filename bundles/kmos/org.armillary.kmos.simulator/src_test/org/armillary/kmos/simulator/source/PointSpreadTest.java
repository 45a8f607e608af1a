package org.armillary.kmos.simulator.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.armillary.data.FitsException;
import org.armillary.kmos.simulator.config.Effect;
import org.armillary.kmos.simulator.config.Setting;
import org.armillary.kmos.simulator.config.Settings;
import org.armillary.kmos.simulator.light.Light;
import org.armillary.kmos.simulator.light.SlitletProfile;
import org.armillary.kmos.simulator.light.SpectralGrid;
import org.armillary.kmos.simulator.optics.Band;
import org.armillary.kmos.simulator.optics.IfuField;
import org.armillary.kmos.simulator.optics.IfuOrientation;
import org.armillary.kmos.simulator.source.Target.SpectralType;
import org.armillary.kmos.simulator.source.Target.Star;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images of stars: shares of slitlets against integrals that are known or done in another way. */
class PointSpreadTest {

	private static final Star STAR = new Star("S", SpectralType.A0V, 15, 0, 0, 0);

	@Test
	void tablesAgreeWithClosedForms() {
		Moffat second = new Moffat(2);
		Moffat third = new Moffat(3);
		for (double z : new double[] { -40, -3, -0.7, 1e-4, 0.3, 1, 2.5, 17, 900 }) {
			double square = 1 + z * z;
			double two = z / (2 * square) + Math.atan(z) / 2;
			assertEquals(two, second.integral(z), 1e-8);
			assertEquals(z / (4 * square * square) + 0.75 * two, third.integral(z), 1e-8);
		}
		assertEquals(Math.pow(0.37, 5), third.power(0.37), 1e-12);
	}

	/** Integrals over the field by scipy's dblquad: width, exponent, place. */
	@ParameterizedTest
	@CsvSource({ "0.6, 2.8, 0, 0, 0.9783598660178994", "0.6, 2.8, 0.5, -0.9, 0.8922016025400591",
			"1.0, 2.8, 0, 0, 0.9045415866885846", "0.8, 4.0, 1.2, 0.3, 0.6838389613320891" })
	void sharesOfTheFieldAreThoseOfNumericalIntegrals(double arcsec, double beta, double x, double y, double expected) {
		Settings settings = Settings.plain().with(Setting.MOFFAT_BETA, beta);
		Conditions conditions = new Conditions(1, 1, 0, 0, 743, 12, 15, arcsec, 2.5, 1, List.of(), 190, 1, 0, 0);
		PointSpread spread = PointSpread.of(conditions, settings);
		assertEquals(arcsec, spread.fwhmArcsec(2.1), 1e-12);
		var image = new PointImage(new Moffat(beta), spread, IfuOrientation.FLIPPED_Y, 2.1);
		double[][] shares = image.shares(new IfuAperture(1, settings, 17), 1000 * x, -1000 * y);
		assertEquals(expected, sum(shares), 1e-6);
		TargetView view = Targets.of(1, settings, new SpectralGrid(Band.K)).view(conditions, new double[0]);
		assertEquals(expected, view.shareInside(17, x, y, STAR, 2.1), 1e-7);
	}

	/** Widths by wavelength and air mass, and the axes, on the density itself. */
	@Test
	void widthFollowsWavelengthAndAirmassAndIsLongerTowardTheZenith() {
		Conditions conditions = RefractionTest.air(60, 30, 743, 12, 15);
		PointSpread spread = PointSpread.of(conditions, Settings.standard().with(Setting.ELLIPTICITY, 0.1));
		double expected = 0.8 * Math.pow(2, 0.6) * Math.pow(2.2 / 0.5, -0.2);
		assertEquals(expected, spread.fwhmArcsec(2.2), 1e-12);
		double half = spread.density(0, 0, 2.2) / 2;
		double toZenith = expected / 2 / Math.sqrt(0.9);
		double aside = expected / 2 * Math.sqrt(0.9);
		assertEquals(half, spread.density(toZenith * 0.5, toZenith * Math.sqrt(0.75), 2.2), 1e-9);
		assertEquals(half, spread.density(aside * Math.sqrt(0.75), -aside * 0.5, 2.2), 1e-9);
	}

	/** All effects on, all orientations, places up to the edge, several seeds. */
	@ParameterizedTest
	@ValueSource(ints = { 2, 6, 18, 23 })
	void binsAddUpToTheShareInside(int ifu) throws FitsException {
		double x = 0.3 * ifu % 1.3;
		double y = -0.17 * ifu % 1.5;
		Band band = Band.values()[ifu % 5];
		Settings settings = Settings.standard().without(EnumSet.of(Effect.THROUGHPUT)).with(Setting.ELLIPTICITY, 0.2);
		Targets targets = Targets.of(ifu, settings, new SpectralGrid(band));
		TargetView view = targets.view(RefractionTest.air(50, 17.0 * ifu, 743, 12, 15), clear(band));
		Light light = view.lights(ifu, x, y, STAR).getFirst();
		double[] rows = light.slitlets().getFirst().rows();
		for (int node : new int[] { 0, rows.length / 2, rows.length - 1 }) {
			assertEquals(view.shareInside(ifu, x, y, STAR, band.micron(rows[node])), total(light, node), 1e-6);
		}
		// between the nodes shares are interpolated
		double between = (total(light, 8) + total(light, 9)) / 2;
		assertEquals(view.shareInside(ifu, x, y, STAR, band.micron((rows[8] + rows[9]) / 2)), between, 1e-4);
	}

	@Test
	void vignettingAndSlitletsDimWhatFallsOnThem() throws FitsException {
		Settings settings = Settings.standard().with(Setting.VIGNETTING, 0.4);
		Targets targets = Targets.of(5, settings, new SpectralGrid(Band.H));
		TargetView view = targets.view(Conditions.usual(), clear(Band.H));
		Light light = view.lights(9, 0.9, 0.8, STAR).getFirst();
		double[] even = new double[14];
		Arrays.fill(even, 1);
		double micron = Band.H.micron(light.slitlets().getFirst().rows()[6]);
		double detected = view.shareDetected(9, 0.9, 0.8, STAR, micron, even);
		assertEquals(detected, total(light, 6), 1e-4);
		assertTrue(Math.abs(detected - view.shareInside(9, 0.9, 0.8, STAR, micron)) > 0.01);
		double[] factors = new double[14];
		double expected = 0;
		for (int slice = 0; slice < 14; slice++) {
			factors[slice] = 1 + 0.03 * slice;
			expected += factors[slice] * light.slitlets().get(slice).total(6);
		}
		assertEquals(expected, view.shareDetected(9, 0.9, 0.8, STAR, micron, factors), 1e-4);
	}

	/** Blurring one point of an extended source gives what a star there gives, with the distortion of the field. */
	@ParameterizedTest
	@ValueSource(ints = { 4, 11, 19, 24 })
	void aPointOfAnExtendedSourceIsAStar(int ifu) {
		Settings settings = Settings.standard();
		PointSpread spread = PointSpread.of(RefractionTest.air(30, 77, 743, 12, 15), settings);
		var image = new PointImage(new Moffat(2.8), spread, IfuOrientation.of(ifu), 1.6);
		var aperture = new IfuAperture(ifu, settings, ifu);
		var source = new SourceImage(8, 10, new int[] { (10 - 7) * 17 + 8 + 5 }, new double[] { 2 });
		double[][] blurred = aperture.distorted(new SeeingKernel(image, 9, 12, 210, -330).blur(source));
		double[][] expected = image.shares(aperture, 210 + 5 * SourceImage.ALONG_MAS,
				-330 - 7 * SourceImage.ACROSS_MAS);
		for (int slice = 0; slice < 14; slice++) {
			for (int bin = 0; bin < SlitletProfile.BINS; bin++) {
				assertEquals(2 * expected[slice][bin], blurred[slice][bin], 1e-6);
			}
		}
	}

	/** The centre of a star's image moves with wavelength as the air says. */
	@ParameterizedTest
	@ValueSource(ints = { 1, 12, 20, 24 })
	void dispersionMovesTheCentre(int ifu) throws FitsException {
		Settings settings = Settings.standard().with(Setting.MOFFAT_BETA, 8)
				.without(Set.of(Effect.THROUGHPUT, Effect.GEOMETRY));
		Targets targets = Targets.of(ifu, settings, new SpectralGrid(Band.IZ));
		TargetView view = targets.view(RefractionTest.calm(200), clear(Band.IZ));
		Light light = view.lights(ifu, 0.05, -0.1, STAR).getFirst();
		IfuField field = IfuField.of(ifu, settings, ifu);
		double[] rows = light.slitlets().getFirst().rows();
		for (int node : new int[] { 1, 16 }) {
			double micron = Band.IZ.micron(rows[node]);
			double[] centre = centre(light, field, node);
			assertEquals(50 + 1000 * view.refraction().xArcsec(micron), centre[0], 2);
			assertEquals(-100 + 1000 * view.refraction().yArcsec(micron), centre[1], 2);
		}
		assertTrue(Math.abs(view.refraction().towardZenithArcsec(Band.IZ.micron(rows[16]))) > 0.1);
	}

	static double[] clear(Band band) {
		var transmission = new double[new SpectralGrid(band).size()];
		Arrays.fill(transmission, 1);
		return transmission;
	}

	static double total(Light light, int node) {
		return light.slitlets().stream().mapToDouble(profile -> profile.total(node)).sum();
	}

	/** Mean place of the light, mas in x and y. */
	static double[] centre(Light light, IfuField field, int node) {
		double x = 0;
		double y = 0;
		double sum = 0;
		for (int slice = 0; slice < light.slitlets().size(); slice++) {
			double[] shares = light.slitlets().get(slice).shares()[node];
			for (int bin = 0; bin < shares.length; bin++) {
				double t = (bin + 0.5) / SlitletProfile.BINS;
				x += shares[bin] * field.xMas(slice, t);
				y += shares[bin] * field.yMas(slice, t);
				sum += shares[bin];
			}
		}
		return new double[] { x / sum, y / sum };
	}

	private static double sum(double[][] shares) {
		return Arrays.stream(shares).flatMapToDouble(Arrays::stream).sum();
	}
}
