package org.armillary.kmos.copy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.Keywords;
import org.armillary.actor.Outcome;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.ProductFile;
import org.armillary.actor.message.Message;
import org.armillary.actor.message.MessageTemplate;
import org.armillary.actor.provider.DescriptionException;
import org.armillary.actor.provider.TypedActorProvider;
import org.armillary.data.Cube;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.SkyWcs;
import org.armillary.data.Table;
import org.armillary.data.Wcs;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.FitsWriter;
import org.armillary.data.fits.Hdu;
import org.armillary.kmos.KmosMessage;
import org.armillary.testkit.TestContext;
import org.armillary.testkit.TestData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KmosCopyTest {

	private static final int NZ = 8;

	@TempDir
	private Path folder;

	private TestContext context;
	private Path cubes;

	@BeforeEach
	void makeContext() throws IOException, DescriptionException {
		context = TestContext.of(TypedActorProvider.of(new KmosCopy()).descriptor(), folder.resolve("job"));
		cubes = folder.resolve("cubes.fits");
		TestCubes.file(cubes, NZ);
	}

	private static KmosCopy.Parameters region(int x1, int x2, int y1, int y2, int z1, int z2) {
		return new KmosCopy.Parameters(List.of(), x1, x2, y1, y2, z1, z2, "", false);
	}

	private static KmosCopy.Parameters range(String range) {
		return new KmosCopy.Parameters(List.of(), 0, 0, 0, 0, 0, 0, range, false);
	}

	private static KmosCopy.Parameters crop() {
		return new KmosCopy.Parameters(List.of(), 0, 0, 0, 0, 0, 0, "", true);
	}

	private Outcome.Ok<KmosCopy.Outputs> run(KmosCopy.Parameters parameters, Path file)
			throws ActorException, IOException, InterruptedException {
		var input = new ProductFile(file, new ProductDescription("", Keywords.NONE));
		return (Outcome.Ok<KmosCopy.Outputs>) new KmosCopy().run(parameters, new KmosCopy.Inputs(input), context);
	}

	private FitsFile copy(KmosCopy.Parameters parameters, Path file)
			throws ActorException, IOException, InterruptedException {
		return FitsFile.open(run(parameters, file).outputs().copy().path());
	}

	private void refused(Kind kind, MessageTemplate message, KmosCopy.Parameters parameters, Path file)
			throws IOException {
		ActorException refusal = assertThrows(ActorException.class, () -> run(parameters, file));
		assertEquals(message.id(), refusal.explanation().id());
		assertEquals(kind, refusal.kind());
		try (var products = Files.list(folder.resolve("job/products"))) {
			assertEquals(context.products().size(), products.count());
		}
	}

	@Test
	void aRegionKeepsValuesNoiseMaskAndCoordinates() throws ActorException, IOException, InterruptedException {
		FitsFile copy = copy(region(2, 4, 3, 5, 4, 0), cubes);
		assertEquals(List.of("PRIMARY", "IFU.3.DATA", "IFU.3.NOISE", "IFU.7.DATA", "IFU.7.NOISE", "IFU.7.MASK",
				"IFU.8.DATA", "IFU.8.NOISE"), copy.hdus().stream().map(Hdu::name).toList());
		assertFalse(copy.hdu("IFU.3.DATA").hasImage());
		Cube cube = copy.readCube("IFU.7");
		assertEquals(List.of(5, 3, 3), List.of(cube.nz(), cube.ny(), cube.nx()));
		Cube whole = TestCubes.cube(NZ);
		for (int z = 0; z < 5; z++) {
			for (int y = 0; y < 3; y++) {
				for (int x = 0; x < 3; x++) {
					assertEquals(TestCubes.voxel(x + 2, y + 3, z + 4), cube.at(z, y, x));
					int index = cube.index(z, y, x);
					int from = whole.index(z + 3, y + 2, x + 1);
					assertEquals(whole.variance().orElseThrow().at(from), cube.variance().orElseThrow().at(index));
					assertEquals(whole.mask().orElseThrow().has(from, "HOT"),
							cube.mask().orElseThrow().has(index, "HOT"));
				}
			}
		}
		assertEquals("adu", cube.unit());
		assertEquals("galaxy", cube.header().text("ESO OCS ARM7 NAME"));
		assertArrayEquals(SkyWcs.of(TestCubes.header()).toSky(2, 3), SkyWcs.of(cube.header()).toSky(1, 1), 1e-12);
		assertArrayEquals(SkyWcs.of(TestCubes.header()).toSky(4, 5),
				SkyWcs.of(copy.hdu("IFU.8.NOISE").header()).toSky(3, 3), 1e-12);
		assertEquals(1.253, Wcs.wavelengthsMicron(cube.header(), 3, 5)[0], 1e-12);
		FitsHeader primary = copy.primary().header();
		assertEquals("COPY", primary.text("ESO PRO CATG"));
		assertEquals("test", primary.text("OBJECT"));
		assertFalse(primary.contains("ESO QC SOMETHING"));
	}

	@Test
	void wavelengthsSelectPixelsWithTheirCentreWithin() throws ActorException, IOException, InterruptedException {
		Cube cube = copy(range("1.2515,1.254"), cubes).readCube("IFU.8");
		assertEquals(3, cube.nz());
		assertEquals(TestCubes.voxel(1, 1, 3), cube.at(0, 0, 0));
		assertEquals(1.252, Wcs.wavelengthsMicron(cube.header(), 3, 3)[0], 1e-12);
	}

	@Test
	void onePlaneIsAnImageAndOneSpaxelASpectrum() throws ActorException, IOException, InterruptedException {
		Hdu image = copy(region(0, 0, 0, 0, 3, 3), cubes).hdu("IFU.7.DATA");
		assertEquals(List.of((long) TestCubes.NX, (long) TestCubes.NY), image.dimensions());
		assertEquals(TestCubes.voxel(2, 1, 3), image.readFloats()[1]);
		assertArrayEquals(SkyWcs.of(TestCubes.header()).toSky(5, 2), SkyWcs.of(image.header()).toSky(5, 2), 1e-12);
		FitsFile spaxel = copy(region(4, 4, 2, 2, 2, 4), cubes);
		Hdu spectrum = spaxel.hdu("IFU.7.DATA");
		assertEquals(List.of(3L), spectrum.dimensions());
		assertArrayEquals(new float[] { 20_204, 30_204, 40_204 }, spectrum.readFloats());
		assertEquals(1.251, Wcs.wavelengthsMicron(spectrum.header(), 1, 3)[0], 1e-12);
		assertEquals(SkyWcs.of(TestCubes.header()).toSky(4, 2)[1], spectrum.header().real("DEC"), 1e-12);
		assertEquals(20_204, spaxel.hdu("IFU.7.NOISE").readFloats()[0]);
		Hdu voxel = copy(region(4, 4, 2, 2, 2, 2), cubes).hdu("IFU.7.DATA");
		assertEquals(List.of(1L), voxel.dimensions());
		assertEquals(20_204, voxel.readFloats()[0]);
	}

	@Test
	void onePixelOfAnImageKeepsItsAxes() throws ActorException, IOException, InterruptedException {
		Path plane = run(region(0, 0, 0, 0, 3, 3), cubes).outputs().copy().path();
		Hdu pixel = copy(region(2, 2, 1, 1, 0, 0), plane).hdus().stream().filter(Hdu::hasImage).findFirst()
				.orElseThrow();
		assertEquals(List.of(1L, 1L), pixel.dimensions());
		assertEquals("RA---TAN", pixel.header().text("CTYPE1"));
	}

	@Test
	void oneColumnOfTheSkyKeepsItsAxis() throws ActorException, IOException, InterruptedException {
		Hdu column = copy(region(4, 4, 0, 0, 0, 0), cubes).hdu("IFU.7.DATA");
		assertEquals(List.of(1L, (long) TestCubes.NY, (long) NZ), column.dimensions());
		assertArrayEquals(SkyWcs.of(TestCubes.header()).toSky(4, 3), SkyWcs.of(column.header()).toSky(1, 3), 1e-12);
		Path detector = folder.resolve("detector.fits");
		try (FitsWriter writer = FitsWriter.create(detector)) {
			writer.image("DET.1.DATA", FitsHeader.EMPTY, "adu", new float[] { 1, 2, 3, 4, 5, 6 }, 3, 2);
			writer.commit();
		}
		Hdu slice = copy(region(2, 2, 0, 0, 0, 0), detector).hdu("DET.1.DATA");
		assertEquals(List.of(2L), slice.dimensions());
		assertArrayEquals(new float[] { 2, 5 }, slice.readFloats());
	}

	@Test
	void ifusAreSelectedByNumberAndName() throws ActorException, IOException, InterruptedException {
		for (String name : List.of("8", "IFU.8", "IFU.8.DATA")) {
			FitsFile copy = copy(new KmosCopy.Parameters(List.of(name), 0, 0, 0, 0, 0, 0, "", false), cubes);
			assertEquals(List.of("PRIMARY", "IFU.8.DATA", "IFU.8.NOISE"),
					copy.hdus().stream().map(Hdu::name).toList());
		}
		refused(Kind.USER, CopyMessage.NO_DATA, new KmosCopy.Parameters(List.of("3"), 0, 0, 0, 0, 0, 0, "", false),
				cubes);
		refused(Kind.USER, KmosMessage.EXTENSION_UNKNOWN,
				new KmosCopy.Parameters(List.of("IFU.9"), 0, 0, 0, 0, 0, 0, "", false), cubes);
	}

	@Test
	void bordersWithoutDataAreCropped() throws ActorException, IOException, InterruptedException {
		Path file = folder.resolve("borders.fits");
		float[] bordered = new float[TestCubes.NX * TestCubes.NY * NZ];
		Arrays.fill(bordered, Float.NaN);
		Cube cube = TestCubes.cube(NZ);
		for (int[] place : new int[][] { { 2, 1, 3 }, { 5, 3, 1 }, { 4, 2, 4 } }) {
			int index = cube.index(place[0], place[1], place[2]);
			bordered[index] = (float) cube.values().at(index);
		}
		float[] nothing = new float[bordered.length];
		Arrays.fill(nothing, Float.NaN);
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primary(TestCubes.primary());
			writer.image("IFU.1.DATA", TestCubes.header(), "adu", bordered, TestCubes.NX, TestCubes.NY, NZ);
			writer.image("IFU.2.DATA", TestCubes.header(), "adu", nothing, TestCubes.NX, TestCubes.NY, NZ);
			writer.commit();
		}
		Outcome.Ok<KmosCopy.Outputs> outcome = run(crop(), file);
		assertEquals(List.of(CopyMessage.NOTHING_FINITE.id()), outcome.caveats().stream().map(Message::id).toList());
		FitsFile copy = FitsFile.open(outcome.outputs().copy().path());
		Cube cropped = copy.readCube("IFU.1.DATA");
		assertEquals(List.of(4, 3, 4), List.of(cropped.nz(), cropped.ny(), cropped.nx()));
		assertEquals(cube.at(2, 1, 3), cropped.at(0, 0, 2));
		assertEquals(cube.at(5, 3, 1), cropped.at(3, 2, 0));
		assertArrayEquals(SkyWcs.of(TestCubes.header()).toSky(2, 2), SkyWcs.of(cropped.header()).toSky(1, 1), 1e-12);
		assertFalse(copy.hdu("IFU.2.DATA").hasImage());
	}

	@Test
	void aFileWithoutAFiniteValueIsRefusedOnlyWhereItIsCropped()
			throws ActorException, IOException, InterruptedException {
		Path file = folder.resolve("nothing.fits");
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.image("IFU.2.DATA", TestCubes.header(), "adu", new float[] { Float.NaN, Float.NaN }, 1, 1, 2);
			writer.commit();
		}
		refused(Kind.DATA, CopyMessage.NOTHING_LEFT, crop(), file);
		assertEquals(2, copy(region(0, 0, 0, 0, 0, 0), file).hdu("IFU.2.DATA").pixelCount());
	}

	@Test
	void regionsOutsideAreRefusedWithWhatIsThere() throws IOException {
		refused(Kind.USER, CopyMessage.REGION_OUTSIDE, region(2, 7, 0, 0, 0, 0), cubes);
		refused(Kind.USER, CopyMessage.REGION_OUTSIDE, region(0, 0, 6, 0, 0, 0), cubes);
		refused(Kind.USER, CopyMessage.REGION_OUTSIDE, region(0, 0, 0, 0, 9, 9), cubes);
		refused(Kind.USER, CopyMessage.WAVELENGTH_OUTSIDE, range("1.3,1.4"), cubes);
		refused(Kind.USER, CopyMessage.WAVELENGTH_OUTSIDE, range("1.2501,1.2502"), cubes);
		assertThrows(IllegalArgumentException.class, () -> region(3, 2, 0, 0, 0, 0));
		assertThrows(IllegalArgumentException.class, () -> range("1.2,1.3;1.4,1.5"));
		assertThrows(IllegalArgumentException.class,
				() -> new KmosCopy.Parameters(List.of(), 0, 0, 0, 0, 1, 2, "1.2,1.3", false));
	}

	@Test
	void axesThatAreNotThereAreRefused() throws IOException {
		Path file = folder.resolve("axes.fits");
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.image("IMAGE", FitsHeader.EMPTY, "", new float[6], 3, 2);
			writer.commit();
		}
		refused(Kind.USER, CopyMessage.AXIS_MISSING, region(0, 0, 0, 0, 1, 0), file);
		refused(Kind.USER, CopyMessage.AXIS_MISSING, range("1.2,1.3"), file);
		Path table = folder.resolve("table.fits");
		try (FitsWriter writer = FitsWriter.create(table)) {
			writer.table(Table.builder("T").reals("a", "", 1).build());
			writer.commit();
		}
		refused(Kind.DATA, KmosMessage.NO_IMAGE, region(0, 0, 0, 0, 0, 0), table);
		Path noise = folder.resolve("noise.fits");
		try (FitsWriter writer = FitsWriter.create(noise)) {
			writer.image("IFU.1.DATA", FitsHeader.EMPTY, "", new float[6], 3, 2);
			writer.image("IFU.1.NOISE", FitsHeader.EMPTY, "", new float[6], 2, 3);
			writer.commit();
		}
		assertThrows(FitsException.class, () -> run(region(0, 0, 0, 0, 0, 0), noise));
	}

	@Test
	void theRealCubeKeepsEveryVoxelAndItsPlace() throws ActorException, IOException, InterruptedException {
		Path real = TestData.require("real/kmos/ecdfsf3_ifu22.fits");
		FitsFile copy = copy(region(3, 12, 2, 0, 0, 0), real);
		Hdu original = FitsFile.open(real).hdus().get(1);
		Hdu copied = copy.hdus().get(1);
		assertEquals(original.name(), copied.name());
		assertArrayEquals(SkyWcs.of(original.header()).toSky(12, 14), SkyWcs.of(copied.header()).toSky(10, 13), 1e-9);
		assertArrayEquals(Wcs.wavelengthsMicron(original.header(), 3, 2048),
				Wcs.wavelengthsMicron(copied.header(), 3, 2048));
		float[] all = original.readFloats();
		float[] part = copied.readFloats();
		for (int i = 0; i < part.length; i++) {
			int x = i % 10 + 2;
			int y = i / 10 % 13 + 1;
			float expected = all[(i / 130 * 14 + y) * 15 + x];
			assertEquals(expected == 0 ? Float.NaN : expected, part[i]);
		}
	}
}
