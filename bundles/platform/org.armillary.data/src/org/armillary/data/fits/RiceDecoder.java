package org.armillary.data.fits;

import java.util.zip.ZipException;

/**
 * The Rice decoder of FITS 4.0, section 10.4.1 (after White, Greenfield, Pence, Tody, Seaman 2013, "Tiled Image
 * Convention for Storing Compressed Images in FITS Binary Tables"): the first value as it is, then differences of
 * neighbours in blocks, folded to non-negative numbers, each block with its own number of low bits that are stored as
 * they are; the high bits are counted in zeros before a one.
 */
final class RiceDecoder {

	private final byte[] bytes;
	private int position;
	private long bits;
	private int available;

	private RiceDecoder(byte[] bytes) {
		this.bytes = bytes;
	}

	/**
	 * Decodes a tile.
	 *
	 * @param bytes
	 *            the compressed tile
	 * @param bytesOfPixel
	 *            1 (unsigned), 2 or 4, the BYTEPIX of the encoder
	 * @param block
	 *            pixels of a block
	 * @param pixels
	 *            takes the result, as many pixels as it has elements
	 */
	static void decode(byte[] bytes, int bytesOfPixel, int block, int[] pixels) throws ZipException {
		new RiceDecoder(bytes).decode(bytesOfPixel, block, pixels);
	}

	private void decode(int bytesOfPixel, int block, int[] pixels) throws ZipException {
		int width = bytesOfPixel * Byte.SIZE;
		int headBits = switch (bytesOfPixel) {
		case 1 -> 3;
		case 2 -> 4;
		default -> 5;
		};
		int rawBlock = switch (bytesOfPixel) {
		case 1 -> 6;
		case 2 -> 14;
		default -> 25;
		};
		int last = read(width);
		for (int begin = 0; begin < pixels.length; begin += block) {
			int end = Math.min(begin + block, pixels.length);
			int low = read(headBits) - 1;
			if (low > rawBlock) {
				throw new ZipException("a block of " + low + " low bits, at most " + rawBlock);
			}
			for (int i = begin; i < end; i++) {
				if (low >= 0) {
					int folded = low == rawBlock ? read(width) : countZeros() << low | read(low);
					last += folded >>> 1 ^ -(folded & 1);
				}
				pixels[i] = switch (bytesOfPixel) {
				case 1 -> last & 0xff;
				case 2 -> (short) last;
				default -> last;
				};
			}
		}
	}

	/** The next bits as an unsigned number; at most 32. */
	private int read(int count) throws ZipException {
		if (count == 0) {
			return 0;
		}
		if (available < count) {
			fill();
			if (available < count) {
				throw exhausted();
			}
		}
		int value = (int) (bits >>> Long.SIZE - count);
		bits <<= count;
		available -= count;
		return value;
	}

	/** Skips zeros and the one after them, and returns how many zeros there were. */
	private int countZeros() throws ZipException {
		int zeros = 0;
		while (bits == 0) {
			zeros += available;
			available = 0;
			fill();
			if (available == 0) {
				throw exhausted();
			}
		}
		int more = Long.numberOfLeadingZeros(bits);
		bits = bits << more << 1;
		available -= more + 1;
		return zeros + more;
	}

	/** Takes whole bytes as long as they fit; bits beyond {@link #available} are zero. */
	private void fill() {
		while (available <= Long.SIZE - Byte.SIZE && position < bytes.length) {
			bits |= (bytes[position++] & 0xffL) << Long.SIZE - Byte.SIZE - available;
			available += Byte.SIZE;
		}
	}

	private static ZipException exhausted() {
		return new ZipException("its data end too early");
	}
}
