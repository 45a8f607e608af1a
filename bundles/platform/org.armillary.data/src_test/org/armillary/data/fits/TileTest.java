package org.armillary.data.fits;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import javax.management.JMException;
import javax.management.ObjectName;

import org.armillary.data.FitsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images stored compressed, tile by tile; what astropy can write is compared in {@link AstropyTest}. */
class TileTest {

	@TempDir
	Path folder;

	private Hdu image(String column, List<byte[]> tiles, String... records) throws IOException {
		return FitsFile.open(TileBytes.image(new FitsBytes().primary(), column, tiles, records)
				.write(folder.resolve("a.fits"))).hdus().get(1);
	}

	@ParameterizedTest
	@CsvSource({ "1, 32, -1", "1, 16, 0", "1, 32, 3", "1, 32, 5", "1, 16, -2", "2, 32, -1", "2, 32, 0", "2, 16, 9",
			"2, 32, 13", "2, 32, -2", "4, 32, -1", "4, 16, 0", "4, 32, 7", "4, 32, 24", "4, 32, -2" })
	void everyRiceBlockIsDecoded(int bytes, int block, int low) throws IOException {
		var random = new Random(block + low);
		int[] pixels = new int[100];
		pixels[0] = low == -1 ? 77 : 3;
		for (int i = 1; i < pixels.length; i++) {
			// differences whose high part is counted in at most some 60 zeros
			int reach = low < 0 ? Integer.MAX_VALUE : (int) Math.min(Integer.MAX_VALUE, 30L << low);
			int next = low == -1 ? 77
					: low == -2 ? random.nextInt() : pixels[i - 1] + random.nextInt(reach) - reach / 2;
			pixels[i] = bytes == 1 ? next & 0xff : bytes == 2 ? (short) next : next;
		}
		int[] decoded = new int[pixels.length];
		RiceDecoder.decode(TileBytes.rice(pixels, bytes, block, low), bytes, block, decoded);
		assertArrayEquals(pixels, decoded);
	}

	@ParameterizedTest
	@ValueSource(strings = { "GZIP_1", "GZIP_2", "NOCOMPRESS" })
	void integersOf64BitsAreExact(String algorithm) throws IOException {
		long[] pixels = { Long.MIN_VALUE, -1, 0, (1L << 53) + 1, Long.MAX_VALUE, 12 };
		byte[] plain = TileBytes.integers(8, pixels);
		byte[] tile = switch (algorithm) {
		case "GZIP_1" -> TileBytes.gzip(plain);
		case "GZIP_2" -> TileBytes.gzip(TileBytes.shuffled(plain, 8));
		default -> plain;
		};
		Hdu hdu = image("COMPRESSED_DATA", List.of(tile), "ZCMPTYPE= '" + algorithm + "'", "ZBITPIX = 64",
				"ZNAXIS  = 1", "ZNAXIS1 = 6");
		assertArrayEquals(pixels, hdu.readLongs());
		assertArrayEquals(Arrays.copyOfRange(pixels, 2, 5), hdu.readLongs(2, 3));
	}

	@Test
	void integersStoredWiderThanTheyAre() throws IOException {
		byte[] tile = TileBytes.gzip(TileBytes.integers(4, -7, 300, 32767));
		Hdu hdu = image("COMPRESSED_DATA", List.of(tile), "ZCMPTYPE= 'GZIP_1'", "ZBITPIX = 16", "ZNAXIS  = 1",
				"ZNAXIS1 = 3", "ZBLANK  = 300");
		assertArrayEquals(new double[] { -7, Double.NaN, 32767 }, hdu.readDoubles());
		assertArrayEquals(new long[] { -7, 300, 32767 }, hdu.readLongs());
	}

	@ParameterizedTest
	@ValueSource(strings = { "GZIP_COMPRESSED_DATA", "UNCOMPRESSED_DATA" })
	void tilesOutsideTheMainColumn(String column) throws IOException {
		byte[] plain = ByteBuffer.allocate(8).putFloat(1.5f).putFloat(Float.NaN).array();
		Hdu hdu = image(column, List.of(column.startsWith("G") ? TileBytes.gzip(plain) : plain), "ZCMPTYPE= 'RICE_1'",
				"ZBITPIX = -32", "ZNAXIS  = 1", "ZNAXIS1 = 2", "ZSCALE  = 3.", "ZZERO   = 1.");
		assertArrayEquals(new float[] { 1.5f, Float.NaN }, hdu.readFloats());
	}

