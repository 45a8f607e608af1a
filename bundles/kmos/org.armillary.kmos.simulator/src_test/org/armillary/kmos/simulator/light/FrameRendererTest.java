package org.armillary.kmos.simulator.light;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.armillary.kmos.simulator.config.Setting;
import org.armillary.kmos.simulator.config.Settings;
import org.armillary.kmos.simulator.light.Light.Component;
import org.armillary.kmos.simulator.optics.Band;
import org.armillary.kmos.simulator.optics.SlitletGeometry;
import org.junit.jupiter.api.Test;

class FrameRendererTest {

	private static final int COLUMNS = FrameRenderer.COLUMNS;
	private static final SpectralGrid GRID = new SpectralGrid(Band.H);
	private static final LineKernels KERNELS = LineKernels.of(Band.H, Settings.standard());
	private static final List<SlitletProfile> EVEN = Collections.nCopies(SlitletGeometry.SLICES, SlitletProfile.even());

	@Test
	void aStarKeepsItsLight() {
		var rows = new double[] { 100.2, 130.7, 151.4 };
		Emission lines = Emission.lines(GRID, rows, new double[] { 900, 1300, 40 });
		var profiles = IntStream.range(0, SlitletGeometry.SLICES).mapToObj(FrameRendererTest::star).toList();
		var geometry = HandMadeSlitlets.detector(Band.H, HandMadeSlitlets.rows(120).firstRow(70).slope(0.0066)
				.lines(0.9, 0.4).profile(1.07, 0.1).width(13.47).ifu(3, 500.31));
		var factors = new double[SlitletGeometry.SLICES];
		double expected = 0;
		for (int slice = 0; slice < factors.length; slice++) {
			factors[slice] = 0.9 + 0.02 * slice;
			double share = 0;
			for (double bin : profiles.get(slice).shares()[0]) {
				share += bin;
			}
			expected += factors[slice] * share * (900 + 1300 + 40);
		}
		float[] image = FrameRenderer.of(geometry, KERNELS)
				.render(List.of(new Light(Component.OBJECT, 3, lines, profiles, 1.5)), Map.of(3, factors));
		assertEquals(1.5 * expected, total(image), 1.5 * expected * 1e-4);
	}

	@Test
	void profilesChangeLinearlyBetweenTheirRows() {
		var left = new double[SlitletProfile.BINS];
		var right = new double[SlitletProfile.BINS];
		left[30] = 1;
		right[100] = 1;
		var profile = new SlitletProfile(new double[] { 50, 150, 250 }, new double[][] { left, right, right });
		var geometry = HandMadeSlitlets.rows(200).one(Band.H, 300);
		float[] image = FrameRenderer.of(geometry, KERNELS).render(
				List.of(new Light(Component.OBJECT, 1, flat(1), Collections.nCopies(14, profile))), Map.of());
		double leftPlace = 300 + 30.5 / SlitletProfile.BINS * 13.6;
		for (int y : new int[] { 20, 50, 75, 130, 150, 190 }) {
			double part = Math.clamp((y - 50) / 100.0, 0, 1);
			double sum = 0;
			double moment = 0;
			for (int x = 290; x < 325; x++) {
				sum += image[y * COLUMNS + x];
				moment += x * image[y * COLUMNS + x];
			}
			assertEquals(16, sum, 1e-4);
			assertEquals(leftPlace + 7 * part, moment / sum, 1e-3);
		}
	}

	@Test
	void theEdgeIsWhereAnEvenlyLitSlitletFallsToHalf() {
		int rows = 500;
		for (double slope : new double[] { 0.0062, -0.0041 }) {
			var made = HandMadeSlitlets.rows(rows).slope(slope).lines(0.8, 0.2);
			SlitletGeometry slitlet = made.slitlet(1, 0, 400.3);
			var geometry = HandMadeSlitlets.detector(Band.H, List.of(slitlet));
			float[] image = FrameRenderer.of(geometry, KERNELS).render(lamp(1), Map.of());
			int found = 0;
			for (double[] edge : List.of(slitlet.left(), slitlet.right())) {
				for (int x = 390; x < 430; x++) {
					for (int y = 1; y < rows; y++) {
						double before = image[(y - 1) * COLUMNS + x];
						double after = image[y * COLUMNS + x];
						double half = image[y * COLUMNS + (int) (slitlet.left()[y] + 6.8)] / 2;
						if (Math.abs(x - edge[y]) < 1 && (before - half) * (after - half) < 0) {
							double row = y - 1 + (half - before) / (after - before);
							assertEquals(x, edge[0] + slope * row, 1e-3);
							found++;
						}
					}
				}
			}
			assertTrue(found >= 4);
		}
	}

