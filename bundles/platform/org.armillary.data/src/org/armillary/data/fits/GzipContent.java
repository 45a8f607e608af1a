package org.armillary.data.fits;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
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
 * left behind however the process ends; it is given back when the content is not used any more. The memory needed does
 * not depend on the file, and there are at most {@link #MOST_BYTES} of content.
 */
final class GzipContent implements FileContent {

	/** Most bytes of uncompressed content. */
	static final long MOST_BYTES = 4L << 30;

	private static final int BUFFER_BYTES = 1 << 16;

	private final Path path;
	private final long size;
	private @Nullable MemorySegment uncompressed;

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
		return new SegmentAccess(uncompressed());
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

	private synchronized MemorySegment uncompressed() throws IOException {
		if (uncompressed == null) {
			uncompressed = uncompress();
		}
		return uncompressed;
	}

	private MemorySegment uncompress() throws IOException {
		Path scratch = scratchFile();
		try (InputStream stream = stream(path);
				FileChannel target = FileChannel.open(scratch, StandardOpenOption.READ, StandardOpenOption.WRITE,
						StandardOpenOption.DELETE_ON_CLOSE)) {
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
					return target.map(MapMode.READ_ONLY, 0, size, Arena.ofAuto());
				}
				write(target, ByteBuffer.wrap(buffer, 0, count), scratch);
			}
		} finally {
			Files.deleteIfExists(scratch);
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

	/** The mapped scratch file, which nobody else can shorten. */
	private record SegmentAccess(MemorySegment segment) implements Access {

		@Override
		public int read(ByteBuffer target, long offset) {
			int count = (int) Math.min(target.remaining(), segment.byteSize() - offset);
			if (count <= 0) {
				return -1;
			}
			target.put(segment.asSlice(offset, count).asByteBuffer());
			return count;
		}

		@Override
		public long size() {
			return segment.byteSize();
		}

		@Override
		public void close() {
			// the segment lives as long as somebody can reach it
		}
	}
}
