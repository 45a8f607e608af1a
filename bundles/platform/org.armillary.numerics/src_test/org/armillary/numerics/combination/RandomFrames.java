package org.armillary.numerics.combination;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Frames with all that makes combination difficult: NaN, infinities, flags, ties, outliers, signed zeros,
 * sums that overflow, values that are not normal numbers.
 */
final class RandomFrames {

	static final int BAD = 6;

	final float[][] values;
	final float[][] variances;
	final int[][] masks;
	final float[] weights;
	final int width;

	RandomFrames(long seed, int frames, int width, int height) {
		var random = new SplittableRandom(seed);
		int pixels = width * height;
		this.width = width;
		values = new float[frames][pixels];
		variances = new float[frames][pixels];
		masks = new int[frames][pixels];
		weights = new float[frames];
		for (int frame = 0; frame < frames; frame++) {
			weights[frame] = random.nextFloat(0.5f, 3);
			for (int pixel = 0; pixel < pixels; pixel++) {
				// the pixel decides what kind it is, so that each kind meets all frames
				int kind = pixel % 13;
				float noise = kind == 0 ? 0 : random.nextFloat(1, 9);
				double value = 1000 + noise * random.nextGaussian();
				values[frame][pixel] = (float) switch (kind) {
				case 1 -> random.nextInt(3);
				case 2 -> random.nextInt(4) == 0 ? Double.NaN : value;
				case 3 -> random.nextInt(6) == 0 ? value * 100 : value;
				case 4 -> random.nextInt(9) == 0 ? Double.POSITIVE_INFINITY : value - 1000;
				case 5 -> random.nextBoolean() ? 0.0 : -0.0;
				case 6 -> pixel % 5 == 0 ? Double.NaN : -value;
				case 7 -> value * 1e-6;
				case 8 -> value * 1e6;
				case 9 -> random.nextInt(3) == 0 ? value + 40 : value;
				case 11 -> random.nextInt(5) == 0 ? -2e38 : value * 2e35;
				case 12 -> random.nextInt(-2, 3) * 1e-45 + (pixel % 2 == 0 ? 0 : value * 1e-45);
				default -> value;
				};
				variances[frame][pixel] = switch (random.nextInt(40)) {
				case 0 -> Float.NaN;
				case 1 -> -1;
				case 2 -> 0;
				default -> noise * noise;
				};
				masks[frame][pixel] = random.nextInt(10) == 0 ? random.nextInt(16) : 0;
			}
		}
	}

	FrameStrip strip(int kind) {
		int frames = values.length;
		FrameVariance variance = switch (kind % 4) {
		case 0 -> new FrameVariance.PerPixel(variances);
		case 1 -> new FrameVariance.None();
		case 2 -> {
			float[] perFrame = new float[frames];
			for (int frame = 0; frame < frames; frame++) {
				perFrame[frame] = frame == 3 ? Float.NaN : 4 + frame;
			}
			yield new FrameVariance.PerFrame(perFrame);
		}
		default -> new FrameVariance.PerColumn(variances);
		};
		return kind % 8 < 4
				? FrameStrip.of(values, variance, width)
				: new FrameStrip(values, variance, masks, BAD, width);
	}

	/** One number made of all bits of results. */
	static long digest(CombinedStrip strip, long[] rejected) {
		long digest = Arrays.hashCode(rejected);
		for (int pixel = 0; pixel < strip.value().length; pixel++) {
			digest = 31 * digest + Float.floatToRawIntBits(strip.value()[pixel]);
			digest = 31 * digest + Float.floatToRawIntBits(strip.variance()[pixel]);
			digest = 31 * digest + strip.used()[pixel];
			digest = 31 * digest + strip.rejected()[pixel];
		}
		return digest;
	}
}
