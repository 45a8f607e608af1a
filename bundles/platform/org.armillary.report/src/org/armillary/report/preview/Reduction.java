package org.armillary.report.preview;

import java.util.Arrays;

import org.armillary.data.FitsException;
import org.armillary.data.fits.Hdu;

/**
 * Makes images small: each pixel that is shown is the mean of the finite pixels of a square, or of a mask whether
 * any of them is flagged. None is skipped, so a hot pixel neither vanishes nor stands for all its neighbours. Reads
 * strips of rows.
 */
final class Reduction {

	/** Pixels that are read at once. */
	private static final int STRIP = 1 << 19;

	private final Hdu hdu;
	private final int width;
	private final int height;
	private final int factor;
	private final int columns;

	private Reduction(Hdu hdu, int width, int height, int factor) {
		this.hdu = hdu;
		this.width = width;
		this.height = height;
		this.factor = factor;
		this.columns = Math.ceilDiv(width, factor);
	}

	/**
	 * The means of squares of {@code factor} pixels on a side; those at the right and upper edge may be smaller.
	 *
	 * @param width
	 *            length of the first axis of the image, pixels
	 * @param height
	 *            length of the second axis, pixels
	 */
	static Panel means(Hdu hdu, int number, int width, int height, int factor) throws FitsException {
		return new Reduction(hdu, width, height, factor).means(number);
	}

	/**
	 * Of a mask: 1 in squares with any pixel that is flagged, 0 in others. Flagged is what differs from {@code usual}.
	 */
	static Panel flags(Hdu hdu, int number, int width, int height, int factor, float usual) throws FitsException {
		return new Reduction(hdu, width, height, factor).flags(number, usual);
	}

	/** The value of 0 and 1 that more pixels have. */
	static float usual(Hdu hdu, int width, int height) throws FitsException {
		long[] zeros = new long[1];
		new Reduction(hdu, width, height, 1).forEachRow((_, pixels, start) -> {
			for (int x = start; x < start + width; x++) {
				zeros[0] += pixels[x] == 0 ? 1 : 0;
			}
		});
		return zeros[0] * 2 >= (long) width * height ? 0 : 1;
	}

	@FunctionalInterface
	private interface Row {
		void accept(int y, float[] pixels, int start);
	}

	private void forEachRow(Row consumer) throws FitsException {
		int rows = Math.clamp(STRIP / width, 1, height);
		float[] strip = new float[Math.multiplyExact(rows, width)];
		for (int first = 0; first < height; first += rows) {
			int count = Math.min(rows, height - first);
			hdu.readFloats((long) first * width, strip, 0, count * width);
			for (int row = 0; row < count; row++) {
				consumer.accept(first + row, strip, row * width);
			}
		}
	}

	private Panel means(int number) throws FitsException {
		int lines = Math.ceilDiv(height, factor);
		float[] means = new float[columns * lines];
		double[] sums = new double[columns];
		int[] counts = new int[columns];
		long[] missing = new long[1];
		boolean[] twoValued = { true };
		forEachRow((y, pixels, start) -> {
			int column = 0;
			for (int left = 0; left < width; left += factor) {
				int right = Math.min(left + factor, width);
				double sum = 0;
				int count = 0;
				boolean simple = true;
				for (int x = start + left; x < start + right; x++) {
					float pixel = pixels[x];
					if (Float.isFinite(pixel)) {
						sum += pixel;
						count++;
						simple &= pixel == 0 || pixel == 1;
					}
				}
				sums[column] += sum;
				counts[column++] += count;
				missing[0] += right - left - count;
				twoValued[0] &= simple;
			}
			if ((y + 1) % factor == 0 || y + 1 == height) {
				int line = y / factor * columns;
				for (int i = 0; i < columns; i++) {
					means[line + i] = counts[i] == 0 ? Float.NaN : (float) (sums[i] / counts[i]);
				}
				Arrays.fill(sums, 0);
				Arrays.fill(counts, 0);
			}
		});
		long total = (long) width * height;
		return new Panel(number, means, columns, lines, missing[0], total, twoValued[0] && missing[0] == 0);
	}

	private Panel flags(int number, float usual) throws FitsException {
		int lines = Math.ceilDiv(height, factor);
		float[] flags = new float[columns * lines];
		long[] flagged = new long[1];
		forEachRow((y, pixels, start) -> {
			int line = y / factor * columns;
			for (int x = 0; x < width; x++) {
				if (pixels[start + x] != usual) {
					flags[line + x / factor] = 1;
					flagged[0]++;
				}
			}
		});
		return new Panel(number, flags, columns, lines, flagged[0], (long) width * height, true);
	}
}
