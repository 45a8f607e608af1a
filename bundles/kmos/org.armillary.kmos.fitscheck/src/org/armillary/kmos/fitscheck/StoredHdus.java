package org.armillary.kmos.fitscheck;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.zip.GZIPInputStream;

import org.armillary.actor.message.Reason;
import org.armillary.data.FitsException;
import org.armillary.data.FitsMessage;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.Hdu;

/**
 * The HDUs of a file as the bytes that stand in it, one after the other, to check them without knowing what
 * they mean: any kind of HDU, tables and compressed images included. A file compressed as a whole gives
 * the bytes of the file inside.
 *
 * <pre>{@code
 * try (StoredHdus stored = StoredHdus.open(file)) {
 * 	while (stored.advance()) {
 * 		byte[] header = stored.header();
 * 		stored.data((bytes, count) -> …);
 * 	}
 * }
 * }</pre>
 *
 * <p>Not for use by several threads.
 */
final class StoredHdus implements Closeable {

	private static final int BLOCK = 2880;
	private static final int CHUNK = 256 * BLOCK;
	private static final int GZIP_FIRST = 0x1f;
	private static final int GZIP_SECOND = 0x8b;

	private final InputStream bytes;
	private final Iterator<Hdu> rest;
	private Hdu current;
	private long start;
	private long position;

	/** Takes the bytes of data. */
	@FunctionalInterface
	interface Sink {

		/**
		 * Takes some bytes.
		 *
		 * @param bytes
		 *            a buffer that is used again afterwards
		 * @param count
		 *            how many of it are valid
		 */
		void accept(byte[] bytes, int count) throws IOException, InterruptedException;
	}

	private StoredHdus(InputStream bytes, FitsFile file) {
		this.bytes = bytes;
		rest = file.hdus().iterator();
		current = file.primary();
	}

	/** Opens a file whose headers have been read and checked. */
	static StoredHdus open(FitsFile file) throws FitsException {
		try {
			boolean gzip;
			try (InputStream start = Files.newInputStream(file.path())) {
				gzip = start.read() == GZIP_FIRST && start.read() == GZIP_SECOND;
			}
			InputStream stored = new BufferedInputStream(Files.newInputStream(file.path()), CHUNK);
			try {
				return new StoredHdus(gzip ? new GZIPInputStream(stored, CHUNK) : stored, file);
			} catch (IOException | RuntimeException e) {
				stored.close();
				throw e;
			}
		} catch (IOException e) {
			throw unreadable(file.path(), e);
		}
	}

	/** Goes to the next HDU, the primary at first; false behind the last. */
	boolean advance() {
		if (!rest.hasNext()) {
			return false;
		}
		Hdu next = rest.next();
		start = next.index() == 0 ? 0 : current.dataOffset() + padded(current.dataSize());
		current = next;
		return true;
	}

	/** The HDU that this stands at. */
	Hdu hdu() {
		return current;
	}

	/** The header, with its padding: a multiple of 2880 bytes. To be called at most once for each HDU, first. */
	byte[] header() throws FitsException {
		byte[] header = new byte[Math.toIntExact(current.dataOffset() - start)];
		skipTo(start);
		if (read(header, header.length) < header.length) {
			throw truncated();
		}
		return header;
	}

	/**
	 * Gives the data with their padding, a multiple of 2880 bytes in chunks of such multiples; padding that is missing
	 * at the end of a file is made up for by zeros. To be called at most once for each HDU.
	 */
	void data(Sink sink) throws IOException, InterruptedException {
		skipTo(current.dataOffset());
		long size = padded(current.dataSize());
		byte[] chunk = new byte[(int) Math.min(CHUNK, size)];
		for (long done = 0; done < size; done += chunk.length) {
			int count = (int) Math.min(chunk.length, size - done);
			int read = read(chunk, count);
			if (done + read < Math.min(current.dataSize(), done + count)) {
				throw truncated();
			}
			Arrays.fill(chunk, read, count, (byte) 0);
			sink.accept(chunk, count);
		}
	}

	@Override
	public void close() throws IOException {
		bytes.close();
	}

	private static long padded(long size) {
		return (size + BLOCK - 1) / BLOCK * BLOCK;
	}

	private void skipTo(long offset) throws FitsException {
		try {
			bytes.skipNBytes(offset - position);
			position = offset;
		} catch (EOFException _) {
			throw truncated();
		} catch (IOException e) {
			throw unreadable(current.path(), e);
		}
	}

	private int read(byte[] target, int count) throws FitsException {
		try {
			int read = bytes.readNBytes(target, 0, count);
			position += read;
			return read;
		} catch (IOException e) {
			throw unreadable(current.path(), e);
		}
	}

	/** The file has become shorter since its headers were read. */
	private FitsException truncated() {
		return new FitsException(
				FitsMessage.TRUNCATED.with(current.label(), current.dataOffset() + current.dataSize(), position));
	}

	private static FitsException unreadable(Path path, IOException cause) {
		return new FitsException(FitsMessage.UNREADABLE.with(path).withDetail(Reason.of(cause)), cause);
	}
}
