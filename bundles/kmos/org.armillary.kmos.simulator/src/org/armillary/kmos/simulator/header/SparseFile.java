package org.armillary.kmos.simulator.header;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

import org.armillary.data.FitsCard;
import org.armillary.data.FitsHeader;

/**
 * A FITS file of full size whose pixels, all of them zero, are holes: it takes little more room on the disk than its
 * headers. Extensions are images of 2048 x 2048 pixels of 32-bit floating point, as the three detectors of a raw frame.
 *
 * @param primary
 *            primary header with its structure
 * @param extensions
 *            names of the extensions
 */
public record SparseFile(FitsHeader primary, List<String> extensions) {

	private static final int BLOCK = 2880;
	private static final long DISK_BLOCK = 4096;
	private static final int SIDE = 2048;
	private static final long DATA_BYTES = blocks((long) SIDE * SIDE * Float.BYTES);
	private static final long EXTENSION_BYTES = headerBytes(extension(1, "CHIP1.INT1").cards().size()) + DATA_BYTES;
	private static final double GAIN = 2.1;
	private static final String END = "END";

	/** Copies the list. */
	public SparseFile {
		extensions = List.copyOf(extensions);
	}

	/** A raw frame. */
	public static SparseFile raw(FitsHeader primary) {
		return new SparseFile(primary, List.of(RawExtension.name(0), RawExtension.name(1), RawExtension.name(2)));
	}

	/**
	 * Size of such a file.
	 *
	 * @param primaryCards
	 *            records of the primary header, END excepted
	 */
	public static long bytes(long primaryCards, int extensions) {
		return headerBytes(primaryCards) + extensions * EXTENSION_BYTES;
	}

	/** Size of a header with so many records, END excepted. */
	public static long headerBytes(long records) {
		return blocks((records + 1) * FitsCard.RECORD);
	}

	/**
	 * Most bytes that such a file takes on a disk, in the blocks in which disks are divided.
	 *
	 * @param primaryCards
	 *            records of the primary header, END excepted
	 * @param limit
	 *            most bytes that are written
	 */
	public static long bytesOnDisk(long primaryCards, int extensions, long limit) {
		long header = EXTENSION_BYTES - DATA_BYTES;
		// a header of an extension begins within a block, and so does the last byte
		long blocks = diskBlocks(headerBytes(primaryCards)) + extensions * (diskBlocks(header) + 1) + 1;
		return Math.min(blocks, diskBlocks(limit)) * DISK_BLOCK;
	}

	/**
	 * Writes it.
	 *
	 * @param file
	 *            where to; it does not exist yet
	 * @param limit
	 *            most bytes that are written, as if the copying had been broken off
	 */
	public void write(Path file, long limit) throws IOException {
		var parts = new ArrayList<byte[]>();
		parts.add(header(primary));
		for (int i = 0; i < extensions.size(); i++) {
			parts.add(header(extension(i + 1, extensions.get(i))));
		}
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
			long position = 0;
			for (int i = 0; i < parts.size(); i++) {
				position = write(channel, position, parts.get(i), limit) + (i == 0 ? 0 : DATA_BYTES);
			}
			long size = Math.min(position, limit);
			if (size > channel.size()) {
				write(channel, size - 1, new byte[1], limit);
			}
		}
	}

	private static long write(FileChannel channel, long position, byte[] bytes, long limit) throws IOException {
		int length = Math.clamp(limit - position, 0, bytes.length);
		ByteBuffer rest = ByteBuffer.wrap(bytes, 0, length);
		while (rest.hasRemaining()) {
			channel.write(rest, position + rest.position());
		}
		return position + bytes.length;
	}

	/** The header of an extension, counted from 1. */
	private static FitsHeader extension(int number, String name) {
		FitsHeader.Builder header = FitsHeader.builder().set("XTENSION", "IMAGE", "IMAGE extension")
				.set("BITPIX", -32, "# of bits per pix").set("NAXIS", 2, "# of axes")
				.set("NAXIS1", SIDE, "# of pixels in axis1").set("NAXIS2", SIDE, "# of pixels in axis2")
				.set("PCOUNT", 0, "").set("GCOUNT", 1, "")
				.set("EXTNAME", name, "FITS Extension name");
		RawExtension.header(number - 1, GAIN).cards().forEach(header::add);
		return header.build();
	}

	private static byte[] header(FitsHeader header) {
		var text = new StringBuilder();
		header.cards().forEach(card -> text.append(card.image()));
		text.append(END);
		text.repeat(' ', (int) blocks(text.length()) - text.length());
		return text.toString().getBytes(StandardCharsets.US_ASCII);
	}

	private static long diskBlocks(long bytes) {
		return Math.ceilDiv(bytes, DISK_BLOCK);
	}

	private static long blocks(long bytes) {
		return Math.ceilDiv(bytes, (long) BLOCK) * BLOCK;
	}
}