	@Test
	void aLineKeepsItsRateAndItsPlace() {
		for (double tilt : new double[] { 0, 0.9, -1.4 }) {
			for (double place = 60; place < 61; place += 0.093) {
				SlitletGeometry slitlet = HandMadeSlitlets.rows(120).lines(tilt, 0.6).profile(0.95, 0.1)
						.slitlet(1, 0, 40.2);
				var geometry = HandMadeSlitlets.detector(Band.H, List.of(slitlet));
				Emission line = Emission.lines(GRID, new double[] { place }, new double[] { 1000 });
				float[] image = FrameRenderer.of(geometry, KERNELS)
						.render(List.of(new Light(Component.ARC, 1, line, EVEN)), Map.of());
				for (int x = 42; x < 53; x++) {
					double sum = 0;
					double moment = 0;
					for (int y = 0; y < 120; y++) {
						sum += image[y * COLUMNS + x];
						moment += y * image[y * COLUMNS + x];
					}
					double middle = slitlet.across(0, x) - 0.5;
					double expected = place - middle * (tilt + middle * 0.6);
					assertEquals(expected, moment / sum, 2e-4);
					if (x > 45 && x < 50) {
						assertEquals(1000 / 13.6, sum, 1e-3 * 1000 / 13.6);
					}
				}
			}
		}
	}

	@Test
	void aLineHasTheProfileOfItsPlace() {
		for (double factor : new double[] { 0.92, 1.09 }) {
			for (double skewness : new double[] { -0.2, 0, 0.1 }) {
				SlitletGeometry slitlet = HandMadeSlitlets.rows(90).step(1.02).profile(factor, skewness)
						.slitlet(1, 0, 40.2);
				float[] image = FrameRenderer.of(HandMadeSlitlets.detector(Band.H, List.of(slitlet)), KERNELS)
						.render(List.of(new Light(Component.ARC, 1,
								Emission.lines(GRID, new double[] { 44.4 }, new double[] { 1000 }), EVEN)), Map.of());
				double[] moments = moments(image, 47, 44.4 / 1.02, 90);
				LineProfile profile = LineProfile.of(slitlet, 44, KERNELS);
				assertEquals(1000 / 13.6, moments[0], 1e-4 * 1000 / 13.6);
				assertEquals(0, moments[1], 3e-4);
				assertEquals(profile.varianceRows() / (1.02 * 1.02), moments[2], 2e-3);
				// a sum over pixels: two of them to a width leave some thousandths of a third moment
				assertEquals(profile.skewness(), moments[3] / StrictMath.pow(moments[2], 1.5), 8e-3);
				assertEquals(skewness, profile.skewness(), 2e-3);
			}
		}
	}

	@Test
	void theImageIsTheSumOfItsComponents() {
		var slitlets = new ArrayList<SlitletGeometry>();
		HandMadeSlitlets made = HandMadeSlitlets.rows(60).slope(0.005).lines(0.6, 0.3).profile(1.02, -0.1);
		slitlets.addAll(made.ifu(1, 20));
		slitlets.addAll(made.ifu(2, 275));
		var renderer = FrameRenderer.of(HandMadeSlitlets.detector(Band.H, slitlets), KERNELS);
		Emission sky = new Emission(GRID, flat(0.03).continuum(), new double[] { 20.4, 33.9 },
				new double[] { 500, 90 });
		var star = IntStream.range(0, SlitletGeometry.SLICES).mapToObj(FrameRendererTest::star).toList();
		var lights = List.of(new Light(Component.SKY, 1, sky, EVEN), new Light(Component.SKY, 2, sky, EVEN, 1.02),
				new Light(Component.THERMAL, 1, flat(2), EVEN), new Light(Component.OBJECT, 1, flat(7), star),
				new Light(Component.OBJECT, 7, flat(1000), star));
		var factors = Map.of(2, IntStream.range(0, 14).mapToDouble(slice -> 1 + 0.01 * slice).toArray());
		float[] all = renderer.render(lights, factors);
		var parts = renderer.renderComponents(lights, factors, new Spectra(KERNELS));
		assertEquals(List.of(Component.SKY, Component.THERMAL, Component.OBJECT), List.copyOf(parts.keySet()));
		double most = 0;
		for (float value : all) {
			most = Math.max(most, value);
		}
		for (int pixel = 0; pixel < all.length; pixel++) {
			double sum = 0;
			for (float[] part : parts.values()) {
				sum += part[pixel];
			}
			assertEquals(all[pixel], sum, 1e-6 * most);
		}
		assertArrayEquals(all, renderer.render(lights, factors));
	}

