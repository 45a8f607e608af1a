package org.armillary.data.fits;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import org.armillary.data.FitsException;
import org.armillary.data.FitsMessage;
import org.armillary.data.Pixels;

/**
 * Reads pixels in bulk: content to buffer in chunks, big-endian decoding by views of the buffer. Large readings are
 * done by two threads, one for each half: both copying out of the page cache and decoding are bound by what one core
 * moves. The result does not depend on that.
 */
final class PixelReader {

	private static final int CHUNK_BYTES = 1 << 20;
	private static final int WORTH_TWO_THREADS = 4 << 20;
	private static final int MOST = Integer.MAX_VALUE - 16;

	private PixelReader() {
	}

	/** Takes pixels {@code from} to {@code from + count} of a buffer; {@code at} is where they belong in the result. */
	@FunctionalInterface
	interface PixelConsumer {
		void accept(ByteBuffer stored, int from, int at, int count);
	}

	/** Number of pixels of an image that fits into an array. */
	static int countAll(Hdu hdu) throws FitsException {
		checkImage(hdu);
		long count = hdu.pixelCount();
		if (count > MOST) {
			throw new FitsException(FitsMessage.TOO_LARGE.with(hdu.label(), count, MOST));
		}
		return (int) count;
	}

	static float[] floats(Hdu hdu, long first, int count) throws FitsException {
		Pieces pieces = pieces(hdu, first, count);
		var decoder = PixelDecoder.of(hdu);
		float[] result = new float[count];
		pieces.read((stored, from, at, pixels) -> decoder.floats(stored, from, result, at, pixels));
		return result;
	}

	/** Likewise, into {@code target} from index {@code offset} on. */
	static void floats(Hdu hdu, long first, float[] target, int offset, int count) throws FitsException {
		Objects.checkFromIndexSize(offset, count, target.length);
		Pieces pieces = pieces(hdu, first, count);
		var decoder = PixelDecoder.of(hdu);
		pieces.read((stored, from, at, pixels) -> decoder.floats(stored, from, target, offset + at, pixels));
	}

	static double[] doubles(Hdu hdu, long first, int count) throws FitsException {
		Pieces pieces = pieces(hdu, first, count);
		var decoder = PixelDecoder.of(hdu);
		double[] result = new double[count];
		pieces.read((stored, from, at, pixels) -> decoder.doubles(stored, from, result, at, pixels));
		return result;
	}

	/** The samples in single precision, if that holds each of them exactly. */
	static Pixels narrowed(double[] values) {
		float[] narrow = new float[values.length];
		for (int i = 0; i < values.length; i++) {
			narrow[i] = (float) values[i];
			if (narrow[i] != values[i] && !Double.isNaN(values[i])) {
				return Pixels.of(values);
			}
		}
		return Pixels.of(narrow);
	}

	static long[] longs(Hdu hdu, long first, int count) throws FitsException {
		Pieces pieces = pieces(hdu, first, count);
		var decoder = PixelDecoder.of(hdu);
		decoder.checkIntegers(hdu.header());
		long[] result = new long[count];
		pieces.read((stored, from, at, pixels) -> decoder.longs(stored, from, result, at, pixels));
		return result;
	}

	/** Fills {@code buffer} from byte {@code offset} of the content; the file may have shrunk since it was opened. */
	static void readFully(Hdu hdu, FileContent.Access access, ByteBuffer buffer, long offset) throws IOException {
		long start = offset - buffer.position();
		while (buffer.hasRemaining()) {
			if (access.read(buffer, start + buffer.position()) < 0) {
				throw new FitsException(
						FitsMessage.TRUNCATED.with(hdu.label(), hdu.dataOffset() + hdu.dataSize(), access.size()));
			}
		}
	}

	/** A reading that has been checked: memory for its result may be taken. */
	@FunctionalInterface
	private interface Pieces {
		void read(PixelConsumer consumer) throws FitsException;
	}

	private static Pieces pieces(Hdu hdu, long first, int count) throws FitsException {
		checkImage(hdu);
		Objects.checkFromIndexSize(first, count, hdu.pixelCount());
		if (hdu.isCompressed()) {
			TileReader tiles = TileReader.of(hdu, first, count);
			return tiles::read;
		}
		return consumer -> {
			try (FileContent.Access access = hdu.content().open()) {
				readTogether(hdu, access, first, count, consumer);
			} catch (IOException e) {
				throw FileErrors.reading(hdu.path(), e);
			}
		};
	}

	private static void readTogether(Hdu hdu, FileContent.Access access, long first, int count, PixelConsumer consumer)
			throws IOException {
		int half = count / 2;
		if ((long) count * bytes(hdu) < WORTH_TWO_THREADS || Runtime.getRuntime().availableProcessors() < 2) {
			read(hdu, access, first, 0, count, consumer);
			return;
		}
		var rest = new FutureTask<Void>(() -> {
			read(hdu, access, first, half, count, consumer);
			return null;
		});
		Thread.ofVirtual().name("FITS reader").start(rest);
		try {
			read(hdu, access, first, 0, half, consumer);
		} finally {
			// also after a failure: the other half must not write into an array that is somebody else's by then
			await(rest);
		}
	}

	private static void await(FutureTask<Void> task) throws IOException {
		boolean interrupted = false;
		try {
			while (true) {
				try {
					task.get();
					return;
				} catch (InterruptedException _) {
					interrupted = true;
				} catch (ExecutionException e) {
					switch (e.getCause()) {
					case IOException failure -> throw failure;
					case RuntimeException failure -> throw failure;
					case Error failure -> throw failure;
					default -> throw new IllegalStateException(e.getCause());
					}
				}
			}
		} finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private static void read(Hdu hdu, FileContent.Access access, long first, int from, int to, PixelConsumer consumer)
			throws IOException {
		int size = bytes(hdu);
		int chunkPixels = CHUNK_BYTES / size;
		try (Arena arena = Arena.ofConfined()) {
			ByteBuffer buffer = arena.allocate((long) Math.min(to - from, chunkPixels) * size, Long.BYTES)
					.asByteBuffer().order(ByteOrder.BIG_ENDIAN);
			Chunks.forEach(to - from, chunkPixels, (at, pixels) -> {
				buffer.clear().limit(pixels * size);
				readFully(hdu, access, buffer, hdu.dataOffset() + (first + from + at) * size);
				consumer.accept(buffer.flip(), 0, from + at, pixels);
			});
		}
	}

	private static int bytes(Hdu hdu) {
		return Math.abs(hdu.bitpix()) / Byte.SIZE;
	}

	private static void checkImage(Hdu hdu) throws FitsException {
		if (hdu.kind() != HduKind.IMAGE) {
			throw new FitsException(FitsMessage.NO_IMAGE.with(hdu.label(), hdu.kind().words()));
		}
		if (!hdu.hasImage()) {
			throw new FitsException(FitsMessage.NO_IMAGE.with(hdu.label(), "an empty image"));
		}
	}
}