	@Test
	void anyRunOfPixelsIsThatOfTheWhole() throws IOException {
		int[] axes = { 7, 5, 4 };
		int[] tile = { 3, 2, 3 };
		var tiles = new ArrayList<byte[]>();
		for (int z = 0; z < axes[2]; z += tile[2]) {
			for (int y = 0; y < axes[1]; y += tile[1]) {
				for (int x = 0; x < axes[0]; x += tile[0]) {
					var pixels = new ArrayList<Long>();
					for (int k = z; k < Math.min(z + tile[2], axes[2]); k++) {
						for (int j = y; j < Math.min(y + tile[1], axes[1]); j++) {
							for (int i = x; i < Math.min(x + tile[0], axes[0]); i++) {
								pixels.add((long) (k * axes[1] + j) * axes[0] + i);
							}
						}
					}
					tiles.add(TileBytes.gzip(
							TileBytes.integers(2, pixels.stream().mapToLong(Long::longValue).toArray())));
				}
			}
		}
		Hdu hdu = image("COMPRESSED_DATA", tiles, "ZCMPTYPE= 'GZIP_1'", "ZBITPIX = 16", "ZNAXIS  = 3", "ZNAXIS1 = 7",
				"ZNAXIS2 = 5", "ZNAXIS3 = 4", "ZTILE1  = 3", "ZTILE2  = 2", "ZTILE3  = 3");
		for (int first = 0; first < 140; first++) {
			for (int count : new int[] { 0, 1, 2, 9, 40, 140 - first }) {
				if (first + count <= 140) {
					float[] run = hdu.readFloats(first, count);
					assertEquals(count, run.length);
					for (int i = 0; i < count; i++) {
						assertEquals(first + i, run[i]);
					}
				}
			}
		}
		assertThrows(IndexOutOfBoundsException.class, () -> hdu.readFloats(139, 2));
	}

	@Test
	void onlyTheTilesNeededAreRead() throws IOException {
		byte[] good = TileBytes.gzip(new byte[] { 1, 2 });
		byte[] bad = good.clone();
		bad[bad.length - 6] ^= 1;
		Hdu hdu = image("COMPRESSED_DATA", List.of(good, bad, good), "ZCMPTYPE= 'GZIP_1'", "ZBITPIX = 8", "ZNAXIS  = 2",
				"ZNAXIS1 = 2", "ZNAXIS2 = 3");
		assertArrayEquals(new float[] { 1, 2 }, hdu.readFloats(0, 2));
		assertArrayEquals(new float[] { 1, 2 }, hdu.readFloats(4, 2));
		assertEquals("fits.tile-damaged", id(() -> hdu.readFloats(1, 2)));
		assertTrue(assertThrows(FitsException.class, hdu::readFloats).explanation().summary()
				.contains("a.fits[1]: tile 2 "));
	}

	@Test
	void stripsOfALargeTileUncompressItOnce() throws Exception {
		int side = 512;
		var random = new Random(5);
		byte[][] plain = new byte[2][side * side];
		for (byte[] tile : plain) {
			random.nextBytes(tile);
		}
		Hdu hdu = image("COMPRESSED_DATA", List.of(TileBytes.gzip(plain[0]), TileBytes.gzip(plain[1])),
				"ZCMPTYPE= 'GZIP_1'", "ZBITPIX = 8", "ZNAXIS  = 2", "ZNAXIS1 = " + 2 * side, "ZNAXIS2 = " + side,
				"ZTILE1  = " + side, "ZTILE2  = " + side);
		long before = allocated();
		double[] all = hdu.readDoubles();
		long whole = allocated() - before;
		before = allocated();
		int strip = side * side / 32;
		for (int first = 0; first < all.length; first += strip) {
			assertArrayEquals(Arrays.copyOfRange(all, first, first + strip), hdu.readDoubles(first, strip));
		}
		long strips = allocated() - before;
		// uncompressing both tiles in each strip takes some twenty times the whole; copies for the comparison twice
		assertTrue(strips < 4 * whole, strips + " bytes in strips, " + whole + " bytes as a whole");
		assertEquals(0, hdu.begunTiles().get().size());
	}

	private static long allocated() throws JMException {
		return (Long) ManagementFactory.getPlatformMBeanServer().invoke(
				new ObjectName(ManagementFactory.THREAD_MXBEAN_NAME), "getThreadAllocatedBytes",
				new Object[] { Thread.currentThread().threadId() }, new String[] { "long" });
	}

