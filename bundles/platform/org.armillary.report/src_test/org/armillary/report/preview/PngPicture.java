package org.armillary.report.preview;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * A PNG file as the standard says it is read: signature, chunks with right sums, rows without filters.
 *
 * @param pixels
 *            {@code 0xAARRGGBB}, the uppermost row first
 */
record PngPicture(int width, int height, int[] pixels) {

	static PngPicture of(byte[] file) throws DataFormatException {
		ByteBuffer bytes = ByteBuffer.wrap(file);
		assertEquals(0x89504e470d0a1a0aL, bytes.getLong());
		ByteBuffer header = chunk(bytes, "IHDR");
		int width = header.getInt();
		int height = header.getInt();
		int bits = header.get();
		assertEquals(3, header.get());
		assertEquals(0, header.get() + header.get() + header.get());
		ByteBuffer colours = chunk(bytes, "PLTE");
		ByteBuffer opacities = chunk(bytes, "tRNS");
		int[] palette = new int[colours.remaining() / 3];
		for (int i = 0; i < palette.length; i++) {
			int opacity = i < opacities.limit() ? opacities.get(i) & 255 : 255;
			palette[i] = opacity << 24 | (colours.get() & 255) << 16 | (colours.get() & 255) << 8 | colours.get() & 255;
		}
		byte[] rows = inflated(chunk(bytes, "IDAT"));
		chunk(bytes, "IEND");
		assertEquals(0, bytes.remaining());
		int rowBytes = (width * bits + 7) / 8;
		assertEquals(height * (rowBytes + 1), rows.length);
		int[] pixels = new int[width * height];
		for (int y = 0; y < height; y++) {
			assertEquals(0, rows[y * (rowBytes + 1)], "filter");
			for (int x = 0; x < width; x++) {
				int place = x * bits;
				int bytesIn = y * (rowBytes + 1) + 1 + place / 8;
				pixels[y * width + x] = palette[rows[bytesIn] >> 8 - bits - place % 8 & (1 << bits) - 1];
			}
		}
		return new PngPicture(width, height, pixels);
	}

	/** A pixel, counted from the upper left corner, 0. */
	int at(int x, int y) {
		return pixels[y * width + x];
	}

	/** The brightness of a pixel of a grey picture, 0 to 255. */
	int grey(int x, int y) {
		return at(x, y) & 255;
	}

	private static ByteBuffer chunk(ByteBuffer bytes, String type) {
		int length = bytes.getInt();
		byte[] content = new byte[4 + length];
		bytes.get(content);
		var sum = new CRC32();
		sum.update(content);
		assertEquals((int) sum.getValue(), bytes.getInt(), type);
		assertEquals(type, new String(content, 0, 4, StandardCharsets.US_ASCII));
		return ByteBuffer.wrap(content, 4, length).slice();
	}

	private static byte[] inflated(ByteBuffer deflated) throws DataFormatException {
		var inflated = new ByteArrayOutputStream();
		try (var inflater = new Inflater()) {
			inflater.setInput(deflated);
			byte[] buffer = new byte[4096];
			while (!inflater.finished()) {
				inflated.write(buffer, 0, inflater.inflate(buffer));
			}
		}
		return inflated.toByteArray();
	}
}
