package org.armillary.numerics.combination;

import org.jspecify.annotations.Nullable;

/**
 * The same rows of several frames. The arrays are used, not copied, and may be longer than the strip.
 *
 * @param values
 *            {@code [frame][pixel]}, row after row, beginning with the first column; NaN where there is no value
 * @param variance
 *            their variance
 * @param masks
 *            {@code [frame][pixel]} flag bits; null where no pixel has a flag
 * @param badBits
 *            the bits that make a sample unusable
 * @param width
 *            pixels in a row
 */
public record FrameStrip(float[][] values, FrameVariance variance, int @Nullable [][] masks, int badBits, int width) {

	/** Checks that there are as many variances and masks as frames. */
	public FrameStrip {
		checkFrames("masks", masks == null ? values.length : masks.length, values.length);
		switch (variance) {
		case FrameVariance.None() -> {
		}
		case FrameVariance.PerFrame(float[] variances) ->
			checkFrames("variances", variances.length, values.length);
		case FrameVariance.PerColumn(float[][] variances) -> {
			checkFrames("variances", variances.length, values.length);
			for (float[] row : variances) {
				if (row.length < width) {
					throw new IllegalArgumentException(
							"there are variances for " + row.length + " columns of " + width);
				}
			}
		}
		case FrameVariance.PerPixel(float[][] variances) ->
			checkFrames("variances", variances.length, values.length);
		}
		if (width < 1) {
			throw new IllegalArgumentException("width is " + width + ", expected 1 or more");
		}
	}

	/** A strip without masks. */
	public static FrameStrip of(float[][] values, FrameVariance variance, int width) {
		return new FrameStrip(values, variance, null, 0, width);
	}

	/** Number of frames. */
	public int frames() {
		return values.length;
	}

	private static void checkFrames(String what, int found, int expected) {
		if (found != expected) {
			throw new IllegalArgumentException("there are " + what + " for " + found + " of " + expected + " frames");
		}
	}
}
