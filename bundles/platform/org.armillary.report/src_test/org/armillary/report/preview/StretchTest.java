package org.armillary.report.preview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers become colours as is said. */
class StretchTest {

	/** The quantile of 99.5 % of a normal distribution. */
	private static final double NORMAL = 2.5758;

	@Test
	void anEvenDistributionIsCutAtItsQuantiles() {
		float[] even = new float[1001];
		for (int i = 0; i < even.length; i++) {
			even[i] = i;
		}
		Stretch stretch = Stretch.of(List.of(even));
		assertEquals(5, stretch.lowest(), 1e-9);
		assertEquals(995, stretch.highest(), 1e-9);
		assertEquals(0, stretch.softening());
		assertEquals(0, stretch.share(-7));
		assertEquals(1, stretch.share(2000));
		assertEquals(0.5, stretch.share(500), 1e-12);
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	void noiseIsShownAtItsQuantilesAndASourceByAsinh(long seed) {
		var random = new Random(seed);
		float[] noise = new float[40_000];
		for (int i = 0; i < noise.length; i++) {
			noise[i] = (float) (100 + 4 * random.nextGaussian());
		}
		noise[7] = Float.NaN;
		noise[8] = Float.POSITIVE_INFINITY;
		Stretch stretch = Stretch.of(List.of(noise));
		assertEquals(100 - 4 * NORMAL, stretch.lowest(), 0.4);
		assertEquals(100 + 4 * NORMAL, stretch.highest(), 0.4);
		assertEquals(noise.length - 2, stretch.count());
		Arrays.fill(noise, 1000, 1600, 4000);
		Stretch bright = Stretch.of(List.of(noise));
		assertEquals(4, bright.softening(), 0.15);
		assertEquals(100 - 12, bright.lowest(), 0.8);
		assertEquals(4000, bright.highest(), 1);
		assertTrue(bright.share(112) > 0.3, "the background has a good part of the colours");
		double above = 60 / bright.softening();
		double all = (bright.highest() - bright.lowest()) / bright.softening();
		assertEquals(Math.log(above + Math.hypot(above, 1)) / Math.log(all + Math.hypot(all, 1)),
				bright.share(bright.lowest() + 60), 1e-12);
		double before = -1;
		for (double value = 80; value < 4100; value += 3) {
			assertTrue(bright.share(value) >= before && bright.share(value) <= 1);
			before = bright.share(value);
		}
	}

	@Test
	void imagesOfOneValueOrNoneAreInTheMiddle() {
		assertEquals(0.5, Stretch.of(List.of(new float[] { 3, 3, 3 })).share(3));
		assertEquals(0, Stretch.of(List.of(new float[] { Float.NaN })).count());
		Stretch lonely = Stretch.of(List.of(new float[] { 0, 0, 0, 0, 0, 0, 0, 0, 0, 8 }));
		assertEquals(0, lonely.share(0));
		assertEquals(1, lonely.share(8));
	}

	@ParameterizedTest
	@EnumSource
	void equalStepsLookEquallyFarApart(ColourMap colours) {
		double whole = distance(colours.colour(0), colours.colour(1));
		double before = -1;
		for (int i = 0; i < 16; i++) {
			double step = distance(colours.colour(i / 16.0), colours.colour((i + 1) / 16.0));
			if (colours == ColourMap.BLUE_YELLOW) {
				assertEquals(whole / 16, step, 0.12 * whole / 16);
			}
			double lightness = lab(colours.colour(i / 16.0))[0];
			assertTrue(lightness > before, colours + " " + i);
			before = lightness;
		}
	}

	/** Colour vision deficiencies in linear light, complete (Machado et al. 2009, doi 10.1109/TVCG.2009.113). */
	private static final double[][] PROTANOPIA = { { 0.152286, 1.052583, -0.204868 }, { 0.114503, 0.786281, 0.099216 },
			{ -0.003882, -0.048116, 1.051998 } };
	private static final double[][] DEUTERANOPIA = { { 0.367322, 0.860646, -0.227968 },
			{ 0.280085, 0.672501, 0.047413 },
			{ -0.011820, 0.042940, 0.968881 } };
	private static final double[][] TRITANOPIA = { { 1.255528, -0.076749, -0.178779 },
			{ -0.078411, 0.930809, 0.147602 },
			{ 0.004733, 0.691367, 0.303900 } };
	private static final double[][] USUAL = { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } };

	@ParameterizedTest
	@EnumSource
	void noDataLooksLikeNoNumberToAnyEye(ColourMap colours) {
		for (double[][] eye : List.of(USUAL, PROTANOPIA, DEUTERANOPIA, TRITANOPIA)) {
			double nearest = Double.POSITIVE_INFINITY;
			for (int i = 0; i <= 64; i++) {
				nearest = Math.min(nearest,
						distance(seen(colours.missing(), eye), seen(colours.colour(i / 64.0), eye)));
			}
			// a difference of 0.02 is just seen
			assertTrue(nearest > 0.06, colours + " " + Arrays.deepToString(eye) + ": " + nearest);
		}
	}

	private static int seen(int colour, double[][] eye) {
		double[] light = { linear(colour >> 16 & 255), linear(colour >> 8 & 255), linear(colour & 255) };
		int seen = 0;
		for (double[] row : eye) {
			double part = Math.clamp(row[0] * light[0] + row[1] * light[1] + row[2] * light[2], 0, 1);
			double level = part <= 0.0031308 ? 12.92 * part : 1.055 * Math.pow(part, 1 / 2.4) - 0.055;
			seen = seen << 8 | (int) Math.round(255 * level);
		}
		return seen;
	}

	private static double distance(int one, int other) {
		double[] a = lab(one);
		double[] b = lab(other);
		return Math.sqrt(Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2) + Math.pow(a[2] - b[2], 2));
	}

	/** OKLab as published, from the matrices by way of LMS. */
	private static double[] lab(int colour) {
		double[][] toLms = { { 0.4122214708, 0.5363325363, 0.0514459929 }, { 0.2119034982, 0.6806995451, 0.1073969566 },
				{ 0.0883024619, 0.2817188376, 0.6299787005 } };
		double[][] toLab = { { 0.2104542553, 0.7936177850, -0.0040720468 },
				{ 1.9779984951, -2.4285922050, 0.4505937099 },
				{ 0.0259040371, 0.7827717662, -0.8086757660 } };
		double[] light = { linear(colour >> 16 & 255), linear(colour >> 8 & 255), linear(colour & 255) };
		double[] lms = product(toLms, light);
		return product(toLab, Arrays.stream(lms).map(Math::cbrt).toArray());
	}

	private static double[] product(double[][] matrix, double[] vector) {
		return Arrays.stream(matrix).mapToDouble(row -> row[0] * vector[0] + row[1] * vector[1] + row[2] * vector[2])
				.toArray();
	}

	private static double linear(int level) {
		double part = level / 255.0;
		return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
	}
}
