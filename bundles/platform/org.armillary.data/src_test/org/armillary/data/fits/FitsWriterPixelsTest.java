package org.armillary.data.fits;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;

import org.armillary.data.Cube;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.Image;
import org.armillary.data.Mask;
import org.armillary.data.Pixels;
import org.armillary.data.Spectrum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images, spectra, the primary HDU and pixels that come piece by piece. */
class FitsWriterPixelsTest {

	private static final FitsHeader HEADER = FitsHeader.builder().set("CRVAL1", 53.0687375, "[deg]")
			.set("INHERIT", true, "").set("BLANK", -1, "left out").build();

	@TempDir
	Path folder;

	@Test
	void imagesHaveExtensionsLikeCubes() throws IOException {
		Image image = Image.of(2, 3, new float[] { 1, 2, Float.NaN, 4, 5, 6 }).withUnit("adu").withHeader(HEADER);
		Image whole = image.withNoise(Pixels.of(1f, 2, 3, 4, 5, Float.NaN))
				.withMask(new Mask(List.of(new Mask.Flag("HOT", 1, "hot pixel")), new int[] { 0, 2, 0, 0, 2, 0 }));
		FitsFile file = write(writer -> {
			writer.image("PLAIN.DATA", image);
			writer.image("DET.1", whole);
			writer.image("DET.2.DATA", image.withVariance(Pixels.of(new float[6])));
		});
		assertEquals(List.of("PRIMARY", "PLAIN.DATA", "DET.1.DATA", "DET.1.NOISE", "DET.1.MASK", "DET.2.DATA",
				"DET.2.NOISE"), names(file));
		assertEquals(List.of(3L, 2L), file.hdu("DET.1.MASK").dimensions());
		assertArrayEquals(image.values().floats(), file.hdu("DET.1.DATA").readFloats());
		assertArrayEquals(new float[] { 1, 2, 3, 4, 5, Float.NaN }, file.hdu("DET.1.NOISE").readFloats());
		assertArrayEquals(new float[] { 0, 2, 0, 0, 2, 0 }, file.hdu("DET.1.MASK").readFloats());
		assertEquals("HOT", file.hdu("DET.1.MASK").header().text("FLAG1"));
		assertEquals("adu", file.hdu("DET.1.NOISE").header().text("BUNIT"));
		assertFalse(file.hdu("DET.1.MASK").header().contains("BUNIT"));
		assertFalse(file.hdu("DET.1.DATA").header().contains("BLANK"));
		assertTrue(file.hdu("DET.1.DATA").header().logical("INHERIT"));
	}

	@Test
	void spectraHaveExtensionsLikeCubes() throws IOException {
		Spectrum spectrum = Spectrum.of(1, 2, Float.NaN).withNoise(Pixels.of(0.5, 0.25, 1)).withHeader(HEADER);
		FitsFile file = write(writer -> writer.spectrum("IFU.7", spectrum));
		assertEquals(List.of("PRIMARY", "IFU.7.DATA", "IFU.7.NOISE"), names(file));
		assertEquals(List.of(3L), file.hdu("IFU.7.NOISE").dimensions());
		assertArrayEquals(new double[] { 0.5, 0.25, 1 }, file.hdu("IFU.7.NOISE").readDoubles());
		assertEquals(-32, file.hdu("IFU.7.NOISE").bitpix());
	}

	@Test
	void masksTakeAsFewBitsAsTheyNeed() throws IOException {
		List<Mask.Flag> none = List.of();
		FitsFile file = write(writer -> {
			writer.image("A", masked(new Mask(List.of(new Mask.Flag("F", 7, "")), new int[] { 255, 0 })));
			writer.image("B", masked(new Mask(List.of(new Mask.Flag("F", 8, "")), new int[] { 0, 1 })));
			writer.image("C", masked(new Mask(none, new int[] { 1 << 14, 3 })));
			writer.image("D", masked(new Mask(none, new int[] { 1 << 15, 3 })));
			writer.image("E", masked(new Mask(List.of(new Mask.Flag("F", 30, "")), new int[] { 0, 0 })));
		});
		assertEquals(List.of(8, 16, 16, 32, 32), List.of("A", "B", "C", "D", "E").stream()
				.map(name -> file.find(name + ".MASK").orElseThrow().bitpix()).toList());
		assertArrayEquals(new double[] { 255, 0 }, file.hdu("A.MASK").readDoubles());
		assertArrayEquals(new double[] { 1 << 14, 3 }, file.hdu("C.MASK").readDoubles());
		assertArrayEquals(new double[] { 1 << 15, 3 }, file.hdu("D.MASK").readDoubles());
	}

