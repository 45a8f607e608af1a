package org.armillary.data.fits;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;

import org.armillary.data.Cube;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.IntegerColumn;
import org.armillary.data.LogicalColumn;
import org.armillary.data.Mask;
import org.armillary.data.Pixels;
import org.armillary.data.RealColumn;
import org.armillary.data.Table;
import org.armillary.data.TextColumn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FitsWriterTest {

	private static final FitsHeader HEADER = FitsHeader.builder().set("CTYPE1", "RA---TAN", "projection")
			.set("CRVAL1", 53.0687375, "[deg]").set("BITPIX", 8, "left out").set("NAXIS7", 8, "left out")
			.set("EXTNAME", "left out", "").set("ESO DET CHIP GAIN", 2.1, "Gain in e-/ADU").comment("kept").build();

	@TempDir
	Path folder;

	@Test
	void cubesComeBackAsTheyWere() throws IOException {
		float[] values = { 1, Float.NaN, 3, 4e-20f, 5, 6, 7, 8, 9, 10, 11, 12 };
		float[] noise = { 1, Float.NaN, 3e-20f, 4, 5, 6, 7, 8, 9, 10, 11, 0 };
		var mask = new Mask(List.of(new Mask.Flag("HOT", 0, "hot pixel"), new Mask.Flag("COSMIC", 30, "")),
				new int[] { 0, 1, 0, 1 << 30, 0, 0, 0, 0, 0, 0, 0, 0 });
		Cube cube = Cube.of(2, 2, 3, values).withNoise(Pixels.of(noise)).withMask(mask).withUnit("erg.s**(-1)")
				.withHeader(HEADER);
		FitsFile file = write("a.fits",
				writer -> {
					writer.primary(HEADER);
					writer.cube("IFU.7.DATA", cube);
					writer.empty("IFU.8.DATA", HEADER);
				});
		assertEquals(List.of("PRIMARY", "IFU.7.DATA", "IFU.7.NOISE", "IFU.7.MASK", "IFU.8.DATA"),
				file.hdus().stream().map(Hdu::name).toList());
		Cube read = file.readCube("IFU.7");
		assertEquals(cube.values(), read.values());
		assertEquals(cube.variance(), read.variance());
		assertEquals(cube.mask(), read.mask());
		assertEquals("erg.s**(-1)", read.unit());
		assertEquals(List.of(2, 2, 3), List.of(read.nz(), read.ny(), read.nx()));
		assertEquals(53.0687375, read.header().real("CRVAL1"));
		assertEquals(HEADER.card("ESO DET CHIP GAIN"), read.header().card("ESO DET CHIP GAIN"));
		assertEquals(HEADER.comments(), read.header().comments());
		assertFalse(read.header().contains("NAXIS7"));
	}

	@Test
	void cubesOfDoublesKeepTheirPrecision() throws IOException {
		Pixels values = Pixels.of(Math.PI, 1e-300, Double.NaN);
		Cube plain = new Cube(1, 1, 3, values, Optional.empty(), Optional.empty(), "", HEADER);
		FitsFile file = write("a.fits", writer -> {
			writer.cube("A", plain);
			writer.cube("B", plain.withNoise(Pixels.of(0.1, 2, 3)));
			writer.cube("C", Cube.of(1, 1, 1, new float[1]).withNoise(Pixels.of(0.1)));
		});
		assertEquals(List.of(8, -64, -64, -64, -32, -32), file.hdus().stream().map(Hdu::bitpix).toList());
		assertEquals(values, file.readCube("A").values());
		assertEquals(values, file.readCube("B").values());
		assertArrayEquals(new double[] { 0.1, 2, 3 }, file.hdu("B.NOISE").readDoubles());
	}

	@Test
	void readsCubesOfOneExtension() throws IOException {
		Cube cube = Cube.of(1, 1, 2, new float[] { 1, 2 });
		FitsFile file = write("a.fits", writer -> writer.cube("CUBE", cube));
		assertEquals(cube.values(), file.readCube("CUBE").values());
		assertTrue(file.readCube("CUBE").variance().isEmpty());
		FitsFile unequal = write("b.fits",
				writer -> {
					writer.cube("A.DATA", cube);
					writer.cube("A.NOISE", Cube.of(2, 1, 1, new float[2]));
				});
		assertEquals("fits.dimensions-differ",
				assertThrows(FitsException.class, () -> unequal.readCube("A")).explanation().id());
	}

	@Test
	void writesEveryTypeOfPixel() throws IOException {
		FitsFile file = write("a.fits", writer -> {
			writer.image("D", HEADER, "adu", new double[] { Math.PI, Double.NaN }, 2, 1);
			writer.image("I", HEADER, "", new int[] { Integer.MIN_VALUE, 7 }, 2);
			writer.image("S", HEADER, "", new short[] { Short.MIN_VALUE, 7, 8 }, 3);
			writer.image("B", HEADER, "", new byte[] { -1, 7, 1, 2, 3 }, 5);
		});
		assertArrayEquals(new double[] { Math.PI, Double.NaN }, file.hdu("D").readDoubles());
		assertArrayEquals(new double[] { Integer.MIN_VALUE, 7 }, file.hdu("I").readDoubles());
		assertArrayEquals(new double[] { Short.MIN_VALUE, 7, 8 }, file.hdu("S").readDoubles());
		assertArrayEquals(new double[] { 255, 7, 1, 2, 3 }, file.hdu("B").readDoubles());
		assertThrows(IllegalArgumentException.class,
				() -> write("b.fits", writer -> writer.image("D", HEADER, "", new float[3], 2, 2)));
	}

	@Test
	void tablesComeBackAsTheyWere() throws IOException {
		Table table = Table.builder("STATS").reals("MEAN", "adu", 1.5, Double.NaN).singles("SD", "adu", 0.1f, 2)
				.integers("N", "", Long.MIN_VALUE, 3).texts("NAME", "IFU.1.DATA", "").logicals("OK", true, false)
				.add(new RealColumn("WIDE", "um", 3, new double[] { 1, 2, 3, 4, 5, 6 }, RealColumn.Storage.DOUBLE))
				.add(new IntegerColumn("SHORT", "", 1, new long[] { -1, -99 }, 16, OptionalLong.of(-99)))
				.add(new IntegerColumn("BYTE", "", 2, new long[] { 0, 255, 1, 2 }, 8, OptionalLong.empty()))
				.add(new TextColumn("LINES", "", 2, new String[] { "a", "bcd", "ef", "" }))
				.add(new LogicalColumn("FLAGS", "", 2, new boolean[] { true, false, false, true }))
				.header(FitsHeader.builder().set("ESO QC MEAN", 1.5, "").build()).build();
		Table read = write("a.fits", writer -> writer.table(table)).hdu("stats").readTable();
		assertEquals(table.columns(), read.columns());
		assertEquals("STATS", read.name());
		assertEquals(1.5, read.header().real("ESO QC MEAN"));
		assertTrue(read.integers("SHORT").isNull(1));
		assertEquals("bcd", read.texts("LINES").at(0, 1));
	}

	@Test
	void largeTablesAndImagesKeepTheirOrder() throws IOException {
		int rows = 300_001;
		long[] numbers = new long[rows];
		String[] names = new String[rows];
		for (int i = 0; i < rows; i++) {
			numbers[i] = i;
			names[i] = "n" + i % 1000;
		}
		FitsFile file = write("a.fits",
				writer -> writer.table(Table.builder("T").integers("N", "", numbers).texts("NAME", names).build()));
		assertArrayEquals(numbers, file.hdu("T").readTable().integers("N").values());
		assertArrayEquals(names, file.hdu("T").readTable().texts("NAME").values());
		Checksums.verify(file.path());
	}

	@Test
	void textsComeBackWhateverIsInThem() throws IOException {
		for (long seed : new long[] { 1, 2, 3 }) {
			var random = new Random(seed);
			FitsHeader.Builder header = FitsHeader.builder();
			var texts = new ArrayList<String>();
			for (int i = 0; i < 300; i++) {
				var text = new StringBuilder();
				for (int length = random.nextInt(300); text.length() < length;) {
					text.append("''' &&/=abc".charAt(random.nextInt(11)));
				}
				texts.add(text.toString().stripTrailing());
				header.set(i % 2 == 0 ? "TEXT" + i : "ESO PRO TEXT NUMBER" + i, text.toString(), "a comment");
			}
			FitsFile file = write("a.fits", writer -> writer.empty("A", header.build()));
			for (int i = 0; i < 300; i++) {
				String keyword = i % 2 == 0 ? "TEXT" + i : "ESO PRO TEXT NUMBER" + i;
				assertEquals(texts.get(i), file.hdu("A").header().text(keyword));
			}
		}
	}

	@Test
	void emptyTablesAreTables() throws IOException {
		Table table = Table.builder("T").reals("A", "").texts("B").build();
		assertEquals(0, write("a.fits", writer -> writer.table(table)).hdu("T").readTable().rows());
	}

	@Test
	void repeatedNamesGetAVersion() throws IOException {
		FitsFile file = write("a.fits", writer -> {
			writer.empty("A", HEADER);
			writer.empty("B", HEADER);
			writer.empty("a", HEADER);
		});
		assertEquals(2, file.find("A", 2).orElseThrow().version());
		assertEquals(1, file.hdu("A").version());
		assertFalse(file.hdu("B").header().contains("EXTVER"));
	}

	@Test
	void checksumsAreRight() throws IOException {
		FitsFile file = write("a.fits", writer -> {
			writer.primary(HEADER);
			writer.image("A", HEADER, "adu", new float[] { 1, 2, 3 }, 3);
			writer.image("B", HEADER, "", new byte[] { 1, 2, 3, 4, 5 }, 5);
			writer.empty("C", HEADER);
		});
		Checksums.verify(file.path());
	}

	@Test
	void theSameContentGivesTheSameBytes() throws IOException {
		Path first = write("a.fits", writer -> writer.cube("A", Cube.of(1, 1, 2, new float[] { 1, 2 }))).path();
		Path second = write("b.fits", writer -> writer.cube("A", Cube.of(1, 1, 2, new float[] { 1, 2 }))).path();
		assertEquals(-1, Files.mismatch(first, second));
	}

	@Test
	void theDigestIsThatOfTheContent() throws IOException {
		String plain = digest("a.fits", HEADER, 1);
		assertEquals(plain, ContentDigest.of(folder.resolve("a.fits")));
		assertEquals(plain, digest("b.fits", HEADER.with("DATE", "2026-01-01"), 1));
		assertNotEquals(plain, digest("c.fits", HEADER.with("CRVAL1", 53), 1));
		assertNotEquals(plain, digest("d.fits", HEADER, 2));
		assertEquals(64, plain.length());
	}

	@Test
	void nothingStaysWithoutCommit() throws IOException {
		Path target = folder.resolve("a.fits");
		try (FitsWriter writer = FitsWriter.create(target)) {
			writer.image("A", HEADER, "", new float[2], 2);
			assertFalse(Files.exists(target));
		}
		assertEquals(List.of(), files());
	}

	@Test
	void anOldFileStaysUntilTheNewOneIsComplete() throws IOException {
		Path target = Files.writeString(folder.resolve("a.fits"), "old");
		try (FitsWriter writer = FitsWriter.create(target)) {
			writer.durable();
			writer.image("A", HEADER, "", new float[2], 2);
			assertEquals("old", Files.readString(target));
			writer.commit();
			assertThrows(IllegalStateException.class, writer::commit);
		}
		assertEquals(2, FitsFile.open(target).hdus().size());
		assertEquals(List.of(target), files());
	}

	@Test
	void refusesFoldersItCannotWriteTo() throws IOException {
		assertEquals("fits.unwritable", unwritable(folder.resolve("none").resolve("a.fits")));
		assertEquals("fits.unwritable", unwritable(Files.writeString(folder.resolve("file"), "").resolve("a.fits")));
		assertEquals("fits.unwritable", unwritable(Files.createDirectory(folder.resolve("sub"))));
	}

	private static String unwritable(Path target) {
		return assertThrows(FitsException.class, () -> {
			try (FitsWriter writer = FitsWriter.create(target)) {
				writer.commit();
			}
		}).explanation().id();
	}

	private String digest(String name, FitsHeader header, float pixel) throws IOException {
		try (FitsWriter writer = FitsWriter.create(folder.resolve(name))) {
			writer.primary(header);
			writer.image("A", header, "", new float[] { pixel }, 1);
			return writer.commit();
		}
	}

	private List<Path> files() throws IOException {
		try (Stream<Path> list = Files.list(folder)) {
			return list.toList();
		}
	}

	@FunctionalInterface
	private interface Content {
		void writeTo(FitsWriter writer) throws FitsException;
	}

	private FitsFile write(String name, Content content) throws FitsException {
		Path target = folder.resolve(name);
		try (FitsWriter writer = FitsWriter.create(target)) {
			content.writeTo(writer);
			writer.commit();
		}
		return FitsFile.open(target);
	}
}
