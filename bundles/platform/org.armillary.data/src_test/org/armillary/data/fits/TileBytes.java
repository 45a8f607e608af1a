package org.armillary.data.fits;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Compresses small images as the reader's counterpart, written after the standard and not after the reader. */
final class TileBytes {

	private TileBytes() {
	}

	static byte[] gzip(byte[]... members) {
		var bytes = new ByteArrayOutputStream();
		for (byte[] member : members) {
			try (var stream = new GZIPOutputStream(bytes)) {
				stream.write(member);
			} catch (IOException e) {
				throw new IllegalStateException(e);
			}
		}
		return bytes.toByteArray();
	}

	/** All first bytes, then all second bytes, and so on. */
	static byte[] shuffled(byte[] plain, int width) {
		byte[] result = new byte[plain.length];
		for (int i = 0; i < plain.length; i++) {
			result[i % width * (plain.length / width) + i / width] = plain[i];
		}
		return result;
	}

	/** Rice code of a tile; {@code low} bits are stored of each difference: -1 all are zero, -2 as they are. */
	static byte[] rice(int[] pixels, int bytesOfPixel, int block, int low) {
		int width = 8 * bytesOfPixel;
		var bits = new StringBuilder(bits(pixels[0], width));
		int last = pixels[0];
		for (int i = 0; i < pixels.length; i++) {
			if (i % block == 0) {
				int raw = bytesOfPixel == 1 ? 6 : bytesOfPixel == 2 ? 14 : 25;
				bits.append(bits((low == -2 ? raw : low) + 1, bytesOfPixel == 1 ? 3 : bytesOfPixel == 2 ? 4 : 5));
			}
			int difference = pixels[i] - last;
			difference = difference << 32 - width >> 32 - width;
			int folded = difference << 1 ^ difference >> 31;
			if (low == -2) {
				bits.append(bits(folded, width));
			} else if (low >= 0) {
				bits.repeat('0', folded >>> low).append('1').append(bits(folded, low));
			}
			last = pixels[i];
		}
		while (bits.length() % 8 != 0) {
			bits.append('0');
		}
		var bytes = new ByteArrayOutputStream();
		for (int i = 0; i < bits.length(); i += 8) {
			bytes.write(Integer.parseInt(bits.substring(i, i + 8), 2));
		}
		return bytes.toByteArray();
	}

	private static String bits(int value, int count) {
		var text = new StringBuilder();
		for (int bit = count - 1; bit >= 0; bit--) {
			text.append(value >>> bit & 1);
		}
		return text.toString();
	}

	/**
	 * Adds a compressed image in one column COMPRESSED_DATA to a file.
	 *
	 * @param column
	 *            name of the column
	 * @param tiles
	 *            compressed tiles
	 * @param records
	 *            further records of the header
	 */
	static FitsBytes image(FitsBytes file, String column, List<byte[]> tiles, String... records) {
		int heap = tiles.stream().mapToInt(tile -> tile.length).sum();
		ByteBuffer data = ByteBuffer.allocate(tiles.size() * 8 + heap);
		int offset = 0;
		for (byte[] tile : tiles) {
			data.putInt(tile.length).putInt(offset);
			offset += tile.length;
		}
		tiles.forEach(data::put);
		var header = new ArrayList<String>(List.of("XTENSION= 'BINTABLE'", "BITPIX  =                    8",
				"NAXIS   =                    2", "NAXIS1  =                    8", "NAXIS2  = " + tiles.size(),
				"PCOUNT  = " + heap, "GCOUNT  =                    1", "TFIELDS =                    1",
				"TTYPE1  = '" + column + "'", "TFORM1  = '1PB(" + heap + ")'", "ZIMAGE  =                    T"));
		header.addAll(List.of(records));
		return file.hdu(data.array(), header.toArray(String[]::new));
	}

	/** Bytes of integers of so many bytes each, big-endian. */
	static byte[] integers(int width, long... values) {
		ByteBuffer bytes = ByteBuffer.allocate(width * values.length);
		for (long value : values) {
			for (int i = width - 1; i >= 0; i--) {
				bytes.put(BigInteger.valueOf(value).shiftRight(8 * i).byteValue());
			}
		}
		return bytes.array();
	}
}
