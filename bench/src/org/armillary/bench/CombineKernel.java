package org.armillary.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

import org.armillary.numerics.combination.CombineMethod;
import org.armillary.numerics.combination.CombineSettings;
import org.armillary.numerics.combination.CombinedStrip;
import org.armillary.numerics.combination.FrameCombiner;
import org.armillary.numerics.combination.FrameStrip;
import org.armillary.numerics.combination.FrameVariance;

/**
 * Combines ten frames of 2048² pixels with a variance for each pixel three times, for three detectors: the 335 MB of one
 * detector are far more than the caches hold, so using them again spares nothing. Values are near-Gaussian around 10 with
 * standard deviation 1, and one in 500 is 1000 higher.
 */
final class CombineKernel implements Kernel {

	static final int FRAMES = 10;
	static final int SIDE = 2048;
	static final int DETECTORS = 3;

	/** Pixels of the part that peers combine, which stands at the beginning of the frames. */
	static final int PART = SIDE * 512;

	private static final int PIXELS = SIDE * SIDE;
	private static final float LEVEL = 10;
	private static final float COSMIC = 1000;
	private static final int COSMIC_ONE_IN = 500;

	private final FrameStrip frames;
	private final FrameCombiner combiner;
	private final CombinedStrip result = CombinedStrip.ofLength(PIXELS);
	private final int threads;

	/**
	 * Makes the frames.
	 *
	 * @param threads
	 *            to combine with
	 * @param part
	 *            where the first 512 rows of each frame are put as little-endian 32-bit floats
	 */
	CombineKernel(int threads, Path part) throws IOException {
		this.threads = threads;
		float[][] values = new float[FRAMES][PIXELS];
		float[][] variances = new float[FRAMES][PIXELS];
		var random = new SplittableRandom(1);
		for (int frame = 0; frame < FRAMES; frame++) {
			fill(values[frame], random);
			Arrays.fill(variances[frame], 1);
		}
		write(values, part);
		frames = FrameStrip.of(values, new FrameVariance.PerPixel(variances), SIDE);
		combiner = new FrameCombiner(CombineSettings.of(CombineMethod.KSIGMA), FRAMES);
	}

	@Override
	public double run() throws BenchException {
		for (int detector = 0; detector < DETECTORS; detector++) {
			combine();
		}
		double sum = 0;
		for (int i = 0; i < PART; i++) {
			sum += result.value()[i];
		}
		return sum / PART;
	}

	private void combine() throws BenchException {
		if (threads == 1) {
			combiner.combine(frames, 0, PIXELS, result);
			return;
		}
		List<Thread> running = new ArrayList<>();
		for (int thread = 0; thread < threads; thread++) {
			int from = (int) ((long) PIXELS * thread / threads);
			int to = (int) ((long) PIXELS * (thread + 1) / threads);
			running.add(Thread.ofPlatform().start(() -> combiner.combine(frames, from, to, result)));
		}
		for (Thread thread : running) {
			try {
				thread.join();
			} catch (InterruptedException e) {
				Thread.currentThread().interrupt();
				throw new BenchException("interrupted", e);
			}
		}
	}

	private static void fill(float[] values, SplittableRandom random) {
		for (int i = 0; i < values.length; i++) {
			long bits = random.nextLong();
			// four uniform numbers of 16 bits, whose sum has standard deviation 65536 / sqrt(3)
			long sum = (bits & 0xffff) + (bits >>> 16 & 0xffff) + (bits >>> 32 & 0xffff) + (bits >>> 48);
			float deviation = (float) ((sum - 2 * 65535.0) / (65536 / Math.sqrt(3)));
			values[i] = LEVEL + deviation + (random.nextInt(COSMIC_ONE_IN) == 0 ? COSMIC : 0);
		}
	}

	private static void write(float[][] values, Path file) throws IOException {
		ByteBuffer bytes = ByteBuffer.allocate(PART * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
		try (OutputStream out = Files.newOutputStream(file)) {
			for (float[] frame : values) {
				bytes.asFloatBuffer().put(frame, 0, PART);
				out.write(bytes.array());
			}
		}
	}
}
