package org.armillary.kmos.detector;

import org.armillary.kmos.ReadoutChannels;
import org.armillary.numerics.RobustMean;
import org.armillary.numerics.Selection;

/**
 * Level correction by windows (SLICES): a detector is divided into its 32 read-out channels times 16 bands of rows,
 * windows of 64 x 128 pixels, and the level of each is that of its pixels between the slitlets. It takes out what
 * changes along a channel, for faint sources: bright light leaks into the gaps between the slitlets and is taken off
 * with it. Odd and even columns keep the difference that the reference pixels tell, so a frame is corrected by these
 * first.
 *
 * <p>A window with fewer than 64 dark pixels, or less than a hundredth of its pixels, gets the level between its
 * neighbours in its channel, linear in rows; beyond the last one that of the nearest; a channel without any 0.
 *
 * @param channels
 *            the read-out channels
 * @param windows
 *            level of each window, adu, {@code [channel][band of rows]}
 * @param measured
 *            number of windows that were measured
 */
public record SliceLevels(ReadoutChannels channels, double[][] windows, int measured) {

	/** Number of bands of rows. */
	public static final int BANDS = 16;

	private static final int FEWEST = 64;
	private static final double LEAST_SHARE = 0.01;
	/** Pixels further from the median, in robust standard deviations, do not count. */
	private static final double CLIP_SIGMA = 4;

	/**
	 * Measures the levels.
	 *
	 * @param value
	 *            a detector with the levels of its reference pixels taken off, adu, {@code [ny][nx]} in one
	 * @param channels
	 *            the read-out channels
	 * @param dark
	 *            1 for pixels that no light reaches and that are good; reference pixels do not count in any case
	 * @param byMedian
	 *            median, otherwise mean without outliers
	 */
	public static SliceLevels measure(float[] value, ReadoutChannels channels, byte[] dark, boolean byMedian) {
		double[][] windows = new double[ReadoutChannels.COUNT][BANDS];
		int measured = 0;
		double[] samples = new double[channels.width() * Math.ceilDiv(channels.ny(), BANDS)];
		for (int channel = 0; channel < windows.length; channel++) {
			for (int band = 0; band < BANDS; band++) {
				int count = gather(value, channels, dark, channel, band, samples);
				int pixels = channels.width() * (firstRow(channels, band + 1) - firstRow(channels, band));
				if (count >= Math.max(Math.min(FEWEST, pixels / 2), LEAST_SHARE * pixels)) {
					windows[channel][band] = byMedian ? Selection.median(samples, count)
							: RobustMean.of(samples, count, CLIP_SIGMA).mean();
					measured++;
				} else {
					windows[channel][band] = Double.NaN;
				}
			}
			interpolate(windows[channel]);
		}
		return new SliceLevels(channels, windows, measured);
	}

	/**
	 * Pixels between slitlets.
	 *
	 * @param lit
	 *            1 for pixels that light falls on
	 * @param flags
	 *            bits of {@link PixelFlag}; a pixel with any of them is not used
	 * @param nx
	 *            columns
	 * @param margin
	 *            so many pixels beside a lit one in its row are not dark either
	 * @return 1 for dark and good pixels
	 */
	public static byte[] dark(byte[] lit, byte[] flags, int nx, int margin) {
		byte[] dark = new byte[lit.length];
		for (int i = 0; i < dark.length; i++) {
			dark[i] = (byte) (flags[i] == 0 ? 1 : 0);
		}
		for (int start = 0; start < lit.length; start += nx) {
			for (int x = 0; x < nx; x++) {
				if (lit[start + x] != 0) {
					int last = Math.min(nx - 1, x + margin);
					for (int beside = Math.max(0, x - margin); beside <= last; beside++) {
						dark[start + beside] = 0;
					}
				}
			}
		}
		return dark;
	}

	/** Takes the levels off a whole detector, but for its reference pixels, which must stay at 0. */
	public void subtract(float[] value) {
		int edge = ReadoutChannels.REFERENCE;
		for (int band = 0; band < BANDS; band++) {
			int last = Math.min(firstRow(channels, band + 1), channels.ny() - edge);
			for (int y = Math.max(firstRow(channels, band), edge); y < last; y++) {
				for (int x = edge; x < channels.nx() - edge; x++) {
					value[y * channels.nx() + x] -= (float) windows[channels.channel(x)][band];
				}
			}
		}
	}

	private static int firstRow(ReadoutChannels channels, int band) {
		return (int) ((long) band * channels.ny() / BANDS);
	}

	private static int gather(float[] value, ReadoutChannels channels, byte[] dark, int channel, int band,
			double[] samples) {
		int first = Math.max(firstRow(channels, band), ReadoutChannels.REFERENCE);
		int last = Math.min(firstRow(channels, band + 1), channels.ny() - ReadoutChannels.REFERENCE);
		int left = Math.max(channel * channels.width(), ReadoutChannels.REFERENCE);
		int right = Math.min((channel + 1) * channels.width(), channels.nx() - ReadoutChannels.REFERENCE);
		int count = 0;
		for (int y = first; y < last; y++) {
			for (int x = left; x < right; x++) {
				int pixel = y * channels.nx() + x;
				if (dark[pixel] != 0 && Float.isFinite(value[pixel])) {
					samples[count++] = value[pixel];
				}
			}
		}
		return count;
	}

	private static void interpolate(double[] levels) {
		double[] known = levels.clone();
		for (int band = 0; band < levels.length; band++) {
			if (Double.isNaN(known[band])) {
				int below = band;
				while (below >= 0 && Double.isNaN(known[below])) {
					below--;
				}
				int above = band;
				while (above < levels.length && Double.isNaN(known[above])) {
					above++;
				}
				if (below >= 0 && above < levels.length) {
					double share = (double) (band - below) / (above - below);
					levels[band] = known[below] + share * (known[above] - known[below]);
				} else if (below >= 0) {
					levels[band] = known[below];
				} else {
					levels[band] = above < levels.length ? known[above] : 0;
				}
			}
		}
	}
}
