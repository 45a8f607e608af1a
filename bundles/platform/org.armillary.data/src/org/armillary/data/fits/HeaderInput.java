package org.armillary.data.fits;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

import org.armillary.data.FitsException;
import org.armillary.data.FitsMessage;

/**
 * Content of a file while its headers are looked for, read forwards: no reading begins before the one before it began.
 * Not for several threads.
 */
sealed interface HeaderInput extends Closeable {

	/** The bytes from {@code offset} on; fewer than {@code length} only at the end. */
	byte[] read(long offset, int length) throws IOException;

	/** Whether there are at least {@code end} bytes; what lies before {@code end} cannot be read afterwards. */
	boolean reaches(long end) throws IOException;

	/** Number of bytes; known once the end was met. */
	long size() throws IOException;

	/** The content of a file. */
	sealed interface OfFile extends HeaderInput {

		/** Whether the file can tell of itself that it is damaged, as compressed files can, and says so if it is. */
		void checkWhole() throws IOException;

		/** The content for reading data. */
		FileContent content() throws IOException;
	}

	/** Opens a file, compressed by gzip or not. One that is not is opened just once: on network disks that counts. */
	static OfFile open(Path path) throws IOException {
		FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
		boolean plain = false;
		try {
			ByteBuffer beginning = ByteBuffer.allocate(2);
			channel.read(beginning, 0);
			plain = !GzipContent.isGzip(beginning.array());
		} finally {
			if (!plain) {
				channel.close();
			}
		}
		return plain ? new Plain(path, channel) : new Stream(path, GzipContent.stream(path));
	}

	/** Bytes in memory. */
	record Bytes(byte[] bytes) implements HeaderInput {

		@Override
		public byte[] read(long offset, int length) {
			int from = Math.clamp(offset, 0, bytes.length);
			return Arrays.copyOfRange(bytes, from, from + Math.min(length, bytes.length - from));
		}

		@Override
		public boolean reaches(long end) {
			return end <= bytes.length;
		}

		@Override
		public long size() {
			return bytes.length;
		}

		@Override
		public void close() {
			// memory needs no closing
		}
	}

	/** A file that is not compressed. */
	record Plain(Path path, FileChannel channel) implements OfFile {

		@Override
		public byte[] read(long offset, int length) throws IOException {
			var buffer = ByteBuffer.allocate(Math.clamp(channel.size() - offset, 0, length));
			while (buffer.hasRemaining()) {
				if (channel.read(buffer, offset + buffer.position()) < 0) {
					return Arrays.copyOf(buffer.array(), buffer.position());
				}
			}
			return buffer.array();
		}

		@Override
		public boolean reaches(long end) throws IOException {
			return end <= channel.size();
		}

		@Override
		public long size() throws IOException {
			return channel.size();
		}

		@Override
		public void checkWhole() {
			// nothing in the file tells
		}

		@Override
		public FileContent content() throws IOException {
			return new PlainContent(path, channel.size());
		}

		@Override
		public void close() throws IOException {
			channel.close();
		}
	}

	/** A compressed file: its content passes by once, and a window of it is kept. */
	final class Stream implements OfFile {

		private static final int STEP = 1 << 16;

		private final Path path;
		private final InputStream stream;
		private byte[] window = new byte[STEP];
		private long windowStart;
		private int filled;
		private boolean ended;

		Stream(Path path, InputStream stream) {
			this.path = path;
			this.stream = stream;
		}

		@Override
		public byte[] read(long offset, int length) throws IOException {
			forward(offset);
			fill(length);
			return Arrays.copyOf(window, Math.min(length, filled));
		}

		@Override
		public boolean reaches(long end) throws IOException {
			checkSize(end);
			forward(end);
			return windowStart == end;
		}

		@Override
		public long size() {
			return windowStart + filled;
		}

		@Override
		public void checkWhole() throws IOException {
			forward(GzipContent.MOST_BYTES);
		}

		@Override
		public FileContent content() {
			return new GzipContent(path, size());
		}

		@Override
		public void close() throws IOException {
			stream.close();
		}

		/** Lets the window begin at {@code offset}, or at the end of the content where that comes first. */
		private void forward(long offset) throws IOException {
			while (offset > windowStart) {
				int gone = (int) Math.min(offset - windowStart, filled);
				System.arraycopy(window, gone, window, 0, filled - gone);
				windowStart += gone;
				filled -= gone;
				if (filled == 0) {
					fill(STEP);
				}
				if (filled == 0) {
					return;
				}
			}
		}

		/** Fills the window to {@code length} bytes as far as there are so many. */
		private void fill(int length) throws IOException {
			if (filled >= length || ended) {
				return;
			}
			if (window.length < length) {
				window = Arrays.copyOf(window, length);
			}
			int count = GzipContent.read(path, stream, window, filled, length - filled);
			filled += count;
			ended = filled < length;
			checkSize(windowStart + filled);
		}

		private void checkSize(long bytes) throws FitsException {
			if (bytes > GzipContent.MOST_BYTES) {
				throw new FitsException(FitsMessage.GZIP_TOO_LARGE.with(path, GzipContent.MOST_BYTES));
			}
		}
	}
}
