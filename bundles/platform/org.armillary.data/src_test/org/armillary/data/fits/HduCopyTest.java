package org.armillary.data.fits;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;

import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.RealColumn;
import org.armillary.data.Table;
import org.armillary.data.VariableColumn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HduCopyTest {

	private static final FitsHeader HEADER = FitsHeader.builder().set("OBJECT", "a", "").set("NAXIS5", 7, "left out")
			.build();

	@TempDir
	Path folder;

	@Test
	void aCopyOfAllHasTheSameContent() throws IOException {
		Path source = folder.resolve("source.fits");
		try (FitsWriter writer = FitsWriter.create(source)) {
			writer.primaryImage(HEADER, "adu", new short[] { 1, 2, 3 }, 3);
			writer.image("A", HEADER, "adu", new float[300_000], 300, 1000);
			writer.table(Table.builder("T").reals("X", "um", 1, 2).add(new VariableColumn("L",
					new RealColumn("L", "", 1, new double[] { 1, 2, 3 }, RealColumn.Storage.DOUBLE),
					new int[] { 0, 1, 3 })).build());
			writer.empty("B", HEADER);
			writer.commit();
		}
		FitsFile file = FitsFile.open(source);
		Path copy = folder.resolve("copy.fits");
		try (FitsWriter writer = FitsWriter.create(copy)) {
			for (Hdu hdu : file.hdus()) {
				writer.copy(hdu.name(), hdu, hdu.storedHeader());
			}
			assertEquals(ContentDigest.of(file), writer.commit());
		}
		assertEquals(-1, Files.mismatch(source, copy));
	}

	@Test
	void scaledIntegersStayScaled() throws IOException {
		Path source = Files.write(folder.resolve("raw.fits"), raw());
		Hdu primary = FitsFile.open(source).primary();
		assertArrayEquals(new double[] { 32768, 32769, Double.NaN }, primary.readDoubles());
		Path target = folder.resolve("copy.fits");
		try (FitsWriter writer = FitsWriter.create(target)) {
			writer.copy("ignored", primary, HEADER);
			writer.copy("RAW", primary, HEADER);
			writer.copy("RAW", primary, primary.header());
			writer.commit();
		}
		FitsFile file = FitsFile.open(target);
		for (Hdu hdu : file.hdus()) {
			assertArrayEquals(new double[] { 32768, 32769, Double.NaN }, hdu.readDoubles());
			assertEquals(16, hdu.bitpix());
			assertFalse(hdu.header().contains("NAXIS5"));
		}
		assertEquals("PRIMARY", file.primary().name());
		assertEquals("a", file.primary().header().text("OBJECT"));
		assertEquals("real", file.find("RAW", 2).orElseThrow().header().text("OBJECT"));
		Checksums.verify(target);
	}

	@Test
	void namesAndVersionsStay() throws IOException {
		String[] image = { "XTENSION= 'IMAGE'", "BITPIX  = 8", "NAXIS   = 0", "PCOUNT  = 0", "GCOUNT  = 1",
				"EXTNAME = 'SCI'", "" };
		var bytes = new FitsBytes().hdu(new byte[0], "SIMPLE  =                    T", "BITPIX  = 8", "NAXIS   = 0",
				"EXTNAME = 'MAIN'");
		for (String version : new String[] { "EXTVER  = 5", "EXTVER  = 2", "EXTVER  = 1", "EXTVER  = 2", "" }) {
			image[6] = version;
			bytes.hdu(new byte[0], image);
		}
		FitsFile source = FitsFile.open(bytes.write(folder.resolve("source.fits")));
		Path target = folder.resolve("copy.fits");
		try (FitsWriter writer = FitsWriter.create(target)) {
			for (Hdu hdu : source.hdus()) {
				writer.copy(hdu.name(), hdu, hdu.header());
			}
			writer.empty("main", HEADER);
			writer.empty("sci", HEADER);
			writer.commit();
		}
		assertEquals(List.of("MAIN 1", "SCI 5", "SCI 2", "SCI 1", "SCI 3", "SCI 4", "main 2", "sci 6"),
				FitsFile.open(target).hdus().stream().map(hdu -> hdu.name() + " " + hdu.version()).toList());
		Checksums.verify(target);
	}

	@Test
	void aSourceThatHasShrunkIsTheSourcesFault() throws IOException {
		Path source = folder.resolve("source.fits");
		try (FitsWriter writer = FitsWriter.create(source)) {
			writer.image("A", HEADER, "adu", new float[300_000], 300_000);
			writer.commit();
		}
		Hdu hdu = FitsFile.open(source).hdu("A");
		try (var channel = Files.newByteChannel(source, StandardOpenOption.WRITE)) {
			channel.truncate(10_000);
		}
		Path target = folder.resolve("copy.fits");
		try (FitsWriter writer = FitsWriter.create(target)) {
			assertEquals("fits.truncated",
					assertThrows(FitsException.class, () -> writer.copy("A", hdu, HEADER)).explanation().id());
			assertThrows(IllegalStateException.class, writer::commit);
		}
		assertFalse(Files.exists(target));
	}

	/** Unsigned integers of 16 bits as detectors write them, one of them without data. */
	private static byte[] raw() {
		String cards = """
				SIMPLE  =                    T
				BITPIX  =                   16
				NAXIS   =                    1
				NAXIS1  =                    3
				BZERO   =                32768
				BSCALE  =                    1
				BLANK   =                   -5
				OBJECT  = 'real    '
				END""";
		byte[] bytes = new byte[2 * HeaderScanner.BLOCK];
		Arrays.fill(bytes, 0, HeaderScanner.BLOCK, (byte) ' ');
		int place = 0;
		for (String card : cards.lines().toList()) {
			System.arraycopy(card.getBytes(StandardCharsets.US_ASCII), 0, bytes, place, card.length());
			place += 80;
		}
		ByteBuffer.wrap(bytes).position(HeaderScanner.BLOCK).putShort((short) 0).putShort((short) 1)
				.putShort((short) -5);
		return bytes;
	}
}
