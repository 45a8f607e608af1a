package org.armillary.data.fits;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;

import org.armillary.data.FitsCard;
import org.armillary.data.FitsHeader;

/** Writes one HDU after the other into a channel, with DATASUM and CHECKSUM, and digests the content on the way. */
final class HduOutput {

	private static final int CHUNK_BYTES = 1 << 20;
	private static final String NO_CHECKSUM = "0".repeat(16);

	private final FileChannel channel;
	private final ContentDigest digest = new ContentDigest();
	private long position;

	HduOutput(FileChannel channel) {
		this.channel = channel;
	}

	/** Encodes elements {@code first} to {@code first + count} of a data unit, big-endian. */
	@FunctionalInterface
	interface Encoder {
		void encode(ByteBuffer target, int first, int count);
	}

	/**
	 * Writes an HDU.
	 *
	 * @param header
	 *            all cards but DATASUM, CHECKSUM and END
	 * @param elements
	 *            number of elements: pixels or rows
	 * @param elementBytes
	 *            length of an element
	 * @param encoder
	 *            puts elements into the buffer
	 */
	void write(FitsHeader header, int elements, int elementBytes, Encoder encoder) throws IOException {
		long dataBytes = (long) elements * elementBytes;
		digest.header(header, dataBytes);
		long headerPosition = position;
		position += headerBlock(header, NO_CHECKSUM, 0).length;
		var sum = new Checksum();
		writeData(elements, elementBytes, encoder, sum);
		long dataSum = sum.value();
		sum.add(checksumOf(headerBlock(header, NO_CHECKSUM, dataSum)));
		writeFully(ByteBuffer.wrap(headerBlock(header, sum.encoded(), dataSum)), headerPosition);
	}

	/** The digest of all HDUs written. */
	String digest() {
		return digest.hex();
	}

	private void writeData(int elements, int elementBytes, Encoder encoder, Checksum sum) throws IOException {
		if (elements == 0 || elementBytes == 0) {
			return;
		}
		// a multiple of four elements is a multiple of four bytes, as the checksum asks of all chunks but the last
		int chunkElements = Math.max(4, CHUNK_BYTES / elementBytes & ~3);
		try (Arena arena = Arena.ofConfined()) {
			long capacity = (long) Math.min(chunkElements, elements) * elementBytes + HeaderScanner.BLOCK;
			ByteBuffer buffer = arena.allocate(capacity, Long.BYTES).asByteBuffer();
			Chunks.forEach(elements, chunkElements, (first, count) -> {
				buffer.clear().limit(count * elementBytes);
				encoder.encode(buffer.slice(), first, count);
				digest.data(buffer.slice());
				if (count == elements - first) {
					pad(buffer);
				}
				sum.add(buffer.slice());
				writeFully(buffer, position);
				position += buffer.limit();
			});
		}
	}

	/** Lengthens the last chunk with zeros to the end of the block. */
	private void pad(ByteBuffer buffer) {
		int bytes = buffer.limit();
		int padded = (int) (HeaderScanner.blocks(position + bytes) - position);
		buffer.limit(padded);
		for (int i = bytes; i < padded; i++) {
			buffer.put(i, (byte) 0);
		}
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
