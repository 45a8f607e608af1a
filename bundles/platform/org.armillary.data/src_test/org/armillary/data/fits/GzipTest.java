package org.armillary.data.fits;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

import org.armillary.data.FitsException;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Files compressed by gzip as a whole. */
class GzipTest {

	private static final int PIXELS = 50_000;

	@TempDir
	Path folder;

	private static byte[] plain() {
		ByteBuffer data = ByteBuffer.allocate(4 * PIXELS);
		for (int i = 0; i < PIXELS; i++) {
			data.putFloat((float) Math.sin(i));
		}
		String[] extension = { "XTENSION= 'IMAGE   '", "BITPIX  = -32", "NAXIS   = 1", "NAXIS1  = " + PIXELS,
				"PCOUNT  = 0", "GCOUNT  = 1" };
		String[] long1000 = new String[1000];
		Arrays.fill(long1000, "HISTORY a long header");
		System.arraycopy(extension, 0, long1000, 0, 6);
		return new FitsBytes().primary().hdu(data.array(), extension).hdu(data.array(), long1000).toArray();
	}

	private Path write(byte[] content) throws IOException {
		return Files.write(folder.resolve("a.fits.gz"), content);
	}

	@Test
	void readsAsTheUncompressedFileDoes() throws IOException {
		byte[] plain = plain();
		FitsFile expected = FitsFile.open(Files.write(folder.resolve("a.fits"), plain));
		for (byte[] content : List.of(TileBytes.gzip(plain),
				TileBytes.gzip(Arrays.copyOf(plain, 3000), new byte[0], Arrays.copyOfRange(plain, 3000, 3001),
						Arrays.copyOfRange(plain, 3001, plain.length)))) {
			FitsFile file = FitsFile.open(write(content));
			assertTrue(file.isGzip());
			assertFalse(expected.isGzip());
			assertEquals(plain.length, file.size());
			assertEquals(3, file.hdus().size());
			for (int i = 0; i < 3; i++) {
				assertEquals(expected.hdus().get(i).header(), file.hdus().get(i).header());
				assertEquals(expected.hdus().get(i).dataOffset(), file.hdus().get(i).dataOffset());
			}
			for (int i = 1; i < 3; i++) {
				assertArrayEquals(expected.hdus().get(i).readFloats(), file.hdus().get(i).readFloats());
				assertArrayEquals(expected.hdus().get(i).readFloats(40_000, 10),
						file.hdus().get(i).readFloats(40_000, 10));
			}
			assertEquals(ContentDigest.of(expected), ContentDigest.of(file));
		}
	}

	@Test
	void anythingCutShortIsRefusedWhenItIsOpened() throws IOException {
		byte[] whole = TileBytes.gzip(plain());
		for (int length = 2; length < whole.length; length += length < 40 ? 1 : 997) {
			assertEquals("fits.gzip-damaged", opened(Arrays.copyOf(whole, length)), "cut at " + length);
		}
		// all that is compressed is whole, but it is less than the header promises
		assertEquals("fits.truncated", opened(TileBytes.gzip(Arrays.copyOf(plain(), 3 * 2880))));
		assertEquals("fits.header-truncated", opened(TileBytes.gzip(Arrays.copyOf(plain(), 200))));
		assertEquals("fits.not-fits", opened(TileBytes.gzip(new byte[5])));
		assertEquals("fits.empty", opened(TileBytes.gzip(new byte[0])));
	}

	@Test
	void damagedBytesAreFound() throws IOException {
		byte[] whole = TileBytes.gzip(plain());
		for (int place = 10; place < whole.length; place += 4001) {
			byte[] damaged = whole.clone();
			damaged[place] ^= 0x55;
			write(damaged);
			assertThrows(FitsException.class, () -> FitsFile.open(folder.resolve("a.fits.gz")), "byte " + place);
		}
		byte[] checksum = whole.clone();
		checksum[whole.length - 6] ^= 1;
		assertEquals("fits.gzip-damaged", opened(checksum));
	}

	@Test
	void promisesAreCheckedBeforeMemoryIsTaken() throws IOException {
		for (String pixels : List.of("1000000000", "100000000000")) {
			byte[] header = new FitsBytes().hdu(new byte[100], "SIMPLE  =                    T", "BITPIX  = 8",
					"NAXIS   = 1", "NAXIS1  = " + pixels).toArray();
			assertEquals(pixels.length() > 10 ? "fits.gzip-too-large" : "fits.truncated",
					opened(TileBytes.gzip(header)));
		}
	}

