package org.armillary.data.fits;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

import org.armillary.data.FitsCard;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers are changed in place, and nothing but them. */
class HeaderEditTest {

	@TempDir
	Path folder;

	/** A file with so many keywords, pixels in its primary HDU and an extension. */
	private Path write(int keywords) throws IOException {
		Path file = folder.resolve("file.fits");
		FitsHeader.Builder header = FitsHeader.builder();
		for (int i = 0; i < keywords; i++) {
			header.set("ESO DET KEY" + i, i, "a keyword");
		}
		try (FitsWriter writer = FitsWriter.create(file)) {
			writer.primaryImage(header.build(), "adu", new float[] { 1.5f, Float.NaN, -3 }, 3);
			writer.image("A", FitsHeader.EMPTY, "", new int[] { 1, 2, 3 }, 3);
			writer.commit();
		}
		return file;
	}

	/** As where a product is the copy of a file in a store: its header is changed all the same, and not by force. */
	@Test
	void whatMayNotBeWrittenIsReplaced() throws IOException {
		Path file = write(3);
		byte[] before = Files.readAllBytes(file);
		Path other = Files.createLink(folder.resolve("other name.fits"), file);
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
		assertTrue(HeaderEdit.primary(file, header -> more(header, 1)));
		assertEquals("a0.fits", HeaderEdit.read(file).orElseThrow().text("ESO PRO REC1 RAW0 NAME"));
		assertEquals(before.length, Files.size(file));
		assertArrayEquals(before, Files.readAllBytes(other));
		assertTrue(Files.isWritable(file) && Files.getPosixFilePermissions(file)
				.contains(PosixFilePermission.OWNER_WRITE));
		try (var files = Files.list(folder)) {
			assertEquals(2, files.count());
		}
	}

	@Test
	void headersAreReadOfWhatCouldBeChanged() throws IOException {
		Path file = write(3);
		assertEquals(FitsFile.open(file).primary().header().cards().getFirst(),
				HeaderEdit.read(file).orElseThrow().cards().getFirst());
		assertTrue(HeaderEdit.read(Files.writeString(folder.resolve("text.fits"), "text")).isEmpty());
		assertThrows(FitsException.class, () -> HeaderEdit.read(folder.resolve("missing.fits")));
	}

	private static FitsHeader more(FitsHeader header, int keywords) {
		FitsHeader.Builder more = FitsHeader.builder();
		List<FitsCard> cards = header.cards();
		cards.subList(0, cards.size() - 2).forEach(more::add);
		for (int i = 0; i < keywords; i++) {
			more.add(FitsCard.of("ESO PRO REC1 RAW" + i + " NAME", "a" + i + ".fits", ""));
		}
		cards.subList(cards.size() - 2, cards.size()).forEach(more::add);
		return more.build();
	}

	/** Whatever the header was and becomes: shorter by blocks, as long, or longer. */
	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5 })
	void nothingButTheHeaderChanges(long seed) throws IOException {
		var random = new Random(seed);
		for (int round = 0; round < 20; round++) {
			int keywords = random.nextInt(80);
			int added = random.nextInt(80);
			int removed = random.nextInt(keywords + 1);
			Path file = write(keywords);
			FitsFile before = FitsFile.open(file);
			byte[] bytes = Files.readAllBytes(file);
			FitsHeader[] expected = new FitsHeader[1];
			boolean changed = HeaderEdit.primary(file, header -> {
				FitsHeader.Builder less = header.toBuilder();
				for (int i = 0; i < removed; i++) {
					less.remove("ESO DET KEY" + i);
				}
				expected[0] = more(less.build(), added);
				return expected[0];
			});
			assertEquals(added + removed > 0, changed);
			FitsFile after = FitsFile.open(file);
			assertEquals(expected[0].without("CHECKSUM"), after.primary().storedHeader().without("CHECKSUM"));
			Checksums.verify(file);
			byte[] now = Files.readAllBytes(file);
			int dataBefore = (int) before.primary().dataOffset();
			int dataNow = (int) after.primary().dataOffset();
			assertArrayEquals(Arrays.copyOfRange(bytes, dataBefore, bytes.length),
					Arrays.copyOfRange(now, dataNow, now.length));
			assertEquals(HeaderScanner.blocks((expected[0].cards().size() + 1) * 80L), dataNow);
			try (var files = Files.list(folder)) {
				assertEquals(List.of(file), files.toList());
			}
		}
	}

	@Test
	void whatFitsIntoTheLastBlockIsWrittenInPlace() throws IOException {
		Path file = write(3);
		Object before = Files.getAttribute(file, "unix:ino");
		assertTrue(HeaderEdit.primary(file, header -> more(header, 4)));
		assertEquals(before, Files.getAttribute(file, "unix:ino"));
	}

	@Test
	void aHeaderThatStaysIsNotWritten() throws IOException {
		Path file = write(3);
		var time = Files.getLastModifiedTime(file);
		assertFalse(HeaderEdit.primary(file, header -> header));
		assertEquals(time, Files.getLastModifiedTime(file));
	}

	@Test
	void aWrongChecksumStaysWrong() throws IOException {
		Path file = write(3);
		byte[] bytes = Files.readAllBytes(file);
		bytes[2880 + 1] ^= 4;
		Files.write(file, bytes);
		HeaderEdit.primary(file, header -> more(header, 50));
		assertThrows(AssertionError.class, () -> Checksums.verify(file));
	}

	@Test
	void aFileWithoutChecksumGetsNone() throws IOException {
		Path file = folder.resolve("plain.fits");
		var text = new StringBuilder();
		List.of("SIMPLE  =                    T", "BITPIX  =                    8", "NAXIS   =                    0",
				"END")
				.forEach(record -> text.append("%-80s".formatted(record)));
		Files.writeString(file, "%-2880s".formatted(text), StandardCharsets.US_ASCII);
		assertTrue(HeaderEdit.primary(file, header -> header.with("OBJECT", "x")));
		assertEquals(List.of("SIMPLE", "BITPIX", "NAXIS", "OBJECT"),
				FitsFile.open(file).primary().header().cards().stream().map(FitsCard::keyword).toList());
	}

	@Test
	void whatIsNoPlainFitsFileIsLeftAlone() throws IOException {
		Path text = Files.writeString(folder.resolve("a.txt"), "SIMPLE  = nothing of the kind");
		Path empty = Files.createFile(folder.resolve("empty.fits"));
		Path whole = write(60);
		Path cut = Files.write(folder.resolve("cut.fits"), Arrays.copyOf(Files.readAllBytes(whole), 2880));
		Path compressed = folder.resolve("a.fits.gz");
		try (var out = new GZIPOutputStream(Files.newOutputStream(compressed))) {
			Files.copy(whole, out);
		}
		for (Path file : List.of(text, empty, cut, compressed)) {
			byte[] before = Files.readAllBytes(file);
			assertFalse(HeaderEdit.primary(file, header -> header.with("OBJECT", "x")), file.toString());
			assertArrayEquals(before, Files.readAllBytes(file));
		}
	}

	@Test
	void theStructureCannotBeChanged() throws IOException {
		Path file = write(3);
		byte[] before = Files.readAllBytes(file);
		assertThrows(IllegalArgumentException.class,
				() -> HeaderEdit.primary(file, header -> header.with("NAXIS1", 2)));
		assertArrayEquals(before, Files.readAllBytes(file));
	}
}
