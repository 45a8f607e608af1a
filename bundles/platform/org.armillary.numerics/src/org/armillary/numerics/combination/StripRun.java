package org.armillary.numerics.combination;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/** One run of a {@link StripCombiner}: hands out strips to threads and keeps the results in order. */
final class StripRun {

	private final int frames;
	private final int height;
	private final int rows;
	private final StripCombiner.Reader reader;
	private final StripCombiner.Sink sink;
	private final long[] rejected;
	private int nextToRead;
	private int nextToHandOn;
	private @Nullable Throwable failure;

	StripRun(int frames, int height, int rows, StripCombiner.Reader reader, StripCombiner.Sink sink) {
		this.frames = frames;
		this.height = height;
		this.rows = rows;
		this.reader = reader;
		this.sink = sink;
		rejected = new long[frames];
	}

	/** What one thread needs; used for strip after strip. */
	static final class Buffers {

		private final Combination combination;
		private final float[][] values;
		private final float[][] variances;
		private final int[][] masks;
		private final FrameStrip strip;
		private final CombinedStrip result;
		private final int width;
		private final long[] rejected;

		Buffers(FrameCombiner combiner, FrameVariance variance, boolean perPixelVariance, int badBits, int width,
				int rows) {
			int frames = combiner.frames();
			int pixels = rows * width;
			combination = combiner.worker();
			values = new float[frames][pixels];
			variances = new float[frames][perPixelVariance ? pixels : 0];
			masks = new int[frames][badBits == 0 ? 0 : pixels];
			strip = new FrameStrip(values, perPixelVariance ? new FrameVariance.PerPixel(variances) : variance,
					badBits == 0 ? null : masks, badBits, width);
			result = CombinedStrip.ofLength(pixels);
			rejected = new long[frames];
			this.width = width;
		}
	}

	int strips() {
		return Math.ceilDiv(height, rows);
	}

	/** Runs on so many threads, the calling one among them, and returns the rejected samples of each frame. */
	long[] on(int threads, Supplier<Buffers> buffers) throws IOException {
		var others = new ArrayList<Thread>();
		for (int i = 1; i < threads; i++) {
			others.add(Thread.ofPlatform().name("armillary-combine-" + i).start(() -> work(buffers)));
		}
		work(buffers);
		boolean interrupted = false;
		for (Thread other : others) {
			while (other.isAlive()) {
				try {
					other.join();
				} catch (InterruptedException _) {
					interrupted = true;
					fail(new InterruptedIOException("the combination was interrupted"));
				}
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
		synchronized (this) {
			switch (failure) {
			case null -> {
				return rejected;
			}
			case IOException e -> throw e;
			case RuntimeException e -> throw e;
			case Error e -> throw e;
			case Throwable e -> throw new IllegalStateException(e);
			}
		}
	}

	private void work(Supplier<Buffers> supplier) {
		try {
			Buffers buffers = supplier.get();
			for (int strip = claim(); strip >= 0; strip = claim()) {
				combine(strip, buffers);
			}
			synchronized (this) {
				for (int frame = 0; frame < frames; frame++) {
					rejected[frame] += buffers.rejected[frame];
				}
			}
		} catch (IOException | RuntimeException | Error e) {
			// thrown again by the calling thread
			fail(e);
		} catch (InterruptedException _) {
			Thread.currentThread().interrupt();
			fail(new InterruptedIOException("the combination was interrupted"));
		}
	}

	private void combine(int strip, Buffers buffers) throws IOException, InterruptedException {
		if (Thread.interrupted()) {
			throw new InterruptedException();
		}
		int firstRow = strip * rows;
		int count = Math.min(rows, height - firstRow);
		for (int frame = 0; frame < frames; frame++) {
			reader.read(frame, firstRow, count, buffers.values[frame], buffers.variances[frame],
					buffers.masks[frame]);
		}
		buffers.combination.combine(buffers.strip, 0, count * buffers.width, buffers.result, buffers.rejected);
		if (awaitTurn(strip)) {
			sink.accept(firstRow, count, buffers.result);
			handedOn();
		}
	}

	/** The next strip to work on; -1 when there is none, or something has failed. */
	private synchronized int claim() {
		return failure != null || nextToRead == strips() ? -1 : nextToRead++;
	}

	/** Waits until all strips before this one have been handed on; false when something has failed. */
	private synchronized boolean awaitTurn(int strip) throws InterruptedException {
		while (failure == null && nextToHandOn != strip) {
			wait();
		}
		return failure == null;
	}

	private synchronized void handedOn() {
		nextToHandOn++;
		notifyAll();
	}

	private synchronized void fail(Throwable e) {
		if (failure == null) {
			failure = e;
		} else if (failure != e) {
			failure.addSuppressed(e);
		}
		notifyAll();
	}
}
