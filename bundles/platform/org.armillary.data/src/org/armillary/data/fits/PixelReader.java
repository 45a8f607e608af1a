package org.armillary.data.fits;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.IntToLongFunction;

import org.armillary.data.FitsException;
import org.armillary.data.FitsMessage;

/** Reads pixels in bulk: file to buffer in chunks, big-endian decoding by views of the buffer. */
final class PixelReader {

	private static final int CHUNK_BYTES = 1 << 20;
	private static final int MOST = Integer.MAX_VALUE - 16;

	private PixelReader() {
	}

	/** Takes the pixels of one chunk; {@code at} is where they belong in the result. */
	@FunctionalInterface
	private interface ChunkConsumer {
		void accept(ByteBuffer chunk, int at, int count);
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
		check(hdu, first, count);
		float[] result = new float[count];
		var decoder = PixelDecoder.of(hdu);
		if (hdu.bitpix() == -32 && decoder.isPlain()) {
			read(hdu, first, count, (chunk, at, pixels) -> chunk.asFloatBuffer().get(result, at, pixels));
		} else {
			double[] scratch = new double[Math.min(count, CHUNK_BYTES)];
			read(hdu, first, count, (chunk, at, pixels) -> {
				decoder.decode(chunk, scratch, 0, pixels);
				for (int i = 0; i < pixels; i++) {
					result[at + i] = (float) scratch[i];
				}
			});
		}
		return result;
	}

	static double[] doubles(Hdu hdu, long first, int count) throws FitsException {
		check(hdu, first, count);
		double[] result = new double[count];
		var decoder = PixelDecoder.of(hdu);
		read(hdu, first, count, (chunk, at, pixels) -> decoder.decode(chunk, result, at, pixels));
		return result;
	}

	/** Fills {@code buffer} from byte {@code offset} of the file; the file may have shrunk since it was opened. */
	static void readFully(Hdu hdu, FileChannel channel, ByteBuffer buffer, long offset) throws IOException {
		long start = offset - buffer.position();
		while (buffer.hasRemaining()) {
			if (channel.read(buffer, start + buffer.position()) < 0) {
				throw new FitsException(
						FitsMessage.TRUNCATED.with(hdu.label(), hdu.dataOffset() + hdu.dataSize(), channel.size()));
			}
		}
	}

	private static void read(Hdu hdu, long first, int count, ChunkConsumer consumer) throws FitsException {
		int size = Math.abs(hdu.bitpix()) / Byte.SIZE;
		int chunkPixels = CHUNK_BYTES / size;
		try (Arena arena = Arena.ofConfined();
				FileChannel channel = FileChannel.open(hdu.path(), StandardOpenOption.READ)) {
			ByteBuffer buffer = arena.allocate((long) Math.min(count, chunkPixels) * size, Long.BYTES).asByteBuffer()
					.order(ByteOrder.BIG_ENDIAN);
			Chunks.forEach(count, chunkPixels, (at, pixels) -> {
				buffer.clear().limit(pixels * size);
				readFully(hdu, channel, buffer, hdu.dataOffset() + (first + at) * size);
				consumer.accept(buffer.flip(), at, pixels);
			});
		} catch (IOException e) {
			throw FileErrors.reading(hdu.path(), e);
		}
	}

	private static void check(Hdu hdu, long first, int count) throws FitsException {
		checkImage(hdu);
		Objects.checkFromIndexSize(first, count, hdu.pixelCount());
	}

	private static void checkImage(Hdu hdu) throws FitsException {
		if (hdu.kind() == HduKind.COMPRESSED_IMAGE) {
			throw new FitsException(FitsMessage.COMPRESSED.with(hdu.label(), "tile"));
		}
		if (hdu.kind() != HduKind.IMAGE) {
			throw new FitsException(FitsMessage.NO_IMAGE.with(hdu.label(), hdu.kind().words()));
		}
		if (!hdu.hasImage()) {
			throw new FitsException(FitsMessage.NO_IMAGE.with(hdu.label(), "an empty image"));
		}
	}

	/**
	 * Turns stored pixels into physical values.
	 *
	 * @param bitpix
	 *            how they are stored
	 * @param scale
	 *            BSCALE
	 * @param zero
	 *            BZERO
	 * @param blank
	 *            BLANK, of integers only
	 */
	private record PixelDecoder(int bitpix, double scale, double zero, OptionalLong blank) {

		static PixelDecoder of(Hdu hdu) throws FitsException {
			OptionalLong blank = hdu.bitpix() > 0 ? hdu.header().findInteger("BLANK") : OptionalLong.empty();
			return new PixelDecoder(hdu.bitpix(), hdu.header().findReal("BSCALE").orElse(1),
					hdu.header().findReal("BZERO").orElse(0), blank);
		}

		boolean isPlain() {
			return scale == 1 && zero == 0;
		}

		void decode(ByteBuffer chunk, double[] target, int at, int count) {
			switch (bitpix) {
			case 8 -> integers(target, at, count, i -> chunk.get(i) & 0xff);
			case 16 -> integers(target, at, count, i -> chunk.getShort(i * Short.BYTES));
			case 32 -> integers(target, at, count, i -> chunk.getInt(i * Integer.BYTES));
			case 64 -> integers(target, at, count, i -> chunk.getLong(i * Long.BYTES));
			case -32 -> {
				for (int i = 0; i < count; i++) {
					target[at + i] = chunk.getFloat(i * Float.BYTES);
				}
				scale(target, at, count);
			}
			default -> {
				chunk.asDoubleBuffer().get(target, at, count);
				scale(target, at, count);
			}
			}
		}

		private void integers(double[] target, int at, int count, IntToLongFunction stored) {
			long noData = blank.orElse(0);
			boolean hasBlank = blank.isPresent();
			for (int i = 0; i < count; i++) {
				long value = stored.applyAsLong(i);
				target[at + i] = hasBlank && value == noData ? Double.NaN : value * scale + zero;
			}
		}

		private void scale(double[] target, int at, int count) {
			if (!isPlain()) {
				for (int i = at; i < at + count; i++) {
					target[i] = target[i] * scale + zero;
				}
			}
		}
	}
}
