package org.armillary.kmos.dark;

import java.io.IOException;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.armillary.actor.ActorContext;
import org.armillary.actor.ActorException;
import org.armillary.kmos.OrderedWork;
import org.armillary.kmos.ReadoutChannels;
import org.armillary.numerics.combination.CombineMethod;
import org.armillary.numerics.combination.CombineSettings;
import org.armillary.numerics.combination.CombinedStrip;
import org.armillary.numerics.combination.FrameCombiner;
import org.armillary.numerics.combination.FrameStrip;
import org.armillary.numerics.combination.FrameVariance;

/**
 * One detector of the master dark, {@code [ny][nx]} in one array each.
 *
 * @param value
 *            dark level, adu; NaN where no frame has a value
 * @param noise
 *            its standard deviation, adu
 * @param rejected
 *            number of samples rejected in all frames
 */
record MasterFrame(float[] value, float[] noise, long rejected) {

	/** Most rows of a strip; fewer where there are many frames, so that memory does not grow with them. */
	private static final int MOST_ROWS = 64;
	private static final long STRIP_SAMPLES = 1L << 21;
	/** A pixel this many standard errors above the dark level has photon noise of its own. */
	private static final double SIGNIFICANT_SIGMA = 3;

	/**
	 * Combines the frames of one detector. Strips of rows are worked on side by side, which does not change a bit.
	 *
	 * @param frames
	 *            the frames
	 * @param noise
	 *            their noise
	 * @param settings
	 *            how to combine
	 * @param threads
	 *            number of threads
	 * @param context
	 *            may cancel
	 */
	static MasterFrame combine(FrameSet frames, ChannelNoise noise, CombineSettings settings, int threads,
			ActorContext context) throws ActorException, IOException, InterruptedException {
		ReadoutChannels channels = frames.channels();
		int rows = (int) Math.clamp(STRIP_SAMPLES / ((long) frames.frames() * channels.nx()), 1, MOST_ROWS);
		int pixels = channels.ny() * channels.nx();
		float[] value = new float[pixels];
		float[] deviation = new float[pixels];
		int strips = (channels.ny() + rows - 1) / rows;
		var next = new AtomicInteger();
		var rejected = new AtomicLong();
		// one unit of work for each thread, which has memory of its own and takes strip after strip
		OrderedWork.run(Math.min(threads, strips), threads, _ -> {
			var worker = new Worker(frames, noise, settings, rows, value, deviation);
			long ofThread = 0;
			for (int strip = next.getAndIncrement(); strip < strips; strip = next.getAndIncrement()) {
				context.checkpoint();
				ofThread += worker.combine(strip * rows, Math.min(rows, channels.ny() - strip * rows));
			}
			return ofThread;
		}, (_, ofThread) -> rejected.addAndGet(ofThread));
		return new MasterFrame(value, deviation, rejected.get());
	}

	/** Combines strips with memory of its own; one for each thread. */
	private static final class Worker {

		private final FrameSet frames;
		private final ChannelNoise noise;
		private final FrameCombiner medians;
		private final FrameCombiner combiner;
		private final float[][] samples;
		private final FrameStrip forMedians;
		private final FrameStrip forCombination;
		private final float[] columns;
		private final float[] variances;
		private final CombinedStrip result;
		private final float[] value;
		private final float[] deviation;

		Worker(FrameSet frames, ChannelNoise noise, CombineSettings settings, int rows, float[] value,
				float[] deviation) {
			this.frames = frames;
			this.noise = noise;
			this.value = value;
			this.deviation = deviation;
			int nx = frames.channels().nx();
			medians = new FrameCombiner(CombineSettings.of(CombineMethod.MEDIAN), frames.frames());
			combiner = new FrameCombiner(settings, frames.frames());
			samples = frames.rows().strips(rows);
			columns = noise.columnVariances(frames.channels());
			variances = new float[rows * nx];
			forMedians = FrameStrip.of(samples, new FrameVariance.PerColumn(repeated(columns)), nx);
			forCombination = FrameStrip.of(samples, new FrameVariance.PerPixel(repeated(variances)), nx);
			result = CombinedStrip.ofLength(rows * nx);
		}

		/** Combines rows; returns the number of samples rejected. */
		long combine(int firstRow, int rows) throws IOException {
			int nx = frames.channels().nx();
			int pixels = rows * nx;
			frames.rows().read(firstRow, rows, samples);
			addPhotonNoise(nx, pixels);
			combiner.combine(forCombination, 0, pixels, result);
			long rejected = 0;
			int at = firstRow * nx;
			for (int i = 0; i < pixels; i++) {
				value[at + i] = result.value()[i];
				deviation[at + i] = (float) Math.sqrt(result.variance()[i]);
				rejected += result.rejected()[i];
			}
			return rejected;
		}

		/**
		 * Sets the variance of each pixel in one frame: that of its read-out channel, and the photon noise of what it has
		 * above the usual dark level, by the median of the frames, which cosmic rays do not raise.
		 */
		private void addPhotonNoise(int nx, int pixels) {
			medians.combine(forMedians, 0, pixels, result);
			for (int i = 0; i < pixels; i++) {
				int x = i % nx;
				double excess = result.value()[i] - noise.levels()[frames.channels().level(x)];
				double error = Math.sqrt(result.variance()[i]);
				variances[i] = (float) (columns[x]
						+ (excess > SIGNIFICANT_SIGMA * error ? frames.photonVariance(excess) : 0));
			}
		}

		private float[][] repeated(float[] same) {
			return Collections.nCopies(frames.frames(), same).toArray(float[][]::new);
		}
	}
}
