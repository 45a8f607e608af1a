package org.armillary.data.fits;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

import org.armillary.data.FitsCard;
import org.armillary.data.FitsException;

/**
 * All headers of a FITS file as they stand there, for those who look at many files and at few cards of each: nothing of
 * the data is read, and no card is taken apart but those of the structure. The file is checked as {@link FitsFile#open}
 * checks it. Immutable.
 */
public final class StoredHeaders {

	private static final byte[] END = "END".getBytes(StandardCharsets.US_ASCII);

	private final Path source;
	private final List<byte[]> records;
	private final List<Long> dataBytes;

	StoredHeaders(Path source, List<byte[]> records, List<Long> dataBytes) {
		this.source = source;
		this.records = records;
		this.dataBytes = dataBytes;
	}

	/**
	 * Reads all headers of a file, which may be compressed by gzip as a whole.
	 *
	 * @throws FitsException
	 *             where {@link FitsFile#open} refuses it
	 */
	public static StoredHeaders read(Path file) throws FitsException {
		return HeaderScanner.headers(file);
	}

	/**
	 * Reads headers that stand back to back, as {@link #blocks()} gives them.
	 *
	 * @param source
	 *            what messages call the file
	 * @throws FitsException
	 *             where they are not whole, or something else is among them
	 */
	public static StoredHeaders read(Path source, byte[] blocks) throws FitsException {
		return HeaderScanner.headers(source, blocks);
	}

	/** The file. */
	public Path source() {
		return source;
	}

	/** Number of HDUs; at least one. */
	public int count() {
		return records.size();
	}

	/**
	 * The 80-byte records of a header without END, as they stand in the file; a copy.
	 *
	 * @param hdu
	 *            from 0, the primary
	 */
	public byte[] records(int hdu) {
		return records.get(hdu).clone();
	}

	/**
	 * Length of the data that follow a header in the file, without padding, bytes.
	 *
	 * @param hdu
	 *            from 0, the primary
	 */
	public long dataBytes(int hdu) {
		return dataBytes.get(hdu);
	}

	/** All headers back to back in blocks of 2880 bytes, each ended by END and blanks. */
	public byte[] blocks() {
		int length = records.stream().mapToInt(StoredHeaders::blockBytes).sum();
		byte[] blocks = new byte[length];
		Arrays.fill(blocks, (byte) ' ');
		int at = 0;
		for (byte[] header : records) {
			System.arraycopy(header, 0, blocks, at, header.length);
			System.arraycopy(END, 0, blocks, at + header.length, END.length);
			at += blockBytes(header);
		}
		return blocks;
	}

	private static int blockBytes(byte[] header) {
		return (int) HeaderScanner.blocks(header.length + FitsCard.RECORD);
	}

	@Override
	public String toString() {
		return source + " (" + count() + " headers)";
	}
}
