package org.armillary.data.fits;

import java.nio.ByteBuffer;
import java.util.Objects;

import org.armillary.data.Mask;
import org.armillary.data.Pixels;

/** Encoders of arrays of pixels, from an index on. */
final class PixelEncoders {

	private PixelEncoders() {
	}

	static HduOutput.Encoder of(float[] pixels, int from, int count) {
		Objects.checkFromIndexSize(from, count, pixels.length);
		return (target, first, some) -> target.asFloatBuffer().put(pixels, from + first, some);
	}

	static HduOutput.Encoder of(double[] pixels, int from, int count) {
		Objects.checkFromIndexSize(from, count, pixels.length);
		return (target, first, some) -> target.asDoubleBuffer().put(pixels, from + first, some);
	}

	static HduOutput.Encoder of(int[] pixels, int from, int count) {
		Objects.checkFromIndexSize(from, count, pixels.length);
		return (target, first, some) -> target.asIntBuffer().put(pixels, from + first, some);
	}

	static HduOutput.Encoder of(short[] pixels, int from, int count) {
		Objects.checkFromIndexSize(from, count, pixels.length);
		return (target, first, some) -> target.asShortBuffer().put(pixels, from + first, some);
	}

	static HduOutput.Encoder of(byte[] pixels, int from, int count) {
		Objects.checkFromIndexSize(from, count, pixels.length);
		return (target, first, some) -> target.put(pixels, from + first, some);
	}

	/** BITPIX of samples in the precision in which they are held. */
	static int bitpix(Pixels samples) {
		return samples.isDouble() ? -64 : -32;
	}

	/** Samples in the precision in which they are held. */
	static HduOutput.Encoder of(Pixels samples) {
		return samples.isDouble() ? of(samples.doubles(), 0, samples.length())
				: of(samples.floats(), 0, samples.length());
	}

	/** The standard deviation to a variance, encoded with as many bits as BITPIX says. */
	static HduOutput.Encoder noise(Pixels variance, int bitpix) {
		if (bitpix == -64) {
			return (target, first, count) -> {
				double[] noise = new double[count];
				for (int i = 0; i < count; i++) {
					noise[i] = Math.sqrt(variance.at(first + i));
				}
				target.asDoubleBuffer().put(noise);
			};
		}
		if (variance.isDouble()) {
			return (target, first, count) -> {
				float[] noise = new float[count];
				for (int i = 0; i < count; i++) {
					noise[i] = (float) Math.sqrt(variance.at(first + i));
				}
				target.asFloatBuffer().put(noise);
			};
		}
		float[] variances = variance.floats();
		return (target, first, count) -> {
			float[] noise = new float[count];
			for (int i = 0; i < count; i++) {
				noise[i] = (float) Math.sqrt(variances[first + i]);
			}
			target.asFloatBuffer().put(noise);
		};
	}

	/** BITPIX of a mask: the fewest bits that hold all its flags, of those that have a name and those that are set. */
	static int bitpix(Mask mask) {
		int used = 0;
		for (int bits : mask.bits()) {
			used |= bits;
		}
		for (Mask.Flag flag : mask.flags()) {
			used |= 1 << flag.bit();
		}
		return used >= 0 && used <= 0xff ? 8 : used >= 0 && used <= Short.MAX_VALUE ? 16 : 32;
	}

	/** The flags of a mask with as many bits as BITPIX says. */
	static HduOutput.Encoder mask(Mask mask, int bitpix) {
		int[] bits = mask.bits();
		return switch (bitpix) {
		case 8 -> (target, first, count) -> {
			byte[] flags = new byte[count];
			for (int i = 0; i < count; i++) {
				flags[i] = (byte) bits[first + i];
			}
			target.put(flags);
		};
		case 16 -> (target, first, count) -> {
			short[] flags = new short[count];
			for (int i = 0; i < count; i++) {
				flags[i] = (short) bits[first + i];
			}
			target.asShortBuffer().put(flags);
		};
		default -> of(bits, 0, bits.length);
		};
	}

	/** Nothing. */
	static void nothing(ByteBuffer target, int first, int count) {
		// there is nothing to encode
	}
}
