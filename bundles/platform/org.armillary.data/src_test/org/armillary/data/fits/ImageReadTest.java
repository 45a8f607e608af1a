package org.armillary.data.fits;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.armillary.data.Cube;
import org.armillary.data.FitsException;
import org.armillary.data.Image;
import org.armillary.data.Mask;
import org.armillary.data.Pixels;
import org.armillary.data.Spectrum;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Images, spectra and cubes with what belongs to them; exact integers. */
class ImageReadTest {

	@TempDir
	Path folder;

	private static FitsBytes add(FitsBytes file, String name, int[] axes, float... values) {
		var records = new ArrayList<String>(
				List.of("XTENSION= 'IMAGE   '", "BITPIX  = -32", "NAXIS   = " + axes.length));
		for (int i = 0; i < axes.length; i++) {
			records.add("NAXIS" + (i + 1) + "  = " + axes[i]);
		}
		records.addAll(List.of("PCOUNT  = 0", "GCOUNT  = 1", "EXTNAME = '" + name + "'", "BUNIT   = 'ADU'",
				"CTYPE1  = 'RA---TAN'"));
		ByteBuffer data = ByteBuffer.allocate(4 * values.length);
		for (float value : values) {
			data.putFloat(value);
		}
		return file.hdu(data.array(), records.toArray(String[]::new));
	}

	@Test
	void imagesComeWithNoiseAndMask() throws IOException {
		var bytes = new FitsBytes().primary();
		add(bytes, "IFU_22_22_22_2_etc.DATA", new int[] { 2, 3 }, 1, 2, 3, 4, 5, 6);
		add(bytes, "ifu_22_22_22_2_etc.noise", new int[] { 2, 3 }, 1, 2, 3, 4, 5, 6);
		add(bytes, "IFU_22_22_22_2_etc.MASK", new int[] { 2, 3 }, 0, 1, 0, 0, 0, 3);
		add(bytes, "IFU.3.DATA", new int[] { 2, 1, 1, 1 }, 8, Float.NaN);
		add(bytes, "IFU.3.NOISE", new int[0]);
		add(bytes, "IFU.4.DATA", new int[0]);
		add(bytes, "WRONG.DATA", new int[] { 2 }, 1, 2);
		add(bytes, "WRONG.NOISE", new int[] { 1 }, 1);
		FitsFile file = FitsFile.open(bytes.write(folder.resolve("a.fits")));
		for (String name : List.of("IFU_22_22_22_2_etc", "ifu_22_22_22_2_etc.data")) {
			Image image = file.readImage(name);
			assertEquals(List.of(3, 2), List.of(image.ny(), image.nx()));
			assertArrayEquals(new float[] { 1, 2, 3, 4, 5, 6 }, image.values().floats());
			assertArrayEquals(new double[] { 1, 4, 9, 16, 25, 36 }, image.variance().orElseThrow().doubles());
			assertArrayEquals(new int[] { 0, 1, 0, 0, 0, 3 }, image.mask().orElseThrow().bits());
			assertEquals("ADU", image.unit());
			assertEquals("RA---TAN", image.header().text("CTYPE1"));
		}
		Spectrum spectrum = file.readSpectrum("IFU.3");
		assertEquals(2, spectrum.length());
		assertTrue(spectrum.variance().isEmpty() && spectrum.mask().isEmpty());
		Image flat = file.readImage("IFU.3");
		assertEquals(List.of(1, 2), List.of(flat.ny(), flat.nx()));
		Cube cube = file.readCube("IFU.3");
		assertEquals(List.of(1, 1, 2), List.of(cube.nz(), cube.ny(), cube.nx()));
		assertEquals("fits.not-image", id(() -> file.readImage("WRONG")));
		assertEquals("fits.dimensions-differ", id(() -> file.readSpectrum("WRONG")));
		assertEquals("fits.not-cube", id(() -> file.readCube("IFU_22_22_22_2_etc")));
		assertEquals("fits.not-spectrum", id(() -> file.readSpectrum("IFU_22_22_22_2_etc")));
		assertEquals("fits.not-spectrum", id(() -> file.readSpectrum("IFU.4")));
		assertEquals("fits.extension-missing", id(() -> file.readImage("IFU.5")));
	}

	@Test
	void masksAreWholeNumbersWithNamesOfTheirOwn() throws IOException {
		for (float bad : new float[] { Float.NaN, 0.5f, 0x1p32f, -0x1p32f, Float.POSITIVE_INFINITY }) {
			var bytes = add(new FitsBytes().primary(), "A.DATA", new int[] { 2, 1 }, 1, 2);
			FitsFile file = FitsFile
					.open(add(bytes, "A.MASK", new int[] { 2, 1 }, 0, bad).write(folder.resolve("a.fits")));
			assertEquals("fits.not-integers", id(() -> file.readImage("A")), "pixel " + bad);
		}
		Hdu twice = image(16, "FLAG0   = 'HOT'", "FLAG3   = 'HOT'", 0, 9);
		assertEquals("fits.keyword-type", id(twice::readMask));
		Mask other = image(16, "FLAG0   = 'HOT'", "FLAG1   = 3", 0, 1).readMask();
		assertEquals(List.of(new Mask.Flag("HOT", 0, "")), other.flags());
		assertTrue(other.isGood(0) && other.has(1, "HOT"));
		assertArrayEquals(new int[] { Integer.MIN_VALUE, 7 }, image(32, "BZERO   = 2147483648", "", 0, 7 - (1L << 31))
				.readMask().bits());
		assertEquals("fits.not-integers", id(image(16, "BLANK   = 4", "", 1, 4)::readMask));
	}

