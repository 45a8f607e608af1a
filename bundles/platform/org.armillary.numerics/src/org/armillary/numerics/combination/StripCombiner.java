package org.armillary.numerics.combination;

import java.io.IOException;

/**
 * Combines frames that are too many to be in memory: reads a strip of rows of all frames, combines it, hands it on, and
 * so on, on one or several threads. The memory taken is that of the strips, whatever the number and the height of the
 * frames. Results have the same bits for any number of threads and any strip height. Immutable.
 */
public final class StripCombiner {

	private static final int BYTES_PER_NUMBER = 4;
	private static final int BYTES_PER_RESULT = 12;
	/** So many strips for each thread at least, so that none waits long for the others at the end. */
	private static final int STRIPS_PER_THREAD = 4;

	private final FrameCombiner combiner;
	private final int width;
	private final int height;
	private final int threads;
	private final long memory;

	/** Where the samples come from. Called by several threads at once, each for a strip of its own. */
	@FunctionalInterface
	public interface Reader {

		/**
		 * Reads some rows of a frame.
		 *
		 * @param frame
		 *            index of the frame, from 0
		 * @param firstRow
		 *            index of the first row, from 0
		 * @param rows
		 *            number of rows
		 * @param values
		 *            takes the {@code rows * width} values, row after row; may be longer
		 * @param variances
		 *            takes their variances; of length 0 where they are not wanted
		 * @param masks
		 *            takes their flag bits; of length 0 where they are not wanted
		 * @throws IOException
		 *             when reading fails: ends the combination
		 */
		void read(int frame, int firstRow, int rows, float[] values, float[] variances, int[] masks)
				throws IOException;
	}

	/** Where the results go. Called in the order of the rows, by one thread at a time. */
	@FunctionalInterface
	public interface Sink {

		/**
		 * Takes some rows of the result.
		 *
		 * @param firstRow
		 *            index of the first row, from 0
		 * @param rows
		 *            number of rows
		 * @param strip
		 *            the results, {@code rows * width} of each kind, row after row; used again after the call
		 * @throws IOException
		 *             when writing fails: ends the combination
		 */
		void accept(int firstRow, int rows, CombinedStrip strip) throws IOException;
	}

	/**
	 * A combination of frames of one size.
	 *
	 * @param combiner
	 *            how to combine
	 * @param width
	 *            pixels in a row
	 * @param height
	 *            number of rows
	 * @param threads
	 *            how many threads work at once, the calling one among them
	 * @param memory
	 *            bytes for the strips of all threads together; one row of each frame for each thread is taken in any
	 *            case
	 */
	public StripCombiner(FrameCombiner combiner, int width, int height, int threads, long memory) {
		if (width < 1 || height < 1 || threads < 1 || memory < 0) {
			throw new IllegalArgumentException("width " + width + ", height " + height + " and threads " + threads
					+ " must be 1 or more, memory " + memory + " not below 0");
		}
		this.combiner = combiner;
		this.width = width;
		this.height = height;
		this.threads = threads;
		this.memory = memory;
	}

	/**
	 * Combines frames without masks.
	 *
	 * @param variance
	 *            variance of the samples, not per pixel
	 * @param reader
	 *            reads the values
	 * @param sink
	 *            takes the results
	 * @return how many samples of each frame were rejected
	 * @throws IOException
	 *             what reader or sink threw; or {@link java.io.InterruptedIOException} when the thread was interrupted
	 */
	public long[] combine(FrameVariance variance, Reader reader, Sink sink) throws IOException {
		return combine(variance, false, 0, reader, sink);
	}

	/**
	 * Combines frames.
	 *
	 * @param variance
	 *            variance of the samples where the reader does not read it, not per pixel
	 * @param perPixelVariance
	 *            whether the reader reads the variance of each sample
	 * @param badBits
	 *            the mask bits that make a sample unusable; 0 where there are no masks to read
	 * @param reader
	 *            reads the samples
	 * @param sink
	 *            takes the results
	 * @return how many samples of each frame were rejected
	 * @throws IOException
	 *             what reader or sink threw; or {@link java.io.InterruptedIOException} when the thread was interrupted
	 */
	public long[] combine(FrameVariance variance, boolean perPixelVariance, int badBits, Reader reader, Sink sink)
			throws IOException {
		if (variance instanceof FrameVariance.PerPixel) {
			throw new IllegalArgumentException("variance per pixel is read strip by strip: perPixelVariance");
		}
		int rows = rowsPerStrip(perPixelVariance, badBits != 0);
		var run = new StripRun(combiner.frames(), height, rows, reader, sink);
		return run.on(Math.min(threads, run.strips()),
				() -> new StripRun.Buffers(combiner, variance, perPixelVariance, badBits, width, rows));
	}

	/** Strip height: what the memory allows, but enough strips for all threads. */
	int rowsPerStrip(boolean perPixelVariance, boolean masks) {
		long perSample = BYTES_PER_NUMBER * (1L + (perPixelVariance ? 1 : 0) + (masks ? 1 : 0));
		long perRow = width * (combiner.frames() * perSample + BYTES_PER_RESULT);
		long fitting = memory / threads / perRow;
		int wanted = threads == 1 ? height : Math.ceilDiv(height, STRIPS_PER_THREAD * threads);
		long addressable = Integer.MAX_VALUE / 2 / width;
		return (int) Math.max(1, Math.min(Math.min(fitting, wanted), addressable));
	}
}
