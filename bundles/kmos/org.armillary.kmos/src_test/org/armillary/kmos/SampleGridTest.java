package org.armillary.kmos;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.armillary.actor.ActorException;
import org.armillary.data.FitsHeader;
import org.armillary.data.Mask;
import org.armillary.data.Pixels;
import org.armillary.data.SkyWcs;
import org.armillary.data.Wcs;
import org.armillary.data.fits.FitsWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleGridTest {

	private static final int NX = 5;
	private static final int NY = 4;
	private static final int NZ = 6;

	@TempDir
	private Path folder;

	static FitsHeader cubeHeader() {
		return FitsHeader.builder().set("CTYPE1", "RA---TAN").set("CTYPE2", "DEC--TAN").set("CTYPE3", "WAVE")
				.set("CRPIX1", 2.5).set("CRPIX2", 2.0).set("CRPIX3", 1.0).set("CRVAL1", 53.07).set("CRVAL2", -27.75)
				.set("CRVAL3", 1.0).set("CD1_1", -4e-5).set("CD1_2", 3e-5).set("CD2_1", 3e-5).set("CD2_2", 4e-5)
				.set("CD3_3", 1.75e-4).set("CUNIT1", "deg").set("CUNIT2", "deg").set("CUNIT3", "um").build();
	}

	/** Each value tells its own place: 10000 z + 100 y + x, counted from 1. */
	private static SampleGrid cube() {
		float[] values = new float[NX * NY * NZ];
		double[] variance = new double[values.length];
		int[] bits = new int[values.length];
		for (int i = 0; i < values.length; i++) {
			int x = i % NX + 1;
			int y = i / NX % NY + 1;
			int z = i / (NX * NY) + 1;
			values[i] = 10_000 * z + 100 * y + x;
			variance[i] = (double) values[i] * values[i];
			bits[i] = (int) values[i];
		}
		return new SampleGrid(List.of(NX, NY, NZ), Pixels.of(values), Optional.of(Pixels.of(variance)),
				Optional.of(new Mask(List.of(), bits)), "adu", cubeHeader());
	}

	private static void assertHolds(SampleGrid grid, float... expected) {
		assertArrayEquals(expected, grid.values().floats());
		for (int i = 0; i < expected.length; i++) {
			assertEquals((double) expected[i] * expected[i], grid.variance().orElseThrow().at(i));
			assertEquals((int) expected[i], grid.mask().orElseThrow().bits()[i]);
		}
	}

	@Test
	void cutsAlongEachAxisWithItsWorldCoordinates() throws IOException {
		SampleGrid cut = cube().cut(1, 4, 2).cut(2, 2, 2).cut(3, 6, 1);
		assertEquals(List.of(2, 2, 1), cut.lengths());
		assertHolds(cut, 60_204, 60_205, 60_304, 60_305);
		double[] expected = SkyWcs.of(cubeHeader()).toSky(5, 3);
		double[] found = SkyWcs.of(cut.header()).toSky(2, 2);
		assertArrayEquals(expected, found, 1e-12);
		assertEquals(Wcs.axis(cubeHeader(), 3, NZ)[5], Wcs.axis(cut.header(), 3, 1)[0], 1e-15);
		assertSame(cut, cut.cut(3, 1, 1));
		assertThrows(IllegalArgumentException.class, () -> cut.cut(1, 2, 2));
		assertThrows(IllegalArgumentException.class, () -> cut.cut(1, 0, 1));
		assertThrows(IllegalArgumentException.class, () -> cut.cut(1, 1, Integer.MAX_VALUE));
	}

	@Test
	void aPlaneKeepsTheSky() throws IOException {
		SampleGrid plane = cube().cut(3, 2, 1).withoutAxes(List.of(3));
		assertEquals(List.of(NX, NY), plane.lengths());
		assertEquals("WAVE", cube().header().text("CTYPE3"));
		assertFalse(plane.header().contains("CTYPE3"));
		assertArrayEquals(SkyWcs.of(cubeHeader()).toSky(3, 3), SkyWcs.of(plane.header()).toSky(3, 3), 1e-12);
		assertEquals(20_101, plane.values().at(0));
	}

	@Test
	void aSpaxelKeepsWavelengthAndPlace() throws IOException {
		SampleGrid spectrum = cube().cut(1, 3, 1).cut(2, 4, 1).withoutAxes(List.of(1, 2));
		assertEquals(List.of(NZ), spectrum.lengths());
		assertHolds(spectrum, 10_403, 20_403, 30_403, 40_403, 50_403, 60_403);
		assertArrayEquals(Wcs.axis(cubeHeader(), 3, NZ), Wcs.axis(spectrum.header(), 1, NZ), 1e-15);
		double[] place = SkyWcs.of(cubeHeader()).toSky(3, 4);
		assertEquals(place[0], spectrum.header().real("RA"), 1e-12);
		assertEquals(place[1], spectrum.header().real("DEC"), 1e-12);
		assertThrows(IllegalArgumentException.class, () -> cube().withoutAxes(List.of(3)));
	}

	@Test
	void extensionsAreReadAndWrittenWhateverTheirAxes() throws IOException, ActorException {
		Path file = folder.resolve("mixture.fits");
		SampleGrid cube = cube();
		SampleGrid image = cube.cut(3, 2, 1).withoutAxes(List.of(3));
		var spectrum = new SampleGrid(List.of(3), Pixels.of(1e-300, Double.NaN, 3), Optional.empty(),
				Optional.empty(), "", FitsHeader.EMPTY);
		try (FitsWriter writer = FitsWriter.create(file)) {
			cube.write(writer, "IFU.1.DATA");
			image.write(writer, "IFU.2.DATA");
			spectrum.write(writer, "IFU.3.DATA");
			writer.image("LARGE", FitsHeader.EMPTY, "", new int[] { 1, 1_000_000_007 }, 2);
			writer.image("SMALL", FitsHeader.EMPTY, "", new int[] { 1, 1_000_000 }, 2);
			writer.empty("IFU.4.DATA", FitsHeader.EMPTY);
			writer.commit();
		}
		KmosFile written = KmosFile.open(file);
		for (SampleGrid expected : List.of(cube, image, spectrum)) {
			SampleGrid found = SampleGrid.read(written.extensions().get(3 - expected.axes()));
			assertEquals(expected.lengths(), found.lengths());
			assertEquals(expected.unit(), found.unit());
			assertEquals(expected.mask(), found.mask());
			for (int i = 0; i < expected.values().length(); i++) {
				assertEquals(expected.values().at(i), found.values().at(i));
			}
		}
		assertEquals(1_000_000_007, SampleGrid.read(written.extensions().get(3)).values().at(1));
		assertFalse(SampleGrid.read(written.extensions().get(4)).values().isDouble());
		assertThrows(ActorException.class, () -> SampleGrid.read(written.extensions().get(5)));
	}

	@Test
	void partsOfDifferentLengthAreRefused() {
		assertThrows(IllegalArgumentException.class, () -> new SampleGrid(List.of(2), Pixels.of(1f),
				Optional.empty(), Optional.empty(), "", FitsHeader.EMPTY));
		assertThrows(IllegalArgumentException.class, () -> new SampleGrid(List.of(), Pixels.of(1f), Optional.empty(),
				Optional.empty(), "", FitsHeader.EMPTY));
		assertTrue(cube().dimensionText().equals("5 x 4 x 6"));
	}
}