	@Test
	void thePrimaryHduCanHoldPixels() throws IOException {
		Image image = Image.of(1, 2, new float[] { 1.5f, Float.NaN }).withUnit("adu").withHeader(HEADER);
		FitsFile file = write(writer -> {
			writer.primaryImage(image);
			writer.empty("A", FitsHeader.EMPTY);
		});
		assertArrayEquals(image.values().floats(), file.primary().readFloats());
		assertEquals("adu", file.primary().header().text("BUNIT"));
		assertFalse(file.primary().header().contains("INHERIT"));
		assertEquals(List.of("PRIMARY", "A"), names(file));
		assertArrayEquals(new double[] { 1, -2 },
				write(writer -> writer.primaryImage(HEADER, "", new short[] { 1, -2 }, 2, 1)).primary().readDoubles());
		assertArrayEquals(new float[] { 1, -2 },
				write(writer -> writer.primaryImage(HEADER, "", new float[] { 1, -2 }, 2)).primary().readFloats());
		Image noisy = image.withVariance(Pixels.of(1f, 1));
		assertThrows(IllegalArgumentException.class, () -> write(writer -> writer.primaryImage(noisy)));
		assertThrows(IllegalStateException.class, () -> write(writer -> {
			writer.empty("A", FitsHeader.EMPTY);
			writer.primaryImage(image);
		}));
	}

	@Test
	void integersWithoutDataAreBlank() throws IOException {
		FitsFile file = write(writer -> {
			writer.image("I", HEADER, "", new int[] { 1, -99 }, OptionalInt.of(-99), 2);
			writer.image("S", HEADER, "", new short[] { 1, -99 }, OptionalInt.of(-99), 2);
		});
		assertArrayEquals(new double[] { 1, Double.NaN }, file.hdu("I").readDoubles());
		assertArrayEquals(new double[] { 1, Double.NaN }, file.hdu("S").readDoubles());
	}

	@Test
	void pixelsInPiecesGiveTheSameFile() throws IOException {
		for (long seed : new long[] { 1, 2, 3 }) {
			var random = new Random(seed);
			int nx = 501 + random.nextInt(100);
			int ny = 301 + random.nextInt(100);
			float[] floats = new float[nx * ny];
			double[] doubles = new double[nx * ny];
			int[] ints = random.ints((long) nx * ny).toArray();
			short[] shorts = new short[nx * ny];
			byte[] bytes = new byte[nx * ny];
			random.nextBytes(bytes);
			for (int i = 0; i < floats.length; i++) {
				floats[i] = random.nextInt(10) == 0 ? Float.NaN : random.nextFloat();
				doubles[i] = random.nextDouble();
				shorts[i] = (short) random.nextInt();
			}
			String whole = commit(folder.resolve("whole.fits"), writer -> {
				writer.image("F", HEADER, "adu", floats, nx, ny);
				writer.image("D", HEADER, "adu", doubles, nx, ny);
				writer.image("I", HEADER, "", ints, nx, ny);
				writer.image("S", HEADER, "", shorts, nx, ny);
				writer.image("B", HEADER, "", bytes, nx, ny);
			});
			String pieces = commit(folder.resolve("pieces.fits"), writer -> {
				ImageStream stream = writer.beginImage("F", HEADER, "adu", -32, nx, ny);
				inPieces(random, floats.length, (from, count) -> stream.write(floats, from, count));
				stream.finish();
				ImageStream second = writer.beginImage("D", HEADER, "adu", -64, nx, ny);
				inPieces(random, floats.length, (from, count) -> second.write(doubles, from, count));
				second.finish();
				ImageStream third = writer.beginImage("I", HEADER, "", 32, nx, ny);
				third.write(ints);
				third.finish();
				ImageStream fourth = writer.beginImage("S", HEADER, "", 16, nx, ny);
				inPieces(random, floats.length, (from, count) -> fourth.write(shorts, from, count));
				fourth.finish();
				ImageStream fifth = writer.beginImage("B", HEADER, "", 8, nx, ny);
				inPieces(random, floats.length, (from, count) -> fifth.write(bytes, from, count));
				fifth.finish();
			});
			assertEquals(-1, Files.mismatch(folder.resolve("whole.fits"), folder.resolve("pieces.fits")));
			assertEquals(whole, pieces);
			assertEquals(pieces, ContentDigest.of(folder.resolve("pieces.fits")));
			Checksums.verify(folder.resolve("pieces.fits"));
		}
	}

