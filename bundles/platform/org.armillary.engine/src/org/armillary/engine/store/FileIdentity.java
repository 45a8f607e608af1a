package org.armillary.engine.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What tells a file with a certain content from all others without reading it, as long as nobody sets the clock back.
 *
 * @param device
 *            number of the file system
 * @param inode
 *            number of the file in it
 * @param size
 *            bytes
 * @param modified
 *            time when its content was last changed, ns since 1970
 * @param changed
 *            time when its content, name or rights were last changed, ns since 1970
 */
record FileIdentity(long device, long inode, long size, long modified, long changed) {

	/** Bytes of {@link #bytes()}. */
	static final int BYTES = 5 * Long.BYTES;

	/** A file younger than this when it is read may change again without another time, ns. */
	private static final long RACY = 2_000_000_000L;

	/**
	 * The identity of a file as it is now.
	 *
	 * @throws java.nio.file.NoSuchFileException
	 *             where there is none
	 */
	static FileIdentity of(Path file) throws IOException {
		if (!file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
			var attributes = Files.readAttributes(file, BasicFileAttributes.class);
			long modified = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
			return new FileIdentity(0, file.toAbsolutePath().hashCode(), attributes.size(), modified, modified);
		}
		Map<String, Object> attributes = Files.readAttributes(file, "unix:dev,ino,size,lastModifiedTime,ctime");
		return new FileIdentity((Long) attributes.get("dev"), (Long) attributes.get("ino"),
				(Long) attributes.get("size"), nanoseconds(attributes.get("lastModifiedTime")),
				nanoseconds(attributes.get("ctime")));
	}

	private static long nanoseconds(Object time) {
		return ((FileTime) time).to(TimeUnit.NANOSECONDS);
	}

	/** Whether a file that was read since the given time might be changed without getting another identity. */
	boolean isRacy(Instant since) {
		return TimeUnit.SECONDS.toNanos(since.getEpochSecond()) + since.getNano() - changed < RACY;
	}

	/** The numbers one after another, big-endian. */
	byte[] bytes() {
		return ByteBuffer.allocate(BYTES).putLong(device).putLong(inode).putLong(size).putLong(modified)
				.putLong(changed).array();
	}
}
