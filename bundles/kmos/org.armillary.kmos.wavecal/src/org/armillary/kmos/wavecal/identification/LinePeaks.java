package org.armillary.kmos.wavecal.identification;

import java.util.Arrays;

/**
 * The emission lines that stand out in a spectrum, by rising row. The arrays are of equal length and are not to be
 * changed.
 *
 * @param rows
 *            centre, rows from 0
 * @param heights
 *            height above the continuum, adu
 * @param signalToNoise
 *            height over its noise
 * @param saturated
 *            whether the middle of the line is saturated or above the linear range
 */
public record LinePeaks(double[] rows, double[] heights, double[] signalToNoise, boolean[] saturated) {

	/** A peak must fall to this share of its height on both sides before the next one begins. */
	private static final double VALLEY = 0.85;
	/** How far to look for the valleys, rows. */
	private static final int REACH = 4;

	/**
	 * Finds the peaks of a spectrum without continuum.
	 *
	 * @param flux
	 *            adu by row; NaN where nothing is known
	 * @param noise
	 *            standard deviation, adu by row
	 * @param saturation
	 *            by row, whether it is saturated
	 * @param threshold
	 *            least height over noise
	 */
	public static LinePeaks find(float[] flux, float[] noise, boolean[] saturation, double threshold) {
		int most = flux.length / 2 + 1;
		double[] rows = new double[most];
		double[] heights = new double[most];
		double[] ratios = new double[most];
		boolean[] saturated = new boolean[most];
		int count = 0;
		int row = 1;
		while (row < flux.length - 1) {
			if (!(flux[row] > flux[row - 1]) || !(flux[row] > threshold * noise[row])) {
				row++;
				continue;
			}
			int end = row;
			while (end < flux.length - 1 && flux[end + 1] == flux[row]) {
				end++;
			}
			if (end < flux.length - 1 && flux[end + 1] < flux[row] && standsOut(flux, noise, row, end)) {
				rows[count] = end > row ? 0.5 * (row + end) : row + vertex(flux, row);
				heights[count] = flux[row];
				ratios[count] = flux[row] / noise[row];
				saturated[count] = saturation[row] || saturation[end];
				count++;
			}
			row = end + 1;
		}
		return new LinePeaks(Arrays.copyOf(rows, count), Arrays.copyOf(heights, count), Arrays.copyOf(ratios, count),
				Arrays.copyOf(saturated, count));
	}

	/** Number of peaks. */
	public int count() {
		return rows.length;
	}

	/** Number of saturated peaks. */
	public int saturatedCount() {
		int count = 0;
		for (boolean isSaturated : saturated) {
			count += isSaturated ? 1 : 0;
		}
		return count;
	}

	/** Only the highest peaks, still by rising row. */
	public LinePeaks highest(int most) {
		if (most >= rows.length) {
			return this;
		}
		double[] sorted = heights.clone();
		Arrays.sort(sorted);
		double least = sorted[sorted.length - most];
		int higher = 0;
		for (double height : heights) {
			higher += height > least ? 1 : 0;
		}
		int[] kept = new int[most];
		int equal = most - higher;
		int count = 0;
		for (int peak = 0; peak < heights.length && count < most; peak++) {
			if (heights[peak] > least || heights[peak] == least && equal-- > 0) {
				kept[count++] = peak;
			}
		}
		boolean[] full = new boolean[most];
		for (int i = 0; i < most; i++) {
			full[i] = saturated[kept[i]];
		}
		return new LinePeaks(pick(rows, kept), pick(heights, kept), pick(signalToNoise, kept), full);
	}

	private static double[] pick(double[] values, int[] kept) {
		double[] picked = new double[kept.length];
		for (int i = 0; i < kept.length; i++) {
			picked[i] = values[kept[i]];
		}
		return picked;
	}

	private static boolean standsOut(float[] flux, float[] noise, int row, int end) {
		double valley = Math.min(VALLEY * flux[row], flux[row] - 3 * noise[row]);
		boolean left = false;
		for (int i = row - 1; i >= Math.max(0, row - REACH) && !left && !(flux[i] > flux[row]); i--) {
			left = flux[i] <= valley;
		}
		boolean right = false;
		for (int i = end + 1; i <= Math.min(flux.length - 1, end + REACH) && !right && !(flux[i] > flux[row]); i++) {
			right = flux[i] <= valley;
		}
		return left && right;
	}

	/** Vertex of the Gaussian, or the parabola where a neighbour is not positive, through three samples. */
	private static double vertex(float[] flux, int row) {
		double before = flux[row - 1];
		double middle = flux[row];
		double after = flux[row + 1];
		if (before > 0 && after > 0) {
			before = StrictMath.log(before);
			middle = StrictMath.log(middle);
			after = StrictMath.log(after);
		}
		double bend = before - 2 * middle + after;
		return bend < 0 ? Math.clamp(0.5 * (before - after) / bend, -0.5, 0.5) : 0;
	}
}
