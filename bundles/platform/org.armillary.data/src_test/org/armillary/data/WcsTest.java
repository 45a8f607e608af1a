package org.armillary.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class WcsTest {

	private static final FitsHeader CUBE = WcsHeaders.CUBE;
	private static final double DEGREES = 1e-9;
	private static final double MICRON = 1e-12;

	@Test
	void cutAndBinnedWavelengthsStay() throws FitsException {
		double[] whole = Wcs.wavelengthsMicron(CUBE, 3, 2048);
		assertEquals(1.0, whole[0]);
		// astropy: 1.3588246746221552e-06 m at pixel 2048, 1.1794123373110776e-06 m at 1024.5
		assertEquals(1.3588246746221552, whole[2047], MICRON);
		FitsHeader cut = Wcs.cut(CUBE, 3, 101, 50);
		assertEquals(50, cut.integer("NAXIS3"));
		double[] part = Wcs.wavelengthsMicron(cut, 3, 50);
		for (int i = 0; i < 50; i++) {
			assertEquals(whole[100 + i], part[i], MICRON);
		}
		FitsHeader binned = Wcs.bin(CUBE, 3, 2047);
		assertEquals(1, binned.integer("NAXIS3"));
		double middle = Wcs.wavelengthsMicron(binned, 3, 1)[0];
		assertEquals(whole[1023], middle, MICRON);
		assertEquals(0.5 * 2047, binned.real("CDELT3"));
	}

	@Test
	void collapsedCubesKeepTheSky() throws FitsException {
		FitsHeader image = Wcs.collapse(CUBE, 3);
		assertEquals(2, image.integer("NAXIS"));
		assertFalse(image.contains("NAXIS3") || image.contains("CTYPE3") || image.contains("CD3_3"));
		assertEquals(CUBE.card("CD1_2"), image.card("CD1_2"));
		WcsHeaders.Sky sky = WcsHeaders.SKIES.get(0);
		SkyWcs wcs = SkyWcs.of(image);
		for (int i = 0; i < sky.points().length; i++) {
			assertArrayEquals(new double[] { sky.ra(i), sky.dec(i) },
					wcs.toSky(sky.points()[i][0], sky.points()[i][1]), DEGREES);
		}
	}

	@Test
	void axesBehindMoveDown() throws FitsException {
		FitsHeader header = WcsHeaders.parse("""
				WCSAXES = 3
				CTYPE1  = 'WAVE    '           / kept comment
				CTYPE2  = 'RA---TAN'
				CTYPE3  = 'DEC--TAN'
				CUNIT2  = 'deg     '
				CNAME3  = 'declination'
				CRPIX2  = 22.50
				CRVAL3  = -0.10000000000000000
				CDELT1  = 1E-4
				CDELT2  = -1E-4
				CDELT3  = 1E-4
				CRDER3  = 1E-9
				CSYER2  = 2E-9
				PC1_1   = 1.0
				PC2_2   = 0.6
				PC2_3   = 0.8
				PC3_2   = -0.8
				PC3_3   = 0.6
				PV2_3   = 170.0
				PS3_0   = 'text'
				CROTA3  = 0.0
				WCSAXESA= 2
				CTYPE1A = 'LINEAR'
				CTYPE2A = 'LINEAR'
				CD1_1A  = 5.0
				CD2_2A  = 7.0
				CRPIX2A = 3
				COMMENT CRPIX1 in a comment
				LONPOLE = 170.0""");
		FitsHeader expected = WcsHeaders.parse("""
				WCSAXES =                    2
				CTYPE1  = 'RA---TAN'
				CTYPE2  = 'DEC--TAN'
				CUNIT1  = 'deg     '
				CNAME2  = 'declination'
				CRPIX1  = 22.50
				CRVAL2  = -0.10000000000000000
				CDELT1  = -1E-4
				CDELT2  = 1E-4
				CRDER2  = 1E-9
				CSYER1  = 2E-9
				PC1_1   = 0.6
				PC1_2   = 0.8
				PC2_1   = -0.8
				PC2_2   = 0.6
				PV1_3   = 170.0
				PS2_0   = 'text'
				CROTA2  = 0.0
				WCSAXESA=                    1
				CTYPE1A = 'LINEAR'
				CD1_1A  = 7.0
				CRPIX1A = 3
				COMMENT CRPIX1 in a comment
				LONPOLE = 170.0""");
		assertEquals(expected.cards(), Wcs.collapse(header, 1).cards());
		FitsHeader spectrum = Wcs.extract(header, 1, 12.5, -30.0);
		assertEquals("kept comment", spectrum.card("CTYPE1").orElseThrow().comment());
		assertFalse(spectrum.contains("LONPOLE") || spectrum.contains("PC2_2") || spectrum.contains("CTYPE2"));
		assertEquals(12.5, spectrum.real("RA"));
		assertEquals(-30.0, spectrum.real("DEC"));
		assertEquals(5.0, spectrum.real("CD1_1A"));
		assertEquals("test.fits", spectrum.source());
	}

	@Test
	void spectraKeepTheirWavelengths() throws FitsException {
		FitsHeader spectrum = Wcs.extract(CUBE, 3);
		assertEquals(1, spectrum.integer("NAXIS"));
		assertEquals(2048, spectrum.integer("NAXIS1"));
		assertEquals("WAVE", spectrum.text("CTYPE1"));
		assertFalse(spectrum.cards().stream().anyMatch(card -> card.keyword().matches("C.*[23]")));
		assertArrayEquals(Wcs.wavelengthsMicron(CUBE, 3, 2048), Wcs.wavelengthsMicron(spectrum, 1, 2048));
	}

	@Test
	void coupledAxesAreRefusedOrFoldedIn() throws FitsException {
		FitsHeader coupled = CUBE.with("CD1_3", 2e-8).with("CD2_3", -1e-8).with("CD3_1", 1e-6);
		assertRefused("fits.wcs-coupled", () -> Wcs.collapse(coupled, 3));
		assertRefused("fits.wcs-coupled", () -> Wcs.extract(coupled, 3));
		assertRefused("fits.wcs-coupled", () -> Wcs.axis(coupled, 3, 2048));
		FitsHeader plane = Wcs.slice(coupled, 3, 1001);
		SkyWcs wcs = SkyWcs.of(plane);
		// astropy for the three axes: pixels (1, 1, 1001) and (14, 2.5, 1001)
		assertArrayEquals(new double[] { 53.06880079977888, -27.747442027991138 }, wcs.toSky(1, 1), DEGREES);
		assertArrayEquals(new double[] { 53.06825735558393, -27.74689533744768 }, wcs.toSky(14, 2.5), DEGREES);
		assertEquals(coupled.card("CD1_2"), plane.card("CD1_2"));
		assertEquals(CUBE.card("CRPIX1"), Wcs.slice(CUBE, 3, 1001).card("CRPIX1"));
	}

	@Test
	void roundingErrorsOfRotationsAreNoCoupling() throws FitsException {
		FitsHeader rounded = CUBE.with("CD1_3", 1e-24).with("CD3_1", 1e-24);
		assertEquals(2, Wcs.collapse(rounded, 3).integer("NAXIS"));
		assertEquals(2048, Wcs.wavelengthsMicron(rounded, 3, 2048).length);
	}

	@Test
	void halfAPositionIsRefused() throws FitsException {
		assertRefused("fits.wcs-pair", () -> Wcs.collapse(CUBE, 1));
		assertRefused("fits.wcs-pair", () -> Wcs.slice(CUBE, 2, 3));
		assertRefused("fits.wcs-pair", () -> Wcs.extract(CUBE, 1));
		assertEquals(1, Wcs.collapse(CUBE, 2, 1).integer("NAXIS"));
	}

	@Test
	void distortionsAreRefusedWhereTheyWouldChange() throws FitsException {
		FitsHeader polynomial = CUBE.with("A_ORDER", 2);
		assertEquals(3.5, Wcs.cut(polynomial, 1, 5, 6).real("CRPIX1"));
		assertRefused("fits.wcs-distorted", () -> Wcs.bin(polynomial, 1, 2));
		assertRefused("fits.wcs-distorted", () -> Wcs.collapse(polynomial, 3));
		FitsHeader table = CUBE.with("CPDIS1", "LOOKUP");
		assertRefused("fits.wcs-distorted", () -> Wcs.cut(table, 1, 5, 6));
	}

	@Test
	void axesWithoutKeywordsStayWithout() throws FitsException {
		FitsHeader raw = FitsHeader.builder().set("NAXIS", 2, "").set("NAXIS1", 2048, "").set("NAXIS2", 2047, "")
				.build();
		assertEquals(List.of("NAXIS", "NAXIS1", "NAXIS2"),
				Wcs.cut(Wcs.bin(raw, 2, 2), 1, 5, 10).cards().stream().map(FitsCard::keyword).toList());
		assertEquals(1023, Wcs.bin(raw, 2, 2).integer("NAXIS2"));
		assertEquals(10, Wcs.cut(raw, 1, 5, 10).integer("NAXIS1"));
		assertArrayEquals(new double[] { 1, 2, 3 }, Wcs.axis(raw, 1, 3));
		assertEquals(List.of("NAXIS", "NAXIS1"),
				Wcs.collapse(raw, 1).cards().stream().map(FitsCard::keyword).toList());
		assertRefused("fits.wcs-not-wavelength", () -> Wcs.wavelengthsMicron(raw, 1, 3));
	}

	@Test
	void aMatrixOfTheSkyAloneLeavesTheStepOfTheWavelength() throws FitsException {
		FitsHeader header = CUBE.without("CD3_3").with("CDELT3", 0.25);
		assertArrayEquals(new double[] { 1, 1.25 }, Wcs.wavelengthsMicron(header, 3, 2));
		FitsHeader binned = Wcs.bin(header, 3, 2);
		assertArrayEquals(new double[] { 1.125, 1.625 }, Wcs.wavelengthsMicron(binned, 3, 2));
		assertEquals(0.5, binned.real("CD3_3"));
	}

	@Test
	void wavelengthsAreInMicronsWhateverTheirUnit() throws FitsException {
		for (String unit : List.of("m", "um", "micron", "nm", "Angstrom", "A ")) {
			double micron = switch (unit) {
			case "m" -> 1e-6;
			case "nm" -> 1e3;
			case "Angstrom", "A " -> 1e4;
			default -> 1;
			};
			FitsHeader header = Wcs.linear(FitsHeader.EMPTY, 1, "WAVE", unit, 1, 1.25 * micron, 0.5 * micron);
			assertArrayEquals(new double[] { 1.25, 1.75 }, Wcs.wavelengthsMicron(header, 1, 2), 1e-14);
			assertArrayEquals(new double[] { 1.25, 1.75 }, Wcs.wavelengthsMicron(header.without("CUNIT1"), 1, 2),
					1e-14, unit);
		}
		FitsHeader header = Wcs.linear(FitsHeader.EMPTY, 1, "WAVE", "um", 1, 1.25, 0.5);
		assertRefused("fits.wcs-unsupported", () -> Wcs.wavelengthsMicron(header.with("CUNIT1", "GHz"), 1, 2));
		assertRefused("fits.wcs-not-wavelength",
				() -> Wcs.wavelengthsMicron(header.without("CUNIT1").with("CRVAL1", 0.0), 1, 1));
		assertRefused("fits.wcs-not-wavelength", () -> Wcs.wavelengthsMicron(header.with("CTYPE1", "FREQ"), 1, 2));
		assertRefused("fits.wcs-not-wavelength", () -> Wcs.wavelengthsMicron(header.with("CDELT1", 0.0), 1, 2));
		assertRefused("fits.wcs-unsupported", () -> Wcs.wavelengthsMicron(header.with("CTYPE1", "WAVE-GRI"), 1, 2));
	}

	@Test
	void logarithmicAxes() throws FitsException {
		FitsHeader header = Wcs.linear(FitsHeader.EMPTY, 1, "WAVE-LOG", "Angstrom", 2, 5000, 1.5);
		// astropy: 4998.500224977501, 5000, 5001.500225022502 Angstrom
		assertArrayEquals(new double[] { 4998.500224977501, 5000, 5001.500225022502 }, Wcs.axis(header, 1, 3), 1e-9);
		FitsHeader decimal = Wcs.linear(FitsHeader.EMPTY, 1, "LINEAR", "Angstrom", 1, 3.5, 0.25).with("DC-FLAG", 1);
		assertArrayEquals(new double[] { Math.pow(10, -0.5), Math.pow(10, -0.25) },
				Wcs.wavelengthsMicron(decimal, 1, 2), 1e-14);
		FitsHeader named = Wcs.linear(FitsHeader.EMPTY, 1, "LOGLAM", "log10(Angstrom)", 1, 3.5, 0.25);
		assertArrayEquals(Wcs.wavelengthsMicron(decimal, 1, 2), Wcs.wavelengthsMicron(named, 1, 2), 1e-14);
	}

	@Test
	void airIsToldFromVacuum() throws FitsException {
		FitsHeader header = Wcs.linear(FitsHeader.EMPTY, 1, "AWAV", "um", 1, 1.25, 0.5);
		assertTrue(Wcs.isAir(header, 1));
		assertFalse(Wcs.isAir(header.with("CTYPE1", "WAVE").with("AIRORVAC", "air"), 1));
		assertTrue(Wcs.isAir(header.with("CTYPE1", "LINEAR").with("AIRORVAC", "air"), 1));
		assertFalse(Wcs.isAir(header.with("CTYPE1", "LINEAR"), 1));
	}

	@Test
	void aLinearAxisReplacesACoupledOne() throws FitsException {
		FitsHeader header = Wcs.linear(CUBE.with("CD3_1", 1.0).with("CD1_3", 1.0).with("WCSAXES", 2), 3, "AWAV", "nm",
				5, 1000, 0.1);
		assertArrayEquals(new double[] { 0.9996, 0.9997 }, Wcs.wavelengthsMicron(header, 3, 2), MICRON);
		assertEquals(CUBE.card("CD1_1"), header.card("CD1_1"));
		assertEquals(3, header.integer("WCSAXES"));
		assertEquals(2, SkyWcs.of(header).toSky(1, 1).length);
	}

	@Test
	void refusesAxesThatAreNone() {
		assertThrows(IllegalArgumentException.class, () -> Wcs.collapse(CUBE, 0));
		assertThrows(IllegalArgumentException.class, () -> Wcs.bin(CUBE, 1, 0));
		assertThrows(IllegalArgumentException.class, () -> Wcs.cut(CUBE, 1, 1, -1));
	}

	private static void assertRefused(String id, Executable call) {
		assertEquals(id, assertThrows(FitsException.class, call).explanation().id());
	}
}