	/** A cube is a sum of products of spectra and images, some of which take light away. */
	@Test
	void sharesBelowZeroTakeLightAway() {
		var geometry = HandMadeSlitlets.detector(Band.H,
				HandMadeSlitlets.rows(12).slope(0.005).lines(0.6, 0.3).ifu(1, 20));
		Emission sky = flat(3);
		Emission added = flat(5);
		var spread = IntStream.range(0, SlitletGeometry.SLICES).mapToObj(FrameRendererTest::star).toList();
		var taken = spread.stream().map(profile -> new SlitletProfile(profile.rows(),
				new double[][] { Arrays.stream(profile.shares()[0]).map(share -> -0.8 * share).toArray() })).toList();
		var renderer = FrameRenderer.of(geometry, KERNELS);
		float[] image = renderer.render(List.of(new Light(Component.OBJECT, 1, added, spread),
				new Light(Component.OBJECT, 1, added, taken), new Light(Component.SKY, 1, sky, EVEN)), Map.of());
		float[] expected = renderer.render(List.of(new Light(Component.OBJECT, 1, added, spread, 0.2),
				new Light(Component.SKY, 1, sky, EVEN)), Map.of());
		assertArrayEquals(expected, image, 1e-5f);
		double without = total(renderer.render(List.of(new Light(Component.SKY, 1, sky, EVEN)), Map.of()));
		assertTrue(total(expected) > 1.001 * without);
	}

	@Test
	void lightOfASlitletThatLeavesTheDetectorIsCutThere() {
		for (double left : new double[] { -7, COLUMNS - 7.0, -80 }) {
			var geometry = HandMadeSlitlets.rows(12).lines(0.5, 0).one(Band.H, left);
			double sum = total(FrameRenderer.of(geometry, KERNELS).render(lamp(1), Map.of()));
			double whole = 12 * SpectralGrid.PER_ROW;
			double visible = left < -20 ? 0 : left < 0 ? (13.6 - 7 + 0.5) / 13.6 : (7 - 0.5) / 13.6;
			assertEquals(visible * whole, sum, 1e-3 * whole);
		}
	}

	@Test
	void theBlurFollowsItsSetting() {
		Settings wide = Settings.standard().with(Setting.BLUR, 3);
		var geometry = HandMadeSlitlets.rows(1).firstRow(500).one(Band.H, 100);
		var shares = new double[SlitletProfile.BINS];
		shares[67] = 0.5;
		shares[68] = 0.5;
		var point = new SlitletProfile(new double[] { 0 }, new double[][] { shares });
		float[] image = FrameRenderer.of(geometry, LineKernels.of(Band.H, wide)).render(
				List.of(new Light(Component.OBJECT, 1, flat(1), Collections.nCopies(14, point))), Map.of());
		double variance = 0;
		double sum = 0;
		for (int x = 80; x < 135; x++) {
			variance += image[x] * (x - 106.8) * (x - 106.8);
			sum += image[x];
		}
		// sech² and box of the closed form: π²/12 s² + w²/12 + 1/12 for the pixel
		double box = 1.5;
		double scale = scale(3, box);
		assertEquals(Math.PI * Math.PI / 12 * scale * scale + box * box / 12 + 1 / 12.0, variance / sum, 0.01);
	}

	@Test
	void spectraOfOtherKernelsAreRefused() {
		var renderer = FrameRenderer.of(HandMadeSlitlets.rows(1).one(Band.H, 100), KERNELS);
		var others = new Spectra(LineKernels.of(Band.H, Settings.standard()));
		assertThrows(IllegalArgumentException.class, () -> renderer.render(List.of(), Map.of(), others));
	}

	private static double scale(double fullWidth, double box) {
		double low = 0.01;
		double high = fullWidth;
		for (int step = 0; step < 60; step++) {
			double middle = (low + high) / 2;
			double half = StrictMath.tanh((fullWidth + box) / 2 / middle)
					- StrictMath.tanh((fullWidth - box) / 2 / middle);
			if (half > StrictMath.tanh(box / 2 / middle)) {
				high = middle;
			} else {
				low = middle;
			}
		}
		return low;
	}

	private static List<Light> lamp(double electrons) {
		return List.of(new Light(Component.LAMP, 1, flat(electrons), EVEN));
	}

	private static Emission flat(double electrons) {
		var continuum = new double[GRID.size()];
		Arrays.fill(continuum, electrons);
		return Emission.continuum(GRID, continuum);
	}

	/** A star a little beside the middle of the IFU, with light at the ends of the slitlets too. */
	private static SlitletProfile star(int slice) {
		var shares = new double[SlitletProfile.BINS];
		for (int bin = 0; bin < shares.length; bin++) {
			double along = (bin - 90) / 35.0;
			double across = (slice - 5.6) / 3.0;
			shares[bin] = 0.001 * StrictMath.pow(1 + along * along + across * across, -2.5);
		}
		return new SlitletProfile(new double[] { 0 }, new double[][] { shares });
	}

	/** Sum, and mean powers of the distance from a row, of a column. */
	private static double[] moments(float[] image, int x, double row, int rows) {
		var moments = new double[4];
		for (int power = 0; power < 4; power++) {
			for (int y = 0; y < rows; y++) {
				moments[power] += StrictMath.pow(y - row, power) * image[y * COLUMNS + x];
			}
			moments[power] /= power == 0 ? 1 : moments[0];
		}
		return moments;
	}

	private static double total(float[] image) {
		double sum = 0;
		for (float value : image) {
			sum += value;
		}
		return sum;
	}
}
