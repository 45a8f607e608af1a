package org.armillary.kmos.detector;

import java.util.Arrays;

/**
 * Pixels above the linear range, and which of them are saturated: at the end of the scale, or on a plateau of equal
 * highest values, which tells a lower end. A sample that was rejected does not count.
 */
final class Saturation {

	/** Values closer than this are equal after their level was taken off and added again, adu. */
	private static final double EQUAL_ADU = 0.05;
	/** So many equal highest values are a plateau. */
	private static final int PLATEAU = 16;

	private final StackInput input;
	private final float[] scale;
	private int[] pixels = new int[64];
	private double[] highest = new double[64];
	private int count;

	Saturation(StackInput input, float[] scale) {
		this.input = input;
		this.scale = scale;
	}

	/** The signal above which a sample of a frame is to be looked at, adu above the level. */
	double least(int frame) {
		double level = 0;
		for (int x = 0; x < input.channels().nx(); x++) {
			// a dead channel has no level, and no sample to be looked at
			float column = input.rows().level(frame, x);
			level = Float.isFinite(column) ? Math.max(level, column) : level;
		}
		return Math.min(input.linearAdu(), input.saturation()[frame] - level - EQUAL_ADU);
	}

	/**
	 * The flags of a pixel.
	 *
	 * @param samples
	 *            scaled samples {@code [frame][pixel of the strip]}
	 * @param i
	 *            index in the strip
	 * @param pixel
	 *            index in the detector
	 * @param rejected
	 *            how many of its samples were rejected: the highest are thought to be
	 */
	byte judge(float[][] samples, int i, int pixel, int rejected) {
		int nonLinear = 0;
		int saturated = 0;
		double raw = Double.NEGATIVE_INFINITY;
		for (int frame = 0; frame < samples.length; frame++) {
			double signal = (double) samples[frame][i] / scale[frame];
			double shown = signal + input.rows().level(frame, pixel % input.channels().nx());
			boolean full = shown >= input.saturation()[frame] - EQUAL_ADU;
			nonLinear += signal > input.linearAdu() || full ? 1 : 0;
			saturated += full ? 1 : 0;
			raw = Math.max(raw, shown);
		}
		if (nonLinear <= rejected) {
			return 0;
		}
		if (count == pixels.length) {
			pixels = Arrays.copyOf(pixels, 2 * count);
			highest = Arrays.copyOf(highest, 2 * count);
		}
		pixels[count] = pixel;
		highest[count++] = raw;
		return (byte) (PixelFlag.NON_LINEAR.value() | (saturated > rejected ? PixelFlag.SATURATED.value() : 0));
	}

	/** Flags the plateau of equal highest values, if there is one. */
	void addTo(byte[] flags) {
		double top = Double.NEGATIVE_INFINITY;
		for (int i = 0; i < count; i++) {
			top = Math.max(top, highest[i]);
		}
		int equal = 0;
		for (int i = 0; i < count; i++) {
			equal += highest[i] >= top - EQUAL_ADU ? 1 : 0;
		}
		for (int i = 0; i < count && equal >= PLATEAU; i++) {
			if (highest[i] >= top - EQUAL_ADU) {
				flags[pixels[i]] |= PixelFlag.SATURATED.value();
			}
		}
	}
}
