package org.armillary.data.fits;

import java.nio.ByteBuffer;
import java.util.OptionalLong;

import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.FitsMessage;

/**
 * Turns stored pixels, big-endian in a buffer, into physical values.
 *
 * @param bitpix
 *            how they are stored
 * @param scale
 *            BSCALE
 * @param zero
 *            BZERO
 * @param blank
 *            BLANK, of integers only
 */
record PixelDecoder(int bitpix, double scale, double zero, OptionalLong blank) {

	/** BZERO of unsigned integers of 64 bits. */
	static final double UNSIGNED_LONG = 0x1p63;

	static PixelDecoder of(Hdu hdu) throws FitsException {
		OptionalLong blank = hdu.bitpix() > 0 ? hdu.header().findInteger("BLANK") : OptionalLong.empty();
		return new PixelDecoder(hdu.bitpix(), hdu.header().findReal("BSCALE").orElse(1),
				hdu.header().findReal("BZERO").orElse(0), blank);
	}

	/** Decodes {@code count} pixels from pixel {@code from} of the buffer into {@code target} from {@code at} on. */
	void floats(ByteBuffer stored, int from, float[] target, int at, int count) {
		if (bitpix != -32) {
			double[] doubles = new double[count];
			doubles(stored, from, doubles, 0, count);
			for (int i = 0; i < count; i++) {
				target[at + i] = (float) doubles[i];
			}
			return;
		}
		stored.asFloatBuffer().get(from, target, at, count);
		if (!isPlain()) {
			for (int i = at; i < at + count; i++) {
				target[i] = (float) (target[i] * scale + zero);
			}
		}
	}

	/** Decodes {@code count} pixels from pixel {@code from} of the buffer into {@code target} from {@code at} on. */
	void doubles(ByteBuffer stored, int from, double[] target, int at, int count) {
		switch (bitpix) {
		case 8 -> {
			for (int i = 0; i < count; i++) {
				target[at + i] = scaled(stored.get(from + i) & 0xff);
			}
		}
		case 16 -> {
			for (int i = 0; i < count; i++) {
				target[at + i] = scaled(stored.getShort((from + i) * Short.BYTES));
			}
		}
		case 32 -> {
			for (int i = 0; i < count; i++) {
				target[at + i] = scaled(stored.getInt((from + i) * Integer.BYTES));
			}
		}
		case 64 -> longDoubles(stored, from, target, at, count);
		case -32 -> {
			for (int i = 0; i < count; i++) {
				target[at + i] = stored.getFloat((from + i) * Float.BYTES);
			}
			scale(target, at, count);
		}
		default -> {
			stored.asDoubleBuffer().get(from, target, at, count);
			scale(target, at, count);
		}
		}
		if (blank.isPresent()) {
			long noData = blank.getAsLong();
			for (int i = 0; i < count; i++) {
				if (integer(stored, from + i) == noData) {
					target[at + i] = Double.NaN;
				}
			}
		}
	}

	/** Refuses pixels that {@link #longs} cannot give. */
	void checkIntegers(FitsHeader header) throws FitsException {
		if (bitpix < 0) {
			throw new FitsException(
					FitsMessage.NOT_INTEGERS.with(header.source(), "BITPIX", bitpix, "8, 16, 32 or 64"));
		}
		if (scale != 1) {
			throw new FitsException(FitsMessage.NOT_INTEGERS.with(header.source(), "BSCALE", scale, "1"));
		}
		boolean exact = zero == Math.rint(zero)
				&& (bitpix == Long.SIZE ? zero == 0 || zero == UNSIGNED_LONG : Math.abs(zero) <= 0x1p62);
		if (!exact) {
			throw new FitsException(FitsMessage.NOT_INTEGERS.with(header.source(), "BZERO", zero,
					bitpix == Long.SIZE ? "0 or 2^63" : "an integer"));
		}
	}

	/** Decodes {@code count} integers from pixel {@code from} of the buffer into {@code target} from {@code at} on. */
	void longs(ByteBuffer stored, int from, long[] target, int at, int count) {
		// for 64 bits and BZERO = 2^63 the sum overflows in the way that is wanted
		long shift = zero == UNSIGNED_LONG ? Long.MIN_VALUE : (long) zero;
		for (int i = 0; i < count; i++) {
			target[at + i] = integer(stored, from + i) + shift;
		}
	}

	private boolean isPlain() {
		return scale == 1 && zero == 0;
	}

	private double scaled(int stored) {
		return stored * scale + zero;
	}

	private void longDoubles(ByteBuffer stored, int from, double[] target, int at, int count) {
		boolean unsigned = scale == 1 && zero == UNSIGNED_LONG;
		for (int i = 0; i < count; i++) {
			long value = stored.getLong((from + i) * Long.BYTES);
			target[at + i] = unsigned ? unsignedToDouble(value ^ Long.MIN_VALUE) : value * scale + zero;
		}
	}

	/** The double nearest to an unsigned integer: halved with its last bit kept, so that it is rounded once. */
	static double unsignedToDouble(long value) {
		return value >= 0 ? value : (value >>> 1 | value & 1) * 2.0;
	}

	private long integer(ByteBuffer stored, int pixel) {
		return switch (bitpix) {
		case 8 -> stored.get(pixel) & 0xff;
		case 16 -> stored.getShort(pixel * Short.BYTES);
		case 32 -> stored.getInt(pixel * Integer.BYTES);
		default -> stored.getLong(pixel * Long.BYTES);
		};
	}

	private void scale(double[] target, int at, int count) {
		if (!isPlain()) {
			for (int i = at; i < at + count; i++) {
				target[i] = target[i] * scale + zero;
			}
		}
	}
}