	@Test
	void pixelsKeepTheIntegersOfTheFile() throws IOException {
		Pixels exact = image(32, "", "", 1, 16_777_217).readPixels();
		assertArrayEquals(new double[] { 1, 16_777_217 }, exact.doubles());
		assertTrue(exact.isDouble());
		Pixels small = image(32, "BLANK   = 5", "", 1, 5, 16_777_216).readPixels();
		assertArrayEquals(new float[] { 1, Float.NaN, 16_777_216 }, small.floats());
		assertFalse(small.isDouble());
		assertArrayEquals(new double[] { 0x1p53, 1 }, image(64, "", "", 1L << 53, 1).readPixels().doubles());
		assertFalse(image(16, "BSCALE  = 0.1", "", 1, 2).readPixels().isDouble());
	}

	@ParameterizedTest
	@CsvSource({ "8, -128, 0 127 128 255, -128 -1 0 127", "16, 32768, -32768 -1 0 32767, 0 32767 32768 65535",
			"32, 2147483648, -2147483648 -1 0 2147483647, 0 2147483647 2147483648 4294967295",
			"64, 0, -9223372036854775808 -9007199254740993 9007199254740993 9223372036854775807,"
					+ " -9223372036854775808 -9007199254740993 9007199254740993 9223372036854775807" })
	void integersAreExact(int bitpix, String zero, String stored, String expected) throws IOException {
		long[] values = longs(stored);
		Hdu hdu = image(bitpix, "BZERO   = " + zero, "BLANK   = 12345", values);
		assertArrayEquals(longs(expected), hdu.readLongs());
		assertArrayEquals(Arrays.copyOfRange(longs(expected), 1, 3), hdu.readLongs(1, 2));
		assertArrayEquals(Arrays.stream(longs(expected)).asDoubleStream().toArray(), hdu.readDoubles());
	}

	@Test
	void unsignedIntegersOf64BitsAreRoundedOnce() throws IOException {
		long[] unsigned = { 0, 1, (1L << 53) - 1, (1L << 53) + 1, Long.MAX_VALUE, Long.MIN_VALUE, -1, -1025, -1024,
				Long.MIN_VALUE + 1025 };
		long[] stored = Arrays.stream(unsigned).map(value -> value ^ Long.MIN_VALUE).toArray();
		Hdu hdu = image(64, "BZERO   = 9223372036854775808", "BSCALE  = 1", stored);
		assertArrayEquals(unsigned, hdu.readLongs());
		double[] expected = Arrays.stream(unsigned).mapToObj(Long::toUnsignedString).mapToDouble(Double::parseDouble)
				.toArray();
		assertArrayEquals(expected, hdu.readDoubles());
	}

	@Test
	void realNumbersAreNoIntegers() throws IOException {
		assertEquals("fits.not-integers", id(image(16, "BZERO   = 0.5", "", 1)::readLongs));
		assertEquals("fits.not-integers", id(image(16, "BSCALE  = 2", "", 1)::readLongs));
		assertEquals("fits.not-integers", id(image(64, "BZERO   = 5", "", 1)::readLongs));
		FitsFile file = FitsFile.open(
				add(new FitsBytes().primary(), "X", new int[] { 1 }, 1).write(folder.resolve("b.fits")));
		assertEquals("fits.not-integers", id(() -> file.hdu("X").readLongs()));
	}

	@Test
	void longReadingsByTwoThreadsAreWhole() throws IOException {
		int count = 3_000_001;
		long[] values = new long[count];
		for (int i = 0; i < count; i++) {
			values[i] = i * 700L - (1L << 30);
		}
		Hdu hdu = image(32, "BLANK   = -1073741824", "", values);
		values[0] = 0;
		double[] doubles = hdu.readDoubles();
		float[] floats = hdu.readFloats();
		assertTrue(Double.isNaN(doubles[0]) && Float.isNaN(floats[0]));
		for (int i = 1; i < count; i++) {
			assertTrue(values[i] == doubles[i] && (float) values[i] == floats[i], "pixel " + i);
		}
		Files.write(hdu.path(), new byte[10_000_000]);
		assertEquals("fits.truncated", id(hdu::readFloats));
	}

	@Test
	void headersOfAMillionCardsAreRefusedSoon() {
		for (String card : List.of("HISTORY again", "KEY     = 5", "CONTINUE  'more &' / comment",
				"LONG    = 'text &' / comment", "HIERARCH ESO A B C = 5", "")) {
			String first = card.startsWith("CONTINUE") ? "LONG    = 'text &' / comment" : card;
			for (boolean gzip : card.isEmpty() ? new boolean[] { false, true } : new boolean[1]) {
				assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
					var bytes = new FitsBytes().record("SIMPLE  =                    T").record("BITPIX  = 8")
							.record("NAXIS   = 0").record(first);
					bytes.raw("%-80s".formatted(card).repeat(1_000_000).getBytes(StandardCharsets.US_ASCII));
					byte[] content = gzip ? TileBytes.gzip(bytes.toArray()) : bytes.toArray();
					Path file = Files.write(folder.resolve("a.fits"), content);
					assertEquals("fits.header-endless", id(() -> FitsFile.open(file)), card);
				});
			}
		}
	}

	private Hdu image(int bitpix, String first, String second, long... values) throws IOException {
		return FitsFile.open(new FitsBytes().hdu(TileBytes.integers(bitpix / 8, values),
				"SIMPLE  =                    T", "BITPIX  = " + bitpix, "NAXIS   = 1", "NAXIS1  = " + values.length,
				first, second).write(folder.resolve("a.fits"))).primary();
	}

	private static long[] longs(String text) {
		return Arrays.stream(text.strip().split(" ")).mapToLong(Long::parseLong).toArray();
	}

	private static String id(Executable executable) {
		return assertThrows(FitsException.class, executable).explanation().id();
	}
}
