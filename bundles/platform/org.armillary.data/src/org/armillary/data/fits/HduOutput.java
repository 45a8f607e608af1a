package org.armillary.data.fits;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

import org.armillary.data.FitsCard;
import org.armillary.data.FitsHeader;

/**
 * Writes one HDU after the other into a channel, with DATASUM and CHECKSUM, and digests the content on the way.
 *
 * <p>Data are encoded chunk by chunk into two buffers in turn. The digest, which takes longer than all else, follows in
 * another thread of the common pool, chunk after chunk in order, while this thread writes a chunk and encodes the next.
 */
final class HduOutput {

	/** A chunk stays in the second-level cache from encoding to writing. */
	private static final int CHUNK_BYTES = 1 << 18;
	private static final int WORD = Integer.BYTES;
	private static final String NO_CHECKSUM = "0".repeat(16);

	private final FileChannel channel;
	private final ContentDigest digest = new ContentDigest();
	private Chunk filling = new Chunk();
	private Chunk resting = new Chunk();
	private CompletableFuture<Void> digested = CompletableFuture.completedFuture(null);
	private FitsHeader header = FitsHeader.EMPTY;
	private Checksum sum = new Checksum();
	private long headerPosition;
	private long position;
	private long missingBytes;

	HduOutput(FileChannel channel) {
		this.channel = channel;
	}

	/** Encodes elements {@code first} to {@code first + count} of a data unit, big-endian. */
	@FunctionalInterface
	interface Encoder {
		void encode(ByteBuffer target, int first, int count);
	}

	/** A buffer, and when its bytes have been digested and may be overwritten. */
	private static final class Chunk {
		private ByteBuffer bytes = ByteBuffer.allocate(0);
		private CompletableFuture<Void> digested = CompletableFuture.completedFuture(null);

		/** Makes room for {@code capacity} bytes, emptied. */
		private ByteBuffer reuse(int capacity) {
			digested.join();
			if (bytes.capacity() < capacity) {
				bytes = ByteBuffer.allocate(capacity);
			}
			return bytes.clear();
		}
	}

	/**
	 * Begins an HDU.
	 *
	 * @param cards
	 *            all cards but DATASUM, CHECKSUM and END
	 * @param dataBytes
	 *            length of the data that will follow
	 */
	void begin(FitsHeader cards, long dataBytes) {
		digested.join();
		digest.header(cards, dataBytes);
		header = cards;
		sum = new Checksum();
		headerPosition = position;
		position += headerBlock(cards, NO_CHECKSUM, 0).length;
		missingBytes = dataBytes;
		filling.reuse(0);
	}

	/**
	 * Adds elements to the data of the HDU.
	 *
	 * @param elements
	 *            number of elements: pixels or rows
	 * @param elementBytes
	 *            length of an element
	 * @param encoder
	 *            puts elements into the buffer
	 */
	void append(int elements, int elementBytes, Encoder encoder) throws IOException {
		long bytes = (long) elements * elementBytes;
		if (bytes > missingBytes) {
			throw new IllegalStateException(bytes + " bytes of data, " + missingBytes + " expected");
		}
		for (int first = 0; first < elements && elementBytes > 0;) {
			if (filling.bytes.remaining() < elementBytes) {
				flush(elementBytes);
			}
			int count = Math.min(elements - first, filling.bytes.remaining() / elementBytes);
			int start = filling.bytes.position();
			encoder.encode(filling.bytes.slice(start, count * elementBytes), first, count);
			filling.bytes.position(start + count * elementBytes);
			first += count;
		}
		missingBytes -= bytes;
	}

	/** Bytes of data that are still to come. */
	long missingBytes() {
		return missingBytes;
	}

	/** Ends the HDU: pads the data and completes the header. */
	void end() throws IOException {
		if (missingBytes != 0) {
			throw new IllegalStateException(missingBytes + " bytes of data are missing");
		}
		ByteBuffer last = filling.bytes.flip();
		if (last.hasRemaining()) {
			digest(last.remaining());
			write(padded(last));
		}
		long dataSum = sum.value();
		sum.add(checksumOf(headerBlock(header, NO_CHECKSUM, dataSum)));
		writeFully(ByteBuffer.wrap(headerBlock(header, sum.encoded(), dataSum)), headerPosition);
	}

	/** The digest of all HDUs written. */
	String digest() {
		digested.join();
		return digest.hex();
	}

	/** Writes the whole words of the full buffer and goes on in the other one, behind the bytes that are left. */
	private void flush(int elementBytes) throws IOException {
		ByteBuffer full = filling.bytes.flip();
		int bytes = full.limit() / WORD * WORD;
		ByteBuffer rest = full.slice(bytes, full.limit() - bytes);
		full.limit(bytes);
		if (bytes > 0) {
			digest(bytes);
			write(full);
		}
		int capacity = Math.max(CHUNK_BYTES, elementBytes + WORD);
		// a small data unit needs no large buffer
		int needed = (int) Math.min(capacity, rest.remaining() + Math.max(missingBytes, elementBytes));
		resting.reuse(Math.max(needed, WORD)).put(rest);
		Chunk written = filling;
		filling = resting;
		resting = written;
	}

	private void digest(int bytes) {
		ByteBuffer chunk = filling.bytes.slice(0, bytes);
		digested = digested.thenRunAsync(() -> digest.data(chunk));
		filling.digested = digested;
	}

	private void write(ByteBuffer bytes) throws IOException {
		sum.add(bytes.slice());
		int length = bytes.remaining();
		writeFully(bytes, position);
		position += length;
	}

	/** The last bytes of a data unit, with zeros to the end of the block. */
	private ByteBuffer padded(ByteBuffer last) {
		int length = (int) (HeaderScanner.blocks(position + last.remaining()) - position);
		return ByteBuffer.allocate(length).put(last).clear();
	}

	private static Checksum checksumOf(byte[] block) {
		var sum = new Checksum();
		sum.add(ByteBuffer.wrap(block));
		return sum;
	}

	private static byte[] headerBlock(FitsHeader header, String checksum, long dataSum) {
		var records = new StringBuilder();
		header.cards().forEach(card -> records.append(card.image()));
		records.append(FitsCard.of("CHECKSUM", checksum, "checksum of this HDU").image());
		records.append(FitsCard.of("DATASUM", String.valueOf(dataSum), "checksum of the data").image());
		records.append("END");
		records.repeat(' ', (int) (HeaderScanner.blocks(records.length()) - records.length()));
		return records.toString().getBytes(StandardCharsets.ISO_8859_1);
	}

	private void writeFully(ByteBuffer bytes, long at) throws IOException {
		long start = at - bytes.position();
		while (bytes.hasRemaining()) {
			channel.write(bytes, start + bytes.position());
		}
	}
}
