package org.armillary.provenance.difference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.Table;
import org.armillary.data.fits.FitsWriter;
import org.armillary.provenance.difference.FileDifference.Bytes;
import org.armillary.provenance.difference.FileDifference.ColumnChange;
import org.armillary.provenance.difference.FileDifference.KeywordChange;
import org.armillary.provenance.difference.FileDifference.Missing;
import org.armillary.provenance.difference.FileDifference.Part;
import org.armillary.provenance.difference.FileDifference.Pixels;
import org.armillary.provenance.difference.FileDifference.Rows;
import org.armillary.provenance.difference.FileDifference.Same;
import org.armillary.provenance.difference.FileDifference.Size;
import org.armillary.provenance.difference.FileDifference.Unlike;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileComparisonTest {

	private static final double MEDIAN_PRECISION = 1 / 4000.0;

	@TempDir
	Path folder;

	/** Something that writes extensions. */
	private interface Content {
		void write(FitsWriter writer) throws FitsException;
	}

	private Path file(String name, FitsHeader primary, Content content) throws FitsException {
		Path file = folder.resolve(name);
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primary(primary);
			content.write(writer);
			writer.commit();
		}
		return file;
	}

	private Path file(String name, Content content) throws FitsException {
		return file(name, FitsHeader.EMPTY, content);
	}

	private FileDifference compare(Content one, Content other) throws IOException {
		return FileComparison.between(file("before.fits", one), file("now.fits", other));
	}

	/** What the statistics must be, from all differences at once. */
	private static void assertSize(List<Double> differences, Size size) {
		double[] sizes = differences.stream().mapToDouble(Math::abs).sorted().toArray();
		int number = sizes.length;
		assertEquals(number, size.pixels());
		double median = (sizes[(number - 1) / 2] + sizes[number / 2]) / 2;
		assertEquals(median, size.median(), median * MEDIAN_PRECISION);
		double rms = Math.sqrt(Arrays.stream(sizes).map(value -> value * value).sum() / number);
		assertEquals(rms, size.rms(), rms * 1e-10);
		double mean = differences.stream().mapToDouble(Double::doubleValue).sum() / number;
		assertEquals(mean, size.mean(), rms * 1e-10);
		assertEquals(sizes[number - 1], size.maximum());
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	void statisticsOfRandomImagesAreThoseOfAllDifferencesAtOnce(long seed) throws IOException {
		var random = new Random(seed);
		// more than one strip, which do not end where rows do
		int nx = 607;
		int ny = 900 + random.nextInt(200);
		float[] one = new float[nx * ny];
		float[] other = new float[nx * ny];
		float[] noise = new float[nx * ny];
		var differences = new ArrayList<Double>();
		var inNoise = new ArrayList<Double>();
		int different = 0;
		int appeared = 0;
		int vanished = 0;
		int place = -1;
		for (int i = 0; i < one.length; i++) {
			one[i] = (float) (random.nextGaussian() * 10);
			noise[i] = random.nextInt(50) == 0 ? random.nextBoolean() ? 0 : Float.NaN : random.nextFloat() + 0.1f;
			other[i] = random.nextInt(4) > 0 ? one[i]
					: one[i] + (float) (random.nextGaussian() * Math.pow(10, random.nextInt(6) - 3));
			one[i] = random.nextInt(100) == 0 ? Float.NaN : one[i];
			other[i] = random.nextInt(100) == 0 ? Float.NaN : other[i];
			if (Float.isNaN(one[i]) != Float.isNaN(other[i])) {
				different++;
				appeared += Float.isNaN(one[i]) ? 1 : 0;
				vanished += Float.isNaN(other[i]) ? 1 : 0;
			} else if (!Float.isNaN(one[i]) && one[i] != other[i]) {
				different++;
				double difference = (double) other[i] - one[i];
				if (place < 0 || Math.abs(difference) > Math.abs((double) other[place] - one[place])) {
					place = i;
				}
				differences.add(difference);
				if (noise[i] > 0) {
					inNoise.add(difference / noise[i]);
				}
			}
		}
		FileDifference found = compare(writer -> {
			writer.image("DET.1.DATA", FitsHeader.EMPTY, "adu", one, nx, ny);
			writer.image("DET.1.NOISE", FitsHeader.EMPTY, "adu", noise, nx, ny);
		}, writer -> {
			writer.image("DET.1.DATA", FitsHeader.EMPTY, "adu", other, nx, ny);
			writer.image("DET.1.NOISE", FitsHeader.EMPTY, "adu", noise, nx, ny);
		});
		assertEquals(List.of("DET.1.DATA"), found.parts().stream().map(Part::name).toList());
		var pixels = assertInstanceOf(Pixels.class, found.parts().getFirst().data());
		assertEquals((long) nx * ny, pixels.pixels());
		assertEquals(different, pixels.different());
		assertEquals(appeared, pixels.appeared());
		assertEquals(vanished, pixels.vanished());
		assertEquals(100.0 * different / (nx * ny), pixels.percent(), 1e-12);
		assertEquals("adu", pixels.unit());
		assertSize(differences, pixels.size());
		assertEquals(List.of(place % nx + 1L, place / nx + 1L), pixels.size().position());
		assertSize(inNoise, pixels.inNoise().orElseThrow());
		assertEquals(OptionalDouble.empty(), found.mostSigmas(), "pixels appeared and others have no noise");
	}

	@Test
	void anOffsetIsToldExactlyAndInNoise() throws IOException {
		float[] zero = new float[60];
		float[] offset = new float[60];
		Arrays.fill(offset, 0.05f);
		offset[47] = -0.075f;
		float[] noise = new float[60];
		Arrays.fill(noise, 0.5f);
		float[] variance = new float[60];
		Arrays.fill(variance, 0.25f);
		FileDifference kmos = compare(writer -> {
			writer.image("IFU.3.DATA", FitsHeader.EMPTY, "", zero, 3, 4, 5);
			writer.image("IFU.3.NOISE", FitsHeader.EMPTY, "", noise, 3, 4, 5);
		}, writer -> {
			writer.image("IFU.3.DATA", FitsHeader.EMPTY, "", offset, 3, 4, 5);
			writer.image("IFU.3.NOISE", FitsHeader.EMPTY, "", noise, 3, 4, 5);
		});
		Size size = ((Pixels) kmos.parts().getFirst().data()).size();
		assertEquals((double) 0.05f, size.median());
		assertEquals((double) 0.075f, size.maximum());
		assertEquals(List.of(3L, 4L, 4L), size.position(), "pixel 47 of 3 x 4 x 5");
		assertEquals(0.15, kmos.mostSigmas().orElseThrow(), 1e-7);
		FileDifference muse = compare(writer -> {
			writer.image("DATA", FitsHeader.EMPTY, "", zero, 60);
			writer.image("STAT", FitsHeader.EMPTY, "", variance, 60);
		}, writer -> {
			writer.image("DATA", FitsHeader.EMPTY, "", offset, 60);
			writer.image("STAT", FitsHeader.EMPTY, "", variance, 60);
		});
		assertEquals(0.15, muse.mostSigmas().orElseThrow(), 1e-7);
	}

	@Test
	void noiseOfAnotherSizeIsNotTaken() throws IOException {
		FileDifference found = compare(writer -> {
			writer.image("A.DATA", FitsHeader.EMPTY, "", new float[] { 1, 2 }, 2);
			writer.image("A.NOISE", FitsHeader.EMPTY, "", new float[] { 1, 2, 3 }, 3);
		}, writer -> {
			writer.image("A.DATA", FitsHeader.EMPTY, "", new float[] { 1, 3 }, 2);
			writer.image("A.NOISE", FitsHeader.EMPTY, "", new float[] { 1, 2, 3 }, 3);
		});
		assertEquals(Optional.empty(), ((Pixels) found.parts().getFirst().data()).inNoise());
		assertEquals(OptionalDouble.empty(), found.mostSigmas());
	}

	@Test
	void sameFilesDoNotDifferWhateverTheyAreCalledOrWhenTheyWereWritten() throws IOException {
		float[] pixels = { 1, Float.NaN, Float.POSITIVE_INFINITY, -0f };
		float[] same = { 1, Float.NaN, Float.POSITIVE_INFINITY, 0f };
		Path one = file("a.fits", FitsHeader.EMPTY.with("DATE", "2026-01-01").with("PIPEFILE", "a.fits")
				.with("ESO PRO REC1 PARAM1 VALUE", "5"), writer -> writer.image("X", FitsHeader.EMPTY, "", pixels, 4));
		Path other = file("b.fits", FitsHeader.EMPTY.with("DATE", "2026-02-01").with("PIPEFILE", "b.fits")
				.with("ESO PRO REC1 PARAM1 VALUE", "6"), writer -> writer.image("X", FitsHeader.EMPTY, "", same, 4));
		assertTrue(FileComparison.between(one, other).isEmpty());
	}

	@Test
	void infinitePixelsDifferWithoutSpoilingStatistics() throws IOException {
		FileDifference found = compare(
				writer -> writer.image("X", FitsHeader.EMPTY, "", new float[] { 1, 1, Float.POSITIVE_INFINITY }, 3),
				writer -> writer.image("X", FitsHeader.EMPTY, "", new float[] { Float.NEGATIVE_INFINITY, 3, 1 }, 3));
		var pixels = (Pixels) found.parts().getFirst().data();
		assertEquals(3, pixels.different());
		assertEquals(new Size(1, 2, 2, 2, 2, List.of(2L)), pixels.size());
	}

	@Test
	void hugeAndTinyDifferencesNeitherOverflowNorVanish() {
		for (double factor : new double[] { 1e300, 1, 1e-300 }) {
			var size = new DifferenceSize();
			size.add(3 * factor, 0);
			size.add(-4 * factor, 1);
			Size told = size.size(List.of(2L));
			assertEquals(Math.sqrt(12.5) * factor, told.rms(), 1e-12 * factor);
			assertEquals(3.5 * factor, told.median(), 1e-12 * factor);
			assertEquals(List.of(2L), told.position());
		}
	}

	@Test
	void tellsSizesKindsAndExtensionsThatAreNotInBoth() throws IOException {
		Table table = Table.builder("Y").reals("a", "", 1).build();
		FileDifference found = compare(writer -> {
			writer.image("X", FitsHeader.EMPTY, "", new float[6], 2, 3);
			writer.image("Y", FitsHeader.EMPTY, "", new float[6], 2, 3);
			writer.empty("GONE", FitsHeader.EMPTY);
		}, writer -> {
			writer.empty("NEW", FitsHeader.EMPTY);
			writer.table(table);
			writer.image("X", FitsHeader.EMPTY, "", new float[6], 3, 2);
		});
		assertEquals(List.of("X", "Y", "GONE", "NEW"), found.parts().stream().map(Part::name).toList());
		assertEquals(new Unlike("an image, 2 x 3", "an image, 3 x 2"), found.parts().get(0).data());
		assertInstanceOf(Unlike.class, found.parts().get(1).data());
		assertEquals(new Missing(true), found.parts().get(2).data());
		assertEquals(new Missing(false), found.parts().get(3).data());
	}

	/** Our files count extensions of the same name; those of others do not. */
	private static void withoutVersions(Path file) throws IOException {
		String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
		Files.writeString(file, bytes.replace("EXTVER  =", "EXTVERS ="), StandardCharsets.ISO_8859_1);
	}

	/** The second of a name is compared with the second, and pixels of it are told. */
	@Test
	void extensionsOfTheSameNameAreComparedInTheirOrder() throws IOException {
		Path one = file("one.fits", writer -> {
			writer.image("D", FitsHeader.EMPTY, "", new float[] { 1, 1 }, 2, 1);
			writer.image("E", FitsHeader.EMPTY, "", new float[] { 1, 1 }, 2, 1);
			writer.image("D", FitsHeader.EMPTY, "", new float[] { 2, 2 }, 2, 1);
			writer.image("D", FitsHeader.EMPTY, "", new float[] { 5, 5 }, 2, 1);
		});
		Path other = file("other.fits", writer -> {
			writer.image("D", FitsHeader.EMPTY, "", new float[] { 1, 1 }, 2, 1);
			writer.image("D", FitsHeader.EMPTY, "", new float[] { 2, 3 }, 2, 1);
			writer.image("E", FitsHeader.EMPTY, "", new float[] { 1, 1 }, 2, 1);
		});
		withoutVersions(one);
		withoutVersions(other);
		FileDifference found = FileComparison.between(one, other);
		assertEquals(List.of("D", "D"), found.parts().stream().map(Part::name).toList());
		assertEquals(1, ((Pixels) found.parts().get(0).data()).different());
		assertEquals(List.of(2L, 1L), ((Pixels) found.parts().get(0).data()).size().position());
		assertEquals(new Missing(true), found.parts().get(1).data());
	}

	@Test
	void tellsKeywordsWithTheirNumbersAndCommentsThatAloneDiffer() throws IOException {
		FitsHeader one = FitsHeader.EMPTY.with("GAIN", 2.1, "e-/adu").with("OBJECT", "a").with("EXPTIME", 10.0)
				.withHistory("first").withHistory("second");
		FitsHeader other = FitsHeader.EMPTY.with("GAIN", 2.1, "electrons").with("OBJECT", "b").with("NEW", 3L)
				.withHistory("first").withHistory("third");
		FileDifference found = FileComparison.between(file("a.fits", one, _ -> {
			// a primary header alone
		}), file("b.fits", other, _ -> {
			// likewise
		}));
		assertEquals(1, found.parts().size());
		assertEquals(new Same(), found.parts().getFirst().data());
		assertEquals(List.of(new KeywordChange("GAIN", Optional.of("2.1 / e-/adu"), Optional.of("2.1 / electrons")),
				new KeywordChange("OBJECT", Optional.of("a"), Optional.of("b")),
				new KeywordChange("NEW", Optional.empty(), Optional.of("3")),
				new KeywordChange("HISTORY[2]", Optional.of("second"), Optional.of("third")),
				new KeywordChange("EXPTIME", Optional.of("10.0"), Optional.empty())),
				found.parts().getFirst().keywords());
	}

	@Test
	void tellsRowsAndColumnsOfTables() throws IOException {
		Table one = Table.builder("T").reals("flux", "adu", 1, 2, Double.NaN, 4).texts("name", "a", "b", "c", "d")
				.integers("n", "", 1, 2, 3, 4).logicals("good", true, true, true, true).reals("old", "", 1, 1, 1, 1)
				.build();
		Table other = Table.builder("T").reals("flux", "adu", 1, 2.5, Double.NaN, 1, 9)
				.texts("name", "a", "b", "c", "D", "e").integers("n", "", 1, 2, 3, 4, 5)
				.logicals("good", true, true, true, true, false).reals("new", "", 1, 1, 1, 1, 1).build();
		FileDifference found = compare(writer -> writer.table(one), writer -> writer.table(other));
		var rows = assertInstanceOf(Rows.class, found.parts().getFirst().data());
		assertEquals(new Rows(4, 5, 2, List.of("old"), List.of("new"),
				List.of(new ColumnChange("flux", "adu", "numbers", 2, 2, OptionalDouble.of(3), 4),
						new ColumnChange("name", "", "text", 1, 4, OptionalDouble.empty(), 0)),
				true), rows);
	}

	@Test
	void largeTablesAreComparedRowByRowWithTheSameNumberOfRows() throws IOException {
		for (long seed = 1; seed <= 3; seed++) {
			var random = new Random(seed);
			int number = 100_000 + random.nextInt(100_000);
			double[] one = random.doubles(number).toArray();
			double[] other = one.clone();
			long different = 0;
			for (int i = 0; i < number; i++) {
				if (random.nextInt(1000) == 0) {
					other[i] += 1;
					different++;
				}
			}
			Path before = file("a.fits", writer -> writer.table(Table.builder("T").reals("x", "", one).build()));
			Path now = file("b.fits", writer -> writer.table(Table.builder("T").reals("x", "", other).build()));
			var byRow = (Rows) FileComparison.between(before, now, 0).parts().getFirst().data();
			assertFalse(byRow.byCell());
			assertEquals(different, byRow.different());
			var byCell = (Rows) FileComparison.between(before, now).parts().getFirst().data();
			assertEquals(different, byCell.different());
			assertEquals(1, byCell.columns().getFirst().maximum().orElseThrow(), 1e-12);
			assertTrue(FileComparison.between(before, before, 0).isEmpty());
		}
	}

	@Test
	void filesThatAreNotFitsAreComparedByteByByte() throws IOException {
		byte[] one = new byte[3_000_000];
		new Random(7).nextBytes(one);
		byte[] other = Arrays.copyOf(one, 2_500_000);
		other[1_999_999] ^= 1;
		other[2_400_000] ^= 1;
		Path before = Files.write(folder.resolve("a.csv"), one);
		Path now = Files.write(folder.resolve("b.csv"), other);
		assertEquals(List.of(new Part("", List.of(), new Bytes(3_000_000, 2_500_000, 2, 2_000_000))),
				FileComparison.between(before, now).parts());
		assertTrue(FileComparison.between(before, before).isEmpty());
	}

	@Test
	void aFileCompressedByGzipIsComparedByItsContent() throws IOException {
		float[] pixels = { 1, 2, 3, 4 };
		Path plain = file("a.fits", writer -> writer.image("X", FitsHeader.EMPTY, "", pixels, 4));
		Path other = file("b.fits", writer -> writer.image("X", FitsHeader.EMPTY, "", new float[] { 1, 2, 5, 4 }, 4));
		Path packed = folder.resolve("c.fits.gz");
		try (OutputStream file = Files.newOutputStream(packed); var gzip = new GZIPOutputStream(file)) {
			Files.copy(plain, gzip);
		}
		assertTrue(FileComparison.between(plain, packed).isEmpty());
		var found = (Pixels) FileComparison.between(other, packed).parts().getFirst().data();
		assertEquals(new Size(1, -2, 2, 2, 2, List.of(3L)), found.size());
	}

	@Test
	void aFitsFileThatIsDamagedIsRefusedAndNotComparedAsBytes() throws IOException {
		Path good = file("a.fits", writer -> writer.image("X", FitsHeader.EMPTY, "", new float[6], 2, 3));
		Path bad = Files.write(folder.resolve("b.fits"), Arrays.copyOf(Files.readAllBytes(good), 4000));
		assertThrows(FitsException.class, () -> FileComparison.between(good, bad));
	}
}