	@Test
	void theHeaderIsThatOfTheImage() throws IOException {
		Hdu hdu = image("COMPRESSED_DATA", List.of(TileBytes.gzip(new byte[2])), "ZCMPTYPE= 'GZIP_1'", "ZBITPIX = 8",
				"ZNAXIS  = 2", "ZNAXIS1 = 2", "ZNAXIS2 = 1 / rows", "ZTILE1  = 2", "ZNAME1  = 'BYTEPIX'", "ZVAL1   = 4",
				"ZTENSION= 'IMAGE'", "ZPCOUNT = 0", "EXTNAME = 'SCI'", "CRVAL1  = 5.5", "BUNIT   = 'Jy'");
		assertEquals(HduKind.IMAGE, hdu.kind());
		assertTrue(hdu.isCompressed() && hdu.hasImage());
		assertEquals(8, hdu.bitpix());
		assertEquals(List.of(2L, 1L), hdu.dimensions());
		assertEquals(List.of("XTENSION", "BITPIX", "NAXIS", "NAXIS1", "NAXIS2", "PCOUNT", "GCOUNT", "EXTNAME", "CRVAL1",
				"BUNIT"), List.copyOf(hdu.header().values().keySet()));
		assertEquals("rows", hdu.header().card("NAXIS2").orElseThrow().comment());
		assertEquals("BINTABLE", hdu.storedHeader().text("XTENSION"));
		assertNotEquals(hdu.header(), hdu.storedHeader());
		assertEquals("Jy", hdu.readImage().unit());
		assertEquals("fits.no-table", id(hdu::readTable));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			ZCMPTYPE= 'HCOMPRESS_1' | ZBITPIX = 16  | ZNAXIS1 = 4       | fits.compressed
			ZCMPTYPE= 'PLIO_1'      | ZBITPIX = 16  | ZNAXIS1 = 4       | fits.compressed
			ZCMPTYPE= 'RICE_1'      | ZBITPIX = 64  | ZNAXIS1 = 4       | fits.bad-structure
			ZCMPTYPE= 'RICE_1'      | ZBITPIX = -32 | ZNAXIS1 = 4       | fits.bad-structure
			ZCMPTYPE= 'RICE_1'      | ZBITPIX = 16  | ZNAXIS1 = 1000000 | fits.tile-damaged
			ZCMPTYPE= 'GZIP_1'      | ZBITPIX = 16  | ZNAXIS1 = 1000000000000 | fits.too-large
			ZCMPTYPE= 'GZIP_1'      | ZBITPIX = 16  | ZNAXIS1 = 2000000000 | fits.tile-damaged
			ZCMPTYPE= 'NOCOMPRESS'  | ZBITPIX = 16  | ZNAXIS1 = 11      | fits.tile-damaged
			ZCMPTYPE= 'GZIP_1'      | ZBITPIX = 16  | ZNAXIS1 = 4       | fits.tile-damaged
			""")
	void refusesWhatItCannotRead(String algorithm, String bitpix, String length, String id) throws IOException {
		Hdu hdu = image("COMPRESSED_DATA", List.of(new byte[] { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 }), algorithm, bitpix,
				"ZNAXIS  = 1", length);
		assertEquals(id, id(hdu::readFloats));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			ZTILE1  = 0             | fits.bad-structure
			ZTILE1  = 1             | fits.bad-structure
			ZNAME1  = 'BLOCKSIZE'   | fits.keyword-missing
			TFORM1  = '1PJ(9)'      | fits.cell-malformed
			THEAP   = 7             | fits.bad-structure
			THEAP   = 100           | fits.bad-structure
			""")
	void refusesContradictions(String record, String id) throws IOException {
		var file = new FitsBytes().primary();
		byte[] tile = TileBytes.gzip(new byte[3]);
		TileBytes.image(file, "COMPRESSED_DATA", List.of(tile), "ZCMPTYPE= 'GZIP_1'", "ZBITPIX = 8", "ZNAXIS  = 1",
				"ZNAXIS1 = 3", record);
		String text = new String(file.toArray(), StandardCharsets.ISO_8859_1);
		if (record.startsWith("TFORM1")) {
			int at = text.indexOf("TFORM1  =");
			text = text.substring(0, at) + "%-80s".formatted(record) + text.substring(at + 80);
		}
		Path path = Files.write(folder.resolve("a.fits"),
				text.getBytes(StandardCharsets.ISO_8859_1));
		Hdu hdu = FitsFile.open(path).hdus().get(1);
		assertEquals(id, id(hdu::readFloats));
	}

	@Test
	void tilesMayNotShareTheirBytes() throws IOException {
		byte[] tile = TileBytes.gzip(new byte[100_000]);
		var file = TileBytes.image(new FitsBytes().primary(), "COMPRESSED_DATA", List.of(tile, new byte[0]),
				"ZCMPTYPE= 'GZIP_1'", "ZBITPIX = 8", "ZNAXIS  = 2", "ZNAXIS1 = 100000", "ZNAXIS2 = 2").toArray();
		int data = 2 * 2880;
		System.arraycopy(file, data, file, data + 8, 8);
		Path path = Files.write(folder.resolve("a.fits"), file);
		Hdu hdu = FitsFile.open(path).hdus().get(1);
		assertEquals("fits.tile-damaged", id(hdu::readFloats));
		assertEquals(100_000, hdu.readFloats(100_000, 100_000).length);
	}

	@Test
	void theRandomNumbersAreThoseOfTheStandard() {
		float[] numbers = Quantization.random();
		assertEquals(10_000, numbers.length);
		assertEquals((float) (16807 / 2147483647.0), numbers[0]);
		// the standard names the state after 10 000 steps
		assertEquals((float) (1043618065 / 2147483647.0), numbers[9999]);
	}

	@Test
	void anEmptyCompressedImageIsEmpty() throws IOException {
		Hdu hdu = image("COMPRESSED_DATA", List.of(), "ZCMPTYPE= 'GZIP_1'", "ZBITPIX = 8", "ZNAXIS  = 0");
		assertFalse(hdu.hasImage());
		assertEquals("fits.no-image", id(hdu::readFloats));
	}

	private static String id(Executable executable) {
		return assertThrows(FitsException.class, executable).explanation().id();
	}
}