	@Test
	void streamsWantAllTheirPixels() throws IOException {
		Path target = folder.resolve("a.fits");
		try (FitsWriter writer = FitsWriter.create(target)) {
			assertThrows(IllegalArgumentException.class, () -> writer.beginImage("A", HEADER, "", 64, 2, 2));
			ImageStream stream = writer.beginImage("A", HEADER, "", -32, 2, 2);
			stream.write(new float[3]);
			assertThrows(IllegalStateException.class, stream::finish);
			assertThrows(IllegalStateException.class, () -> stream.write(new float[2]));
			assertThrows(IllegalArgumentException.class, () -> stream.write(new double[1]));
			assertThrows(IllegalStateException.class, () -> writer.empty("B", HEADER));
			assertThrows(IllegalStateException.class, writer::commit);
			stream.write(new float[] { 0, 7 }, 1, 1);
			stream.finish();
			assertThrows(IllegalStateException.class, stream::finish);
			assertThrows(IllegalStateException.class, () -> stream.write(new float[0]));
			writer.commit();
		}
		assertArrayEquals(new float[] { 0, 0, 0, 7 }, FitsFile.open(target).hdu("A").readFloats());
	}

	@Test
	void cubesOfManyChunksComeBack() throws IOException {
		float[] values = new float[300_007];
		for (int i = 0; i < values.length; i++) {
			values[i] = i;
		}
		Cube cube = Cube.of(1, 1, values.length, values).withVariance(Pixels.of(values));
		FitsFile file = write(writer -> {
			writer.cube("A", cube);
			writer.cube("B", cube);
		});
		assertArrayEquals(values, file.hdu("B.DATA").readFloats());
		float[] noise = file.hdu("B.NOISE").readFloats();
		for (int i = 0; i < values.length; i++) {
			assertEquals((float) Math.sqrt(i), noise[i]);
		}
		Checksums.verify(file.path());
		assertEquals(ContentDigest.of(file), commit(folder.resolve("again.fits"), writer -> {
			writer.cube("A", cube);
			writer.cube("B", cube);
		}));
	}

	@FunctionalInterface
	private interface Content {
		void writeTo(FitsWriter writer) throws FitsException;
	}

	@FunctionalInterface
	private interface Piece {
		void write(int from, int count) throws FitsException;
	}

	private static void inPieces(Random random, int pixels, Piece piece) throws FitsException {
		for (int from = 0; from < pixels;) {
			int count = Math.min(pixels - from, random.nextInt(40_000));
			piece.write(from, count);
			from += count;
		}
	}

	private static Image masked(Mask mask) {
		return Image.of(1, 2, new float[2]).withMask(mask);
	}

	private static List<String> names(FitsFile file) {
		return file.hdus().stream().map(Hdu::name).toList();
	}

	private FitsFile write(Content content) throws FitsException {
		Path target = folder.resolve("written.fits");
		commit(target, content);
		return FitsFile.open(target);
	}

	private static String commit(Path target, Content content) throws FitsException {
		try (FitsWriter writer = FitsWriter.create(target)) {
			content.writeTo(writer);
			return writer.commit();
		}
	}
}
