package org.armillary.data.fits;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.armillary.data.FitsException;
import org.armillary.data.FitsMessage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FitsFileTest {

	private static final String SIMPLE = "SIMPLE  =                    T";

	@TempDir
	Path folder;

	@ParameterizedTest
	@CsvSource(textBlock = """
			8, -1;0;255, 255 0 255, 255 0 255
			16, -2;0;32767, -2 0 32767, 32766 32768 65535
			32, -2;0;2147483647, -2 0 2147483647, 32766 32768 2147516415
			64, -2;0;1099511627776, -2 0 1099511627776, 32766 32768 1099511660544
			""")
	void readsIntegersAsTheyAreAndScaled(int bitpix, String stored, String plain, String shifted) throws IOException {
		long[] values = Arrays.stream(stored.split(";")).mapToLong(Long::parseLong).toArray();
		ByteBuffer data = ByteBuffer.allocate(3 * bitpix / 8);
		for (long value : values) {
			switch (bitpix) {
			case 8 -> data.put((byte) value);
			case 16 -> data.putShort((short) value);
			case 32 -> data.putInt((int) value);
			default -> data.putLong(value);
			}
		}
		String[] shape = { SIMPLE, "BITPIX  = " + bitpix, "NAXIS   = 1", "NAXIS1  = 3" };
		Hdu hdu = FitsFile.open(new FitsBytes().hdu(data.array(), shape).write(folder.resolve("a.fits"))).primary();
		assertArrayEquals(numbers(plain), hdu.readDoubles());
		assertArrayEquals(hdu.readDoubles(1, 2), Arrays.copyOfRange(hdu.readDoubles(), 1, 3));
		for (int i = 0; i < 3; i++) {
			assertEquals((float) hdu.readDoubles()[i], hdu.readFloats()[i]);
		}
		if (bitpix > 8) {
			String[] scaled = { shape[0], shape[1], shape[2], shape[3], "BZERO   = 32768", "BSCALE  = 1.0",
					"BLANK   = 0" };
			Hdu unsigned = FitsFile.open(new FitsBytes().hdu(data.array(), scaled).write(folder.resolve("b.fits")))
					.primary();
			double[] expected = numbers(shifted);
			expected[1] = Double.NaN;
			assertArrayEquals(expected, unsigned.readDoubles());
			assertTrue(Float.isNaN(unsigned.readFloats()[1]));
		}
	}

	@Test
	void readsFloatingPoint() throws IOException {
		ByteBuffer singles = ByteBuffer.allocate(12).putFloat(1.5f).putFloat(Float.NaN).putFloat(-1e-20f);
		ByteBuffer doubles = ByteBuffer.allocate(16).putDouble(Math.PI).putDouble(Double.NEGATIVE_INFINITY);
		FitsFile file = FitsFile.open(new FitsBytes()
				.hdu(singles.array(), SIMPLE, "BITPIX  = -32", "NAXIS   = 2", "NAXIS1  = 3", "NAXIS2  = 1",
						"BLANK   = 0")
				.hdu(doubles.array(), "XTENSION= 'IMAGE   '", "BITPIX  = -64", "NAXIS   = 1", "NAXIS1  = 2",
						"PCOUNT  = 0",
						"GCOUNT  = 1", "BSCALE  = 2.", "EXTNAME = 'WIDE'", "EXTVER  = 7")
				.write(folder.resolve("a.fits")));
		assertArrayEquals(new float[] { 1.5f, Float.NaN, -1e-20f }, file.primary().readFloats());
		Hdu wide = file.find("wide", 7).orElseThrow();
		assertArrayEquals(new double[] { 2 * Math.PI, Double.NEGATIVE_INFINITY }, wide.readDoubles());
		assertEquals(List.of(2L), wide.dimensions());
		assertEquals(2, wide.pixelCount());
		assertEquals(16, wide.dataSize());
		assertEquals(8640, wide.dataOffset());
	}

	@Test
	void readsManyChunksInOrder() throws IOException {
		int count = 700_001;
		ByteBuffer data = ByteBuffer.allocate(4 * count);
		for (int i = 0; i < count; i++) {
			data.putFloat(i);
		}
		Hdu hdu = FitsFile
				.open(new FitsBytes().hdu(data.array(), SIMPLE, "BITPIX  = -32", "NAXIS   = 1", "NAXIS1  = " + count)
						.write(folder.resolve("a.fits")))
				.primary();
		float[] pixels = hdu.readFloats();
		for (int i = 0; i < count; i++) {
			assertEquals(i, pixels[i]);
		}
		assertArrayEquals(new float[] { 300_000, 300_001 }, hdu.readFloats(300_000, 2));
		assertThrows(IndexOutOfBoundsException.class, () -> hdu.readFloats(count - 1, 2));
	}

	@Test
	void unusedIfusAreEmptyExtensions() throws IOException {
		FitsFile file = FitsFile.open(new FitsBytes().primary()
				.hdu(new byte[0], "XTENSION= 'IMAGE   '", "BITPIX  = 8", "NAXIS   = 0", "EXTNAME = 'IFU.1.DATA'")
				.write(folder.resolve("a.fits")));
		Hdu unused = file.hdu("IFU.1.DATA");
		assertFalse(unused.hasImage());
		assertEquals("fits.no-image", id(unused::readFloats));
		assertEquals("fits.not-cube", id(unused::readCube));
		assertEquals("fits.no-table", id(unused::readTable));
		assertEquals("fits.extension-missing", id(() -> file.hdu("IFU.2.DATA")));
	}

	@Test
	void paddingAfterTheLastHduIsLeftAlone() throws IOException {
		Path zeros = new FitsBytes().primary().raw(new byte[100_000]).write(folder.resolve("a.fits"));
		assertEquals(1, FitsFile.open(zeros).hdus().size());
		Path blanks = new FitsBytes().primary().record("").write(folder.resolve("b.fits"));
		assertEquals(1, FitsFile.open(blanks).hdus().size());
	}

	@Test
	void damagedExtensionsAreNotTheEndOfTheFile() throws IOException {
		String[] shape = { "BITPIX  = 8", "NAXIS   = 0", "PCOUNT  = 0", "GCOUNT  = 1" };
		for (String beginning : List.of("XTENSIOM= 'IMAGE   '", "xtension= 'IMAGE   '", "\u0001")) {
			assertEquals("fits.bad-structure", opened(new FitsBytes().primary()
					.hdu(new byte[0], beginning, shape[0], shape[1], shape[2], shape[3]).toArray()));
		}
		assertEquals("fits.bad-structure", opened(new FitsBytes().primary().raw(new byte[100_000]).raw(new byte[] { 7 })
				.toArray()));
	}

	@Test
	void tablesOfManyRowsWithoutBytesAreRefused() throws IOException {
		FitsFile file = FitsFile.open(new FitsBytes().primary()
				.hdu(new byte[0], "XTENSION= 'BINTABLE'", "BITPIX  = 8", "NAXIS   = 2", "NAXIS1  = 0",
						"NAXIS2  = 2147483631", "PCOUNT  = 0", "GCOUNT  = 1", "TFIELDS = 0")
				.write(folder.resolve("a.fits")));
		assertEquals("fits.bad-structure", id(file.hdus().get(1)::readTable));
	}

	@Test
	void onlyLackOfAccessIsAResourceFailure() {
		for (FitsMessage message : FitsMessage.values()) {
			boolean resource = message == FitsMessage.UNREADABLE || message == FitsMessage.UNWRITABLE
					|| message == FitsMessage.DISK_FULL;
			assertEquals(resource, new FitsException(message.with("a", "b", "c", "d")).isResourceFailure());
		}
	}

	@Test
	void missingPaddingIsForgiven() throws IOException {
		byte[] whole = new FitsBytes().hdu(new byte[3], SIMPLE, "BITPIX  = 8", "NAXIS   = 1", "NAXIS1  = 3").toArray();
		Path file = Files.write(folder.resolve("a.fits"), Arrays.copyOf(whole, 2883));
		assertEquals(3, FitsFile.open(file).primary().readFloats().length);
	}

	@Test
	void refusesWhatIsNoFitsFile() throws IOException {
		assertEquals("fits.missing", id(() -> FitsFile.open(folder.resolve("none.fits"))));
		assertEquals("fits.directory", id(() -> FitsFile.open(folder)));
		assertEquals("fits.empty", opened(new byte[0]));
		assertEquals("fits.not-fits", opened("hello".getBytes(StandardCharsets.US_ASCII)));
		assertEquals("fits.not-fits", opened(new byte[100_000]));
		assertEquals("fits.compressed", opened("BZh91AY&SY".getBytes(StandardCharsets.US_ASCII)));
		assertEquals("fits.compressed", opened(new byte[] { 0x1f, (byte) 0x9d, (byte) 0x90, 0, 0, 0, 0, 0, 0, 0 }));
		assertEquals("fits.header-truncated", opened("SIMPLE  =".getBytes(StandardCharsets.US_ASCII)));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			BITPIX  = 12          | NAXIS   = 0           |                             | fits.bad-structure
			BITPIX  = -32         | NAXIS   = -1          |                             | fits.bad-structure
			BITPIX  = -32         | NAXIS   = 1000        |                             | fits.bad-structure
			BITPIX  = -32         | NAXIS   = 1           | NAXIS1  = -5                | fits.bad-structure
			BITPIX  = -32         | NAXIS   = 1           | NAXIS1  = 4611686018427387904 | fits.bad-structure
			BITPIX  = -32         | NAXIS   = 1           | NAXIS1  = 99999999999999999999 | fits.keyword-type
			BITPIX  = -32         | NAXIS   = 1           | NAXIS1  = 2000000000        | fits.truncated
			BITPIX  = -32         | NAXIS   = 1           | NAXIS1  = 1000000000000     | fits.truncated
			BITPIX  = 8           | NAXIS   = 1           | NAXIS2  = 1                 | fits.keyword-missing
			BITPIX  = 'x'         | NAXIS   = 0           |                             | fits.keyword-type
			COMMENT               | NAXIS   = 0           |                             | fits.keyword-missing
			BITPIX  = 8           | NAXIS   = 0           | EXTNAME = 5                 | fits.keyword-type
			""")
	void refusesHeadersThatCannotBe(String bitpix, String naxis, String more, String id) throws IOException {
		assertEquals(id,
				opened(new FitsBytes().hdu(new byte[0], SIMPLE, bitpix, naxis, more == null ? "" : more).toArray()));
	}

	@Test
	void refusesEndlessHeaders() throws IOException {
		var bytes = new FitsBytes().record(SIMPLE).record("BITPIX  = 8").record("NAXIS   = 0");
		bytes.raw("%-80s".formatted("HISTORY again").repeat(1_000_000).getBytes(StandardCharsets.US_ASCII));
		assertEquals("fits.header-endless", opened(bytes.toArray()));
	}

	@Test
	void refusesAnythingCutShort() throws IOException {
		byte[] whole = new FitsBytes().primary()
				.hdu(new byte[8000], "XTENSION= 'IMAGE   '", "BITPIX  = 8", "NAXIS   = 1",
						"NAXIS1  = 8000", "PCOUNT  = 0", "GCOUNT  = 1")
				.toArray();
		assertEquals("fits.truncated", opened(Arrays.copyOf(whole, 2880 * 2 + 7999)));
		assertEquals("fits.truncated", opened(Arrays.copyOf(whole, 2880 * 2)));
		assertEquals("fits.header-truncated", opened(Arrays.copyOf(whole, 2880 + 400)));
		assertEquals("fits.header-truncated", opened(Arrays.copyOf(whole, 200)));
	}

	@Test
	void aFileThatShrinksAfterwardsIsTruncated() throws IOException {
		Path file = new FitsBytes().hdu(new byte[8000], SIMPLE, "BITPIX  = 8", "NAXIS   = 1", "NAXIS1  = 8000")
				.write(folder.resolve("a.fits"));
		Hdu hdu = FitsFile.open(file).primary();
		Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 5000));
		assertEquals("fits.truncated", id(hdu::readFloats));
		Files.delete(file);
		assertEquals("fits.missing", id(hdu::readFloats));
	}

	private String opened(byte[] content) throws IOException {
		Path file = Files.write(folder.resolve("a.fits"), content);
		return id(() -> FitsFile.open(file));
	}

	private static double[] numbers(String text) {
		return Arrays.stream(text.split(" ")).mapToDouble(Double::parseDouble).toArray();
	}

	private static String id(org.junit.jupiter.api.function.Executable executable) {
		return assertThrows(FitsException.class, executable).explanation().id();
	}
}
