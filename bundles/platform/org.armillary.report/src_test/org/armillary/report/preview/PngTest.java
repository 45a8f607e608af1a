package org.armillary.report.preview;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.DataFormatException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures come back as they were. */
class PngTest {

	@ParameterizedTest
	@CsvSource({ "1,1,2,1", "7,5,16,2", "8,3,16,3", "31,17,17,4", "200,90,67,5", "3,2,256,6" })
	void picturesComeBack(int width, int height, int colours, long seed) throws DataFormatException {
		var random = new Random(seed);
		int[] palette = random.ints(colours).toArray();
		byte[] pixels = new byte[width * height];
		for (int i = 0; i < pixels.length; i++) {
			pixels[i] = (byte) random.nextInt(colours);
		}
		byte[] png = Png.encode(width, height, pixels, palette);
		PngPicture picture = PngPicture.of(png);
		assertEquals(width, picture.width());
		assertEquals(height, picture.height());
		assertArrayEquals(IntStream.range(0, pixels.length).map(i -> palette[pixels[i] & 255]).toArray(),
				picture.pixels());
		assertArrayEquals(png, Png.encode(width, height, pixels, palette));
	}

	@ParameterizedTest
	@CsvSource({ "1", "2", "3" })
	void noiseTakesLittleMoreThanItsInformation(long seed) {
		var random = new Random(seed);
		byte[] pixels = new byte[256 * 256];
		int levels = 10;
		for (int i = 0; i < pixels.length; i++) {
			pixels[i] = (byte) Math.clamp(Math.round(levels * (0.5 + random.nextGaussian() / 5.15)), 0, levels - 1);
		}
		int length = Png.encode(256, 256, pixels, new int[levels]).length;
		assertTrue(length < 26_000, length + " bytes");
	}
}