	@Test
	void bombsCostLittle() throws IOException {
		Path bomb = folder.resolve("a.fits.gz");
		byte[] zeros = new byte[1 << 20];
		try (OutputStream stream = new GZIPOutputStream(Files.newOutputStream(bomb), 1 << 16)) {
			stream.write(new FitsBytes().primary().toArray());
			for (int i = 0; i < 100; i++) {
				stream.write(zeros);
			}
			// content after the padding: the file is refused, and before that nothing of it is kept
			stream.write(7);
		}
		Assertions.assertTimeoutPreemptively(Duration.ofSeconds(60),
				() -> assertEquals("fits.bad-structure", id(() -> FitsFile.open(bomb))));
	}

	@Test
	void nothingIsLeftBehind() throws IOException {
		Set<Path> before = scratchFiles();
		FitsFile file = FitsFile.open(write(TileBytes.gzip(plain())));
		assertEquals(before, scratchFiles());
		assertEquals(PIXELS, file.hdus().get(1).readFloats().length);
		assertEquals(before, scratchFiles());
		Files.write(file.path(), Arrays.copyOf(TileBytes.gzip(plain()), 1000));
		assertEquals(PIXELS, file.hdus().get(2).readFloats().length);
		FitsFile again = FitsFile.open(write(TileBytes.gzip(plain())));
		Files.write(file.path(), Arrays.copyOf(TileBytes.gzip(plain()), 1000));
		assertEquals("fits.gzip-damaged", id(() -> again.hdus().get(1).readFloats()));
		write(TileBytes.gzip(Arrays.copyOf(plain(), 2880)));
		assertEquals("fits.unreadable", id(() -> again.hdus().get(1).readFloats()));
		Files.delete(file.path());
		assertEquals("fits.missing", id(() -> again.hdus().get(1).readFloats()));
		assertEquals(before, scratchFiles());
	}

	@Test
	@EnabledOnOs(OS.LINUX)
	void contentIsNotMappedAndIsGivenBack() throws Exception {
		long before = openScratchFiles();
		FitsFile file = FitsFile.open(write(TileBytes.gzip(plain())));
		assertEquals(PIXELS, file.hdus().get(1).readFloats().length);
		assertEquals(before + 1, openScratchFiles());
		assertFalse(Files.readString(Path.of("/proc/self/maps")).contains("/armillary"));
		file = null;
		for (int i = 0; i < 100 && openScratchFiles() > before; i++) {
			System.gc();
			Thread.sleep(50);
		}
		assertTrue(openScratchFiles() <= before);
	}

	/** Scratch files that this process holds open. */
	private static long openScratchFiles() throws IOException {
		long count = 0;
		try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
			for (Path descriptor : open) {
				count += target(descriptor).matches(".*/armillary\\d+\\.fits.*") ? 1 : 0;
			}
		}
		return count;
	}

	private static String target(Path descriptor) throws IOException {
		try {
			return Files.readSymbolicLink(descriptor).toString();
		} catch (NoSuchFileException _) {
			return "closed meanwhile";
		}
	}

	@Test
	void anInterruptEndsOneReadingAndNoOther() throws Exception {
		FitsFile file = FitsFile.open(write(TileBytes.gzip(plain())));
		float[] expected = file.hdus().get(1).readFloats();
		try (FileContent.Access access = file.hdus().get(1).content().open()) {
			Thread.currentThread().interrupt();
			assertEquals("fits.unreadable", id(() -> file.hdus().get(1).readFloats()));
			assertTrue(Thread.interrupted());
			// begun before the interrupt
			assertEquals(80, access.read(ByteBuffer.allocate(80), 0));
		}
		assertArrayEquals(expected, file.hdus().get(1).readFloats());
	}

	@Test
	void manyThreadsReadAtOnce() throws Exception {
		FitsFile file = FitsFile.open(write(TileBytes.gzip(plain())));
		float[] expected = FitsFile.open(Files.write(folder.resolve("a.fits"), plain())).hdus().get(2).readFloats();
		try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
			var readings = new ArrayList<Callable<float[]>>();
			for (int i = 0; i < 50; i++) {
				readings.add(file.hdus().get(1 + i % 2)::readFloats);
			}
			for (Future<float[]> reading : executor.invokeAll(readings)) {
				assertArrayEquals(expected, reading.get());
			}
		}
	}

	private static Set<Path> scratchFiles() throws IOException {
		try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
			return files.filter(file -> file.getFileName().toString().matches("armillary.*\\.fits"))
					.collect(Collectors.toSet());
		}
	}

	private String opened(byte[] content) throws IOException {
		Path file = write(content);
		return id(() -> FitsFile.open(file));
	}

	private static String id(Executable executable) {
		return assertThrows(FitsException.class, executable).explanation().id();
	}
}
