package org.armillary.data.fits;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

import org.armillary.data.FitsCard;
import org.armillary.data.FitsException;
import org.armillary.data.FitsMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Headers without data are those of {@link FitsFile}, and what it refuses is refused, with the same words. */
class StoredHeadersTest {

	private static final int MUTATIONS = 2500;

	@TempDir
	Path folder;

	@Test
	void theRecordsAreThoseOfTheFile() throws IOException {
		for (Map.Entry<String, byte[]> seed : FuzzSeeds.all().entrySet()) {
			for (byte[] content : List.of(seed.getValue(), TileBytes.gzip(seed.getValue()))) {
				Path file = Files.write(folder.resolve("good.fits"), content);
				checkSame(FitsFile.open(file), StoredHeaders.read(file));
			}
		}
	}

	@Test
	void theRecordsOfRealFilesAreThoseOfTheFile() throws IOException {
		try (var files = Files.walk(RealData.require("real"))) {
			List<Path> found = files.filter(file -> file.toString().endsWith(".fits")).sorted().toList();
			assertTrue(found.size() > 20, found.size() + " files");
			for (Path file : found) {
				Optional<FitsFile> whole = open(file);
				if (whole.isPresent()) {
					checkSame(whole.orElseThrow(), StoredHeaders.read(file));
				}
			}
		}
	}

	private static Optional<FitsFile> open(Path file) throws IOException {
		try {
			return Optional.of(FitsFile.open(file));
		} catch (FitsException e) {
			assertEquals(e.explanation(),
					assertThrows(FitsException.class, () -> StoredHeaders.read(file)).explanation());
			return Optional.empty();
		}
	}

	private static void checkSame(FitsFile file, StoredHeaders headers) throws IOException {
		assertEquals(file.hdus().size(), headers.count());
		for (Hdu hdu : file.hdus()) {
			assertEquals(hdu.storedHeader().cards().stream().map(FitsCard::image).collect(Collectors.joining()),
					new String(headers.records(hdu.index()), StandardCharsets.ISO_8859_1), hdu.label());
			assertEquals(hdu.dataSize(), headers.dataBytes(hdu.index()), hdu.label());
		}
		StoredHeaders again = StoredHeaders.read(Path.of("again"), headers.blocks());
		assertEquals(headers.count(), again.count());
		assertEquals(0, headers.blocks().length % 2880);
		assertArrayEquals(headers.blocks(), again.blocks());
		for (int hdu = 0; hdu < headers.count(); hdu++) {
			assertArrayEquals(headers.records(hdu), again.records(hdu));
			assertEquals(headers.dataBytes(hdu), again.dataBytes(hdu));
		}
	}

	@Test
	void damagedFilesAreRefusedAlike() throws IOException {
		List<Map.Entry<String, byte[]>> seeds = List.copyOf(FuzzSeeds.all().entrySet());
		int refused = 0;
		int read = 0;
		for (int number = 0; number < MUTATIONS; number++) {
			var random = new Random(9_000_011L * number);
			byte[] content = FitsFuzzTest.mutated(seeds.get(number % seeds.size()).getValue().clone(), random);
			Path file = Files.write(folder.resolve("damaged.fits"),
					number % 9 == 0 ? TileBytes.gzip(content) : content);
			String whole = outcome(() -> FitsFile.open(file));
			String headers = outcome(() -> StoredHeaders.read(file));
			if (whole.isEmpty() || !headers.isEmpty()) {
				assertEquals(whole, headers, "mutation " + number);
				refused += whole.isEmpty() ? 0 : 1;
				read += whole.isEmpty() ? 1 : 0;
			} else {
				// what makes an image of a table is nothing of the structure of the file
				assertTrue(
						new String(StoredHeaders.read(file).blocks(), StandardCharsets.ISO_8859_1).contains("ZIMAGE"),
						"mutation " + number + ": " + whole);
			}
		}
		assertTrue(refused > 200, refused + " were refused");
		assertTrue(read > 200, read + " were read");
	}

	/** What headers back to back have to be. */
	@Test
	void dataAmongHeadersAreRefused() throws IOException {
		byte[] whole = FuzzSeeds.all().get("images");
		var refusal = assertThrows(FitsException.class, () -> StoredHeaders.read(Path.of("a"), whole));
		assertEquals(FitsMessage.BAD_STRUCTURE.id(), refusal.explanation().id());
		byte[] blocks = StoredHeaders.read(Files.write(folder.resolve("a.fits"), whole)).blocks();
		byte[] padded = Arrays.copyOf(blocks, blocks.length + 2880);
		refusal = assertThrows(FitsException.class, () -> StoredHeaders.read(Path.of("a"), padded));
		assertEquals(FitsMessage.BAD_STRUCTURE.id(), refusal.explanation().id());
		byte[] cut = Arrays.copyOf(blocks, 100);
		refusal = assertThrows(FitsException.class, () -> StoredHeaders.read(Path.of("a"), cut));
		assertEquals(FitsMessage.HEADER_TRUNCATED.id(), refusal.explanation().id());
		refusal = assertThrows(FitsException.class, () -> StoredHeaders.read(Path.of("a"), new byte[0]));
		assertEquals(FitsMessage.EMPTY.id(), refusal.explanation().id());
		refusal = assertThrows(FitsException.class, () -> StoredHeaders.read(folder));
		assertEquals(FitsMessage.DIRECTORY.id(), refusal.explanation().id());
		refusal = assertThrows(FitsException.class, () -> StoredHeaders.read(folder.resolve("missing.fits")));
		assertEquals(FitsMessage.MISSING.id(), refusal.explanation().id());
	}

	@FunctionalInterface
	private interface Opening {
		Object open() throws IOException;
	}

	private static String outcome(Opening opening) throws IOException {
		try {
			opening.open();
			return "";
		} catch (FitsException e) {
			return e.explanation().text();
		}
	}
}
