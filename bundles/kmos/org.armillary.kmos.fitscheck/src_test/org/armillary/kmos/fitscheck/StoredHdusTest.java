package org.armillary.kmos.fitscheck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.FitsMessage;
import org.armillary.data.Table;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.FitsWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredHdusTest {

	@TempDir
	private Path folder;

	private Path path;

	@BeforeEach
	void write() throws IOException {
		path = folder.resolve("file.fits");
		try (FitsWriter writer = FitsWriter.create(path)) {
			writer.image("A", FitsHeader.EMPTY, "", new float[400_000], 400, 1000);
			writer.empty("B", FitsHeader.EMPTY);
			writer.table(Table.builder("C").texts("t", "x", "yy").build());
			writer.image("D", FitsHeader.EMPTY, "", new short[] { 1, 2, 3 }, 3);
			writer.commit();
		}
	}

	@Test
	void allBytesOfAFileAreGivenOnce() throws IOException, InterruptedException {
		FitsFile file = FitsFile.open(path);
		var bytes = new ByteArrayOutputStream();
		try (StoredHdus stored = StoredHdus.open(file)) {
			while (stored.advance()) {
				bytes.writeBytes(stored.header());
				stored.data((chunk, count) -> {
					assertEquals(0, count % 2880);
					bytes.write(chunk, 0, count);
				});
			}
		}
		assertArrayEquals(Files.readAllBytes(path), bytes.toByteArray());
	}

	@Test
	void aFileCompressedAsAWholeGivesTheBytesInside() throws IOException, InterruptedException {
		Path compressed = folder.resolve("file.fits.gz");
		try (var output = new GZIPOutputStream(Files.newOutputStream(compressed))) {
			output.write(Files.readAllBytes(path));
		}
		var bytes = new ByteArrayOutputStream();
		try (StoredHdus stored = StoredHdus.open(FitsFile.open(compressed))) {
			while (stored.advance()) {
				bytes.writeBytes(stored.header());
				stored.data((chunk, count) -> bytes.write(chunk, 0, count));
			}
		}
		assertArrayEquals(Files.readAllBytes(path), bytes.toByteArray());
	}

	@Test
	void hdusMayBeSkipped() throws IOException {
		FitsFile file = FitsFile.open(path);
		try (StoredHdus stored = StoredHdus.open(file)) {
			while (stored.advance() && !stored.hdu().name().equals("D")) {
				assertEquals(file.hdus().get(stored.hdu().index()), stored.hdu());
			}
			byte[] all = Files.readAllBytes(path);
			int end = (int) stored.hdu().dataOffset();
			byte[] header = stored.header();
			assertArrayEquals(Arrays.copyOfRange(all, end - header.length, end), header);
			assertEquals("XTENSION", new String(header, 0, 8, StandardCharsets.US_ASCII));
		}
	}

	@Test
	void aFileThatHasBecomeShorterIsNamed() throws IOException {
		FitsFile file = FitsFile.open(path);
		try (var shorter = new RandomAccessFile(path.toFile(), "rw")) {
			shorter.setLength(1_000_000);
		}
		try (StoredHdus stored = StoredHdus.open(file)) {
			stored.advance();
			stored.advance();
			stored.header();
			var refusal = assertThrows(FitsException.class, () -> stored.data((_, _) -> {
			}));
			assertEquals(FitsMessage.TRUNCATED.id(), refusal.explanation().id());
		}
	}
}
