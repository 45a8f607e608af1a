package org.armillary.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SkyWcsTest {

	private static final double DEGREES = 1e-9;
	private static final double PIXELS = 1e-8;

	static List<WcsHeaders.Sky> skies() {
		return WcsHeaders.SKIES;
	}

	@ParameterizedTest
	@MethodSource("skies")
	void agreesWithAstropy(WcsHeaders.Sky sky) throws FitsException {
		SkyWcs wcs = SkyWcs.of(sky.header());
		for (int i = 0; i < sky.points().length; i++) {
			double[] point = sky.points()[i];
			assertSky(sky, i, wcs.toSky(point[0], point[1]));
			double[] pixel = wcs.toPixel(sky.ra(i), sky.dec(i));
			assertArrayEquals(new double[] { point[0], point[1] }, pixel, PIXELS);
		}
	}

	@ParameterizedTest
	@MethodSource("skies")
	void cutPixelsKeepTheirPlaces(WcsHeaders.Sky sky) throws FitsException {
		SkyWcs wcs = SkyWcs.of(Wcs.cut(Wcs.cut(sky.header(), 1, 5, 6), 2, -3, 9));
		for (int i = 0; i < sky.points().length; i++) {
			assertSky(sky, i, wcs.toSky(sky.points()[i][0] - 4, sky.points()[i][1] + 4));
		}
	}

	@ParameterizedTest
	@MethodSource("skies")
	void binnedPixelsKeepTheirPlaces(WcsHeaders.Sky sky) throws FitsException {
		SkyWcs wcs = SkyWcs.of(Wcs.bin(Wcs.bin(sky.header(), 1, 3), 2, 2));
		for (int i = 0; i < sky.points().length; i++) {
			assertSky(sky, i,
					wcs.toSky((sky.points()[i][0] - 0.5) / 3 + 0.5, (sky.points()[i][1] - 0.5) / 2 + 0.5));
		}
	}

	@ParameterizedTest
	@MethodSource("skies")
	void movedPixelsKeepTheirPlaces(WcsHeaders.Sky sky) throws FitsException {
		SkyWcs wcs = SkyWcs.of(Wcs.shift(sky.header(), 2, 2.5));
		for (int i = 0; i < sky.points().length; i++) {
			assertSky(sky, i, wcs.toSky(sky.points()[i][0], sky.points()[i][1] + 2.5));
		}
	}

	@Test
	void scalesAreStepsOnTheSky() throws FitsException {
		FitsHeader crota = WcsHeaders.SKIES.get(2).header();
		assertArrayEquals(new double[] { 1.8, 0.9 }, SkyWcs.of(crota).pixelScalesArcsec(), 1e-12);
		assertArrayEquals(new double[] { 5.4, 0.9 }, SkyWcs.of(Wcs.bin(crota, 1, 3)).pixelScalesArcsec(), 1e-12);
	}

	@Test
	void theFarSideIsOutOfReach() throws FitsException {
		double[] pixel = SkyWcs.of(WcsHeaders.CUBE).toPixel(53 + 180, 27.7);
		assertTrue(Double.isNaN(pixel[0]) && Double.isNaN(pixel[1]));
	}

	@Test
	void rightAscensionIsBelow360() throws FitsException {
		FitsHeader header = WcsHeaders.CUBE.with("CRVAL1", 0.0);
		SkyWcs wcs = SkyWcs.of(header);
		for (double x = 7.5 - 1e-11; x < 7.5 + 1e-11; x += 1e-13) {
			double ra = wcs.toSky(x, 7.25)[0];
			assertTrue(ra >= 0 && ra < 360, () -> "" + ra);
		}
	}

	@Test
	void refusesWhatItCannotProject() {
		FitsHeader cube = WcsHeaders.CUBE;
		assertEquals("fits.wcs-unsupported", refused(FitsHeader.EMPTY));
		assertEquals("fits.wcs-unsupported", refused(cube.with("CTYPE1", "RA---SIN").with("CTYPE2", "DEC--SIN")));
		assertEquals("fits.wcs-unsupported", refused(cube.with("CTYPE1", "GLON-TAN").with("CTYPE2", "GLAT-TAN")));
		assertEquals("fits.wcs-unsupported", refused(cube.with("CTYPE2", "LINEAR")));
		assertEquals("fits.wcs-unsupported", refused(cube.with("CUNIT1", "pixel")));
		assertEquals("fits.wcs-unsupported", refused(cube.with("CRVAL2", -91.0)));
		assertEquals("fits.wcs-unsupported",
				refused(cube.with("CTYPE1", "RA---TAN-SIP").with("CTYPE2", "DEC--TAN-SIP")));
		assertEquals("fits.wcs-distorted", refused(cube.with("A_ORDER", 2)));
		assertEquals("fits.wcs-distorted", refused(cube.with("PV1_7", 1e-3)));
		assertEquals("fits.wcs-distorted", refused(cube.with("PV2_1", 1e-3)));
		assertEquals("fits.wcs-singular", refused(cube.with("CD2_1", 0.0).with("CD2_2", 0.0)));
		assertEquals("fits.wcs-coupled", refused(cube.with("CD1_3", 1e-9)));
		assertEquals("fits.keyword-type", refused(cube.with("CRPIX1", "seven")));
	}

	private static String refused(FitsHeader header) {
		return assertThrows(FitsException.class, () -> SkyWcs.of(header)).explanation().id();
	}

	private static void assertSky(WcsHeaders.Sky sky, int point, double[] found) {
		assertArrayEquals(new double[] { sky.ra(point), sky.dec(point) }, found, DEGREES);
	}
}
