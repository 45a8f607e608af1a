package org.armillary.numerics.combination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class StripCombinerTest {

	private static final int FRAMES = 12;
	private static final int WIDTH = 53;
	private static final int HEIGHT = 37;

	private final RandomFrames input = new RandomFrames(8, FRAMES, WIDTH, HEIGHT);
	private final FrameCombiner combiner = new FrameCombiner(CombineSettings.of(CombineMethod.KSIGMA), FRAMES);

	/** Reads from the frames in memory. */
	private final StripCombiner.Reader reader = (frame, firstRow, rows, values, variances, masks) -> {
		int from = firstRow * WIDTH;
		System.arraycopy(input.values[frame], from, values, 0, rows * WIDTH);
		System.arraycopy(input.variances[frame], from, variances, 0, Math.min(variances.length, rows * WIDTH));
		System.arraycopy(input.masks[frame], from, masks, 0, Math.min(masks.length, rows * WIDTH));
	};

	@ParameterizedTest
	@CsvSource({ "1, 0", "1, 100000", "1, 1000000000", "2, 0", "2, 200000", "7, 0", "7, 1000000000", "64, 100000" })
	void anyThreadsAndStripsGiveTheBitsOfTheWhole(int threads, long memory) throws IOException {
		for (int kind : new int[] { 4, 7 }) {
			var expected = CombinedStrip.ofLength(WIDTH * HEIGHT);
			long[] expectedRejected = new long[FRAMES];
			combiner.combine(input.strip(kind), 0, WIDTH * HEIGHT, expected, expectedRejected);
			var found = CombinedStrip.ofLength(WIDTH * HEIGHT);
			var nextRow = new AtomicInteger();
			boolean perPixel = kind == 4;
			long[] rejected = new StripCombiner(combiner, WIDTH, HEIGHT, threads, memory).combine(
					perPixel ? new FrameVariance.None() : input.strip(kind).variance(), perPixel, RandomFrames.BAD,
					reader, (firstRow, rows, strip) -> {
						assertEquals(nextRow.getAndAdd(rows), firstRow);
						int to = firstRow * WIDTH;
						System.arraycopy(strip.value(), 0, found.value(), to, rows * WIDTH);
						System.arraycopy(strip.variance(), 0, found.variance(), to, rows * WIDTH);
						System.arraycopy(strip.used(), 0, found.used(), to, rows * WIDTH);
						System.arraycopy(strip.rejected(), 0, found.rejected(), to, rows * WIDTH);
					});
			assertEquals(HEIGHT, nextRow.get());
			assertEquals(RandomFrames.digest(expected, expectedRejected), RandomFrames.digest(found, rejected));
			assertTrue(Arrays.stream(rejected).sum() > 0);
		}
	}

	@Test
	void stripsFitIntoTheMemory() {
		long megabyte = 1 << 20;
		for (int frames : new int[] { 5, 50, 500 }) {
			var many = new FrameCombiner(CombineSettings.of(CombineMethod.KSIGMA), frames);
			for (int threads : new int[] { 1, 2, 7 }) {
				int rows = new StripCombiner(many, 2048, 2048, threads, 64 * megabyte).rowsPerStrip(true, true);
				long perRow = 2048L * (frames * 12 + 12);
				assertTrue(rows == 1 || rows * perRow * threads <= 64 * megabyte, frames + " frames");
				assertTrue(rows >= Math.min(64 * megabyte / threads / perRow, 2048 / 4 / threads), rows + " rows");
			}
		}
	}

	@ParameterizedTest
	@CsvSource({ "1", "2", "7" })
	void whatReaderOrSinkThrowComesOutAndEndsAllThreads(int threads) {
		var strips = new StripCombiner(combiner, WIDTH, HEIGHT, threads, 0);
		var unreadable = new IOException("unreadable");
		assertSame(unreadable, assertThrows(IOException.class, () -> strips.combine(new FrameVariance.None(),
				(frame, firstRow, _, _, _, _) -> {
					if (firstRow == 11 && frame == 5) {
						throw unreadable;
					}
				}, (_, _, _) -> {
				})));
		var stopped = new IllegalStateException("stopped");
		var accepted = new AtomicLong();
		assertSame(stopped, assertThrows(IllegalStateException.class,
				() -> strips.combine(new FrameVariance.None(), reader, (firstRow, _, _) -> {
					accepted.incrementAndGet();
					if (firstRow == 9) {
						throw stopped;
					}
				})));
		assertEquals(10, accepted.get());
		assertTrue(Thread.getAllStackTraces().keySet().stream()
				.noneMatch(thread -> thread.getName().startsWith("armillary-combine")));
	}

	@ParameterizedTest
	@CsvSource({ "1", "2" })
	void anInterruptEndsTheCombination(int threads) {
		var strips = new StripCombiner(combiner, WIDTH, HEIGHT, threads, 0);
		Thread.currentThread().interrupt();
		var thrown = assertThrows(IOException.class,
				() -> strips.combine(new FrameVariance.None(), reader, (_, _, _) -> Thread.onSpinWait()));
		assertInstanceOf(InterruptedIOException.class, thrown);
		assertTrue(Thread.interrupted());
	}

	@Test
	void whatMakesNoSenseIsRefused() {
		assertThrows(IllegalArgumentException.class, () -> new StripCombiner(combiner, 0, 1, 1, 1));
		assertThrows(IllegalArgumentException.class, () -> new StripCombiner(combiner, 1, 1, 0, 1));
		var strips = new StripCombiner(combiner, WIDTH, HEIGHT, 2, 0);
		assertThrows(IllegalArgumentException.class, () -> strips
				.combine(new FrameVariance.PerPixel(input.variances), reader, (_, _, _) -> {
				}));
		assertThrows(IllegalArgumentException.class, () -> strips.combine(
				new FrameVariance.PerFrame(new float[FRAMES - 1]), reader, (_, _, _) -> {
				}));
	}
}
