package org.armillary.report.preview;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes pictures with a palette as Portable Network Graphics (PNG, second edition, W3C 2003): four bits a pixel for
 * up to 16 colours, else eight; no filters, as they do not help where neighbouring numbers are no neighbouring colours.
 */
final class Png {

	private static final byte[] SIGNATURE = { (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
	private static final byte INDEXED = 3;
	private static final int SMALL_PALETTE = 16;
	private static final int OPAQUE = 255;
	private static final int BUFFER = 1 << 14;

	private Png() {
	}

	/**
	 * Encodes a picture.
	 *
	 * @param width
	 *            width, px
	 * @param height
	 *            height, px
	 * @param pixels
	 *            index of the colour of each pixel, {@code [height][width]}, the uppermost row first
	 * @param palette
	 *            at most 256 colours as {@code 0xAARRGGBB}
	 */
	static byte[] encode(int width, int height, byte[] pixels, int[] palette) {
		int bits = palette.length <= SMALL_PALETTE ? 4 : 8;
		byte[] rows = rows(width, height, pixels, bits);
		byte[] searched = deflate(rows, Deflater.DEFAULT_STRATEGY);
		byte[] counted = deflate(rows, Deflater.HUFFMAN_ONLY);
		var png = new ByteArrayOutputStream();
		try (var output = new DataOutputStream(png)) {
			output.write(SIGNATURE);
			chunk(output, "IHDR", header(width, height, bits));
			chunk(output, "PLTE", colours(palette));
			chunk(output, "tRNS", transparency(palette));
			chunk(output, "IDAT", counted.length < searched.length ? counted : searched);
			chunk(output, "IEND", new byte[0]);
		} catch (IOException e) {
			throw new UncheckedIOException("an array takes all bytes", e);
		}
		return png.toByteArray();
	}

	private static byte[] rows(int width, int height, byte[] pixels, int bits) {
		int rowBytes = bits == 8 ? width : (width + 1) / 2;
		byte[] rows = new byte[Math.multiplyExact(height, rowBytes + 1)];
		for (int y = 0; y < height; y++) {
			int start = y * (rowBytes + 1) + 1;
			for (int x = 0; x < width; x++) {
				byte pixel = pixels[y * width + x];
				if (bits == 8) {
					rows[start + x] = pixel;
				} else {
					rows[start + x / 2] |= (byte) (x % 2 == 0 ? pixel << 4 : pixel);
				}
			}
		}
		return rows;
	}

	private static byte[] header(int width, int height, int bits) {
		return new byte[] { (byte) (width >>> 24), (byte) (width >>> 16), (byte) (width >>> 8), (byte) width,
				(byte) (height >>> 24), (byte) (height >>> 16), (byte) (height >>> 8), (byte) height, (byte) bits,
				INDEXED,
				0, 0, 0 };
	}

	private static byte[] colours(int[] palette) {
		byte[] bytes = new byte[3 * palette.length];
		for (int i = 0; i < palette.length; i++) {
			bytes[3 * i] = (byte) (palette[i] >>> 16);
			bytes[3 * i + 1] = (byte) (palette[i] >>> 8);
			bytes[3 * i + 2] = (byte) palette[i];
		}
		return bytes;
	}

	/** The opacity of colours up to the last one that is not opaque. */
	private static byte[] transparency(int[] palette) {
		int length = palette.length;
		while (length > 1 && palette[length - 1] >>> 24 == OPAQUE) {
			length--;
		}
		byte[] bytes = new byte[length];
		for (int i = 0; i < length; i++) {
			bytes[i] = (byte) (palette[i] >>> 24);
		}
		return bytes;
	}

	private static byte[] deflate(byte[] content, int strategy) {
		var deflated = new ByteArrayOutputStream(content.length / 2 + BUFFER);
		try (var deflater = new Deflater(Deflater.BEST_COMPRESSION)) {
			deflater.setStrategy(strategy);
			deflater.setInput(content);
			deflater.finish();
			byte[] buffer = new byte[BUFFER];
			while (!deflater.finished()) {
				deflated.write(buffer, 0, deflater.deflate(buffer));
			}
		}
		return deflated.toByteArray();
	}

	private static void chunk(DataOutputStream output, String type, byte[] content) throws IOException {
		byte[] name = type.getBytes(StandardCharsets.US_ASCII);
		var sum = new CRC32();
		sum.update(name);
		sum.update(content);
		output.writeInt(content.length);
		output.write(name);
		output.write(content);
		output.writeInt((int) sum.getValue());
	}
}
