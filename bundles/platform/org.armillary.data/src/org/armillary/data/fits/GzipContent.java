package org.armillary.data.fits;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

import org.armillary.data.FitsException;
import org.armillary.data.FitsMessage;
import org.jspecify.annotations.Nullable;

/**
 * The content of a file compressed by gzip as a whole, of one or several members. Whoever looks at headers alone costs
 * one pass over the file and nothing that stays. When data are read for the first time, the content is uncompressed
 * once into a scratch file in the folder for temporary files, which is nameless from the beginning, so that nothing is
 * left behind however the process ends; it is read by position and given back when the content is not used any more.
 * The memory needed does not depend on the file, and there are at most {@link #MOST_BYTES} of content.
 */
final class GzipContent implements FileContent {

	/** Most bytes of uncompressed content. */
	static final long MOST_BYTES = 4L << 30;

	private static final int BUFFER_BYTES = 1 << 16;
	private static final Cleaner CLEANER = Cleaner.create();

	private final Path path;
	private final long size;
	private @Nullable FileChannel uncompressed;

	GzipContent(Path path, long size) {
		this.path = path;
		this.size = size;
	}

	@Override
	public Path path() {
		return path;
	}

	@Override
	public long size() {
		return size;
	}

	@Override
	public Access open() throws IOException {
		return new ScratchAccess(uncompressed());
	}

	/** Whether a file begins as gzip files do. */
	static boolean isGzip(byte[] beginning) {
		return beginning.length >= 2 && beginning[0] == 0x1f && (beginning[1] & 0xff) == 0x8b;
	}

	/** The uncompressed bytes in order. Buffered. */
	static InputStream stream(Path path) throws IOException {
		InputStream compressed = Files.newInputStream(path);
		try {
			return new GZIPInputStream(compressed, BUFFER_BYTES);
		} catch (IOException e) {
			compressed.close();
			throw explained(path, e);
		}
	}

	/** Reads as many bytes as there are, at most {@code length}; 0 at the end. */
	static int read(Path path, InputStream stream, byte[] target, int offset, int length) throws IOException {
		try {
			return stream.readNBytes(target, offset, length);
		} catch (IOException e) {
			throw explained(path, e);
		}
	}

	private static IOException explained(Path path, IOException cause) {
		return cause instanceof ZipException || cause instanceof EOFException
				? new FitsException(FitsMessage.GZIP_DAMAGED.with(path), cause)
				: cause;
	}

	private synchronized FileChannel uncompressed() throws IOException {
		FileChannel channel = uncompressed;
		if (channel == null || !channel.isOpen()) {
			channel = uncompress();
			uncompressed = channel;
			register(channel);
		}
		return channel;
	}

	/** Closes the scratch file when nobody can read this content any more, in an access neither. */
	private void register(FileChannel channel) {
		CLEANER.register(this, () -> {
			try {
				channel.close();
			} catch (IOException e) {
				throw new UncheckedIOException(e);
			}
		});
	}

	private FileChannel uncompress() throws IOException {
		Path scratch = scratchFile();
		FileChannel target = null;
		try {
			target = FileChannel.open(scratch, StandardOpenOption.READ, StandardOpenOption.WRITE,
					StandardOpenOption.DELETE_ON_CLOSE);
			fill(target, scratch);
			return target;
		} catch (IOException | RuntimeException e) {
			if (target != null) {
				target.close();
			}
			throw e;
		} finally {
			Files.deleteIfExists(scratch);
		}
	}

	private void fill(FileChannel target, Path scratch) throws IOException {
		try (InputStream stream = stream(path)) {
			byte[] buffer = new byte[BUFFER_BYTES];
			long done = 0;
			while (true) {
				int count = read(path, stream, buffer, 0, buffer.length);
				done += count;
				if (done > size || count == 0 && done < size) {
					throw new FitsException(
							FitsMessage.UNREADABLE.with(path)
									.withDetail("It has changed since its headers were read."));
				}
				if (count == 0) {
					return;
				}
				write(target, ByteBuffer.wrap(buffer, 0, count), scratch);
			}
		}
	}

	private static Path scratchFile() throws IOException {
		try {
			return Files.createTempFile("armillary", ".fits");
		} catch (IOException e) {
			throw FileErrors.writing(Path.of(System.getProperty("java.io.tmpdir")), e);
		}
	}

	private static void write(FileChannel target, ByteBuffer bytes, Path scratch) throws IOException {
		try {
			while (bytes.hasRemaining()) {
				target.write(bytes);
			}
		} catch (IOException e) {
			throw FileErrors.writing(scratch, e);
		}
	}

	/** The nameless scratch file, which nobody else can shorten and which stays open. */
	private final class ScratchAccess implements Access {

		private volatile FileChannel channel;

		ScratchAccess(FileChannel channel) {
			this.channel = channel;
		}

		@Override
		public int read(ByteBuffer target, long offset) throws IOException {
			FileChannel current = channel;
			try {
				return current.read(target, offset);
			} catch (ClosedByInterruptException e) {
				throw e;
			} catch (ClosedChannelException _) {
				// an interrupt of another thread while it read closed the file for all
				FileChannel again = uncompressed();
				channel = again;
				return again.read(target, offset);
			}
		}

		@Override
		public long size() {
			return size;
		}

		@Override
		public void close() {
			// the scratch file stays open for the next reading
		}
	}
}
