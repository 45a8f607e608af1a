package org.armillary.kmos.dark;

import java.util.Arrays;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.data.FitsException;
import org.armillary.data.fits.Hdu;
import org.armillary.kmos.KmosMessage;
import org.armillary.kmos.ReadoutChannels;

/**
 * Noise and usual level of one exposure in each read-out channel, for odd and even columns alike: the noise from how
 * pixels differ from frame to frame.
 *
 * @param variances
 *            variance of a pixel of usual dark level in one frame, by {@link ReadoutChannels#level}, adu²; NaN where a
 *            channel is dead
 * @param levels
 *            usual dark level, likewise, adu
 */
record ChannelNoise(double[] variances, double[] levels) {

	/** Of every so many rows … */
	private static final int ROW_STEP = 16;
	/** … so many are looked at: a quarter of the pixels, enough for half a per cent in every channel. */
	private static final int ROWS = 4;
	/** Quantiles need no more values than this. */
	private static final int QUANTILE_SAMPLES = 4096;
	/** Pixels whose mean lies further than this from the channel's median are hot, warm or cold. */
	private static final double ORDINARY_SIGMA = 4;
	/** Upper quantile of the Gaussian at 1e-5, beyond which a scatter is no noise but a cosmic ray. */
	private static final double CUT_SIGMA = 4.265;
	/** Share of a Gaussian below one standard deviation under its mean. */
	private static final double ONE_SIGMA_BELOW = 0.15865525393145707;

	/** Measures one detector. */
	static ChannelNoise measure(FrameSet frames) throws ActorException, FitsException {
		ReadoutChannels channels = frames.channels();
		var samples = new Samples(channels, frames.frames());
		float[][] strips = frames.rows().strips(ROWS);
		int end = channels.ny() - ReadoutChannels.REFERENCE;
		for (int row = ReadoutChannels.REFERENCE; row < end; row += ROW_STEP) {
			int rows = Math.min(ROWS, end - row);
			frames.rows().read(row, rows, strips);
			samples.add(strips, rows);
		}
		double[] variances = new double[channels.levels()];
		double[] levels = new double[channels.levels()];
		for (int level = 0; level < variances.length; level++) {
			levels[level] = quantile(samples.means[level], samples.counts[level], 0.5);
			variances[level] = frames.frames() > 1 ? fromFrames(samples, level, levels[level])
					: fromPixels(samples, level, levels[level]);
		}
		if (Arrays.stream(levels).allMatch(Double::isNaN)) {
			throw new ActorException(Kind.DATA, KmosMessage.NO_FINITE_PIXEL.with(blank(frames).label()));
		}
		return new ChannelNoise(variances, levels);
	}

	/** Variance of a pixel of a channel (from 0) in one frame, adu²: the mean of odd and even columns. */
	double ofChannel(int channel) {
		return 0.5 * (variances[2 * channel] + variances[2 * channel + 1]);
	}

	/** Variance of each column in one frame, adu². */
	float[] columnVariances(ReadoutChannels channels) {
		float[] columns = new float[channels.nx()];
		for (int x = 0; x < columns.length; x++) {
			columns[x] = (float) variances[channels.level(x)];
		}
		return columns;
	}

	/** The first image without a finite pixel; the first of all if each has some. */
	private static Hdu blank(FrameSet frames) throws FitsException {
		for (Hdu image : frames.rows().images()) {
			boolean finite = false;
			for (float pixel : image.readFloats()) {
				finite |= Float.isFinite(pixel);
			}
			if (!finite) {
				return image;
			}
		}
		return frames.rows().images().getFirst();
	}

	/** Mean scatter of ordinary pixels from frame to frame; NaN without any. */
	private static double fromFrames(Samples samples, int level, double centre) {
		int n = samples.counts[level];
		double degrees = samples.frames - 1.0;
		double typical = quantile(samples.scatters[level], n, 0.5) / wilsonHilferty(degrees, 0);
		double limit = typical * wilsonHilferty(degrees, CUT_SIGMA);
		double near = ORDINARY_SIGMA * Math.sqrt(typical / samples.frames);
		double sum = 0;
		int used = 0;
		for (int i = 0; i < n; i++) {
			if (samples.scatters[level][i] <= limit && Math.abs(samples.means[level][i] - centre) <= near) {
				sum += samples.scatters[level][i];
				used++;
			}
		}
		return used == 0 ? typical : sum / used;
	}

	/** Of a single frame: the spread of its pixels below their median, where no hot and warm pixels are. */
	private static double fromPixels(Samples samples, int level, double centre) {
		double sigma = centre - quantile(samples.means[level], samples.counts[level], ONE_SIGMA_BELOW);
		return sigma * sigma;
	}

	/** A quantile of chi-square over its degrees of freedom (Wilson and Hilferty 1931, PNAS 17, 684). */
	private static double wilsonHilferty(double degrees, double sigma) {
		double ninth = 2 / (9 * degrees);
		return Math.pow(1 - ninth + sigma * Math.sqrt(ninth), 3);
	}

	/**
	 * A quantile of the values, or of as many of them, evenly spread, as are enough; NaN of none. The step is odd, so that
	 * it takes part in all columns.
	 */
	private static double quantile(double[] values, int n, double share) {
		if (n == 0) {
			return Double.NaN;
		}
		int step = n / QUANTILE_SAMPLES | 1;
		double[] sorted = new double[(n + step - 1) / step];
		for (int i = 0; i < sorted.length; i++) {
			sorted[i] = values[i * step];
		}
		Arrays.sort(sorted);
		double place = share * (sorted.length - 1);
		int below = (int) place;
		int above = Math.min(below + 1, sorted.length - 1);
		return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
	}

	/** Mean and scatter of the pixels looked at, by level. */
	private static final class Samples {

		private final ReadoutChannels channels;
		private final int frames;
		private final double[][] means;
		private final double[][] scatters;
		private final int[] counts;

		Samples(ReadoutChannels channels, int frames) {
			this.channels = channels;
			this.frames = frames;
			int most = (channels.ny() / ROW_STEP + 1) * ROWS * channels.width() / 2;
			means = new double[channels.levels()][most];
			scatters = new double[channels.levels()][most];
			counts = new int[channels.levels()];
		}

		/** Takes rows of all frames. */
		void add(float[][] strips, int rows) {
			for (int row = 0; row < rows; row++) {
				for (int x = ReadoutChannels.REFERENCE; x < channels.nx() - ReadoutChannels.REFERENCE; x++) {
					add(strips, row * channels.nx() + x, channels.level(x));
				}
			}
		}

		/** Takes a pixel, if it is finite in two frames or more, or in the only one. */
		private void add(float[][] strips, int pixel, int level) {
			double first = Double.NaN;
			double sum = 0;
			double squares = 0;
			int finite = 0;
			for (float[] strip : strips) {
				float value = strip[pixel];
				if (Float.isFinite(value)) {
					first = finite == 0 ? value : first;
					double deviation = value - first;
					sum += deviation;
					squares += deviation * deviation;
					finite++;
				}
			}
			if (finite >= Math.min(2, frames)) {
				double shift = sum / finite;
				int at = counts[level]++;
				means[level][at] = first + shift;
				scatters[level][at] = finite > 1 ? Math.max(0, squares - sum * shift) / (finite - 1) : 0;
			}
		}
	}
}
