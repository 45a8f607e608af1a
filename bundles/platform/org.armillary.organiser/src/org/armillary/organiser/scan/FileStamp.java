package org.armillary.organiser.scan;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

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
record FileStamp(long device, long inode, long size, long modified, long changed) {

	/** Bytes of {@link #put}. */
	static final int BYTES = 5 * Long.BYTES;

	/** A file younger than this when it is read may change again without another stamp. */
	private static final long RACY = TimeUnit.SECONDS.toNanos(2);

	/** A file that was written to within this time may be still incomplete. */
	private static final Duration YOUNG = Duration.ofMinutes(1);

	private static final int KIND = 0170000;
	private static final int REGULAR = 0100000;
	private static final int FOLDER = 0040000;
	private static final String ATTRIBUTES = "unix:mode,dev,ino,size,lastModifiedTime,ctime";

	/** What a file is. */
	enum Kind {
		/** An ordinary file. */
		REGULAR,
		/** A folder. */
		FOLDER,
		/** A pipe, a socket, a device. */
		OTHER
	}

	/**
	 * A file as it is now.
	 *
	 * @param stamp
	 *            its stamp
	 * @param kind
	 *            what it is
	 */
	record Look(FileStamp stamp, Kind kind) {
	}

	/**
	 * Looks at a file, or at where a link leads.
	 *
	 * @throws java.nio.file.NoSuchFileException
	 *             where there is none
	 */
	static Look look(Path file, boolean unix) throws IOException {
		if (!unix) {
			var attributes = Files.readAttributes(file, BasicFileAttributes.class);
			long modified = attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS);
			return new Look(new FileStamp(0, file.toAbsolutePath().hashCode(), attributes.size(), modified, modified),
					attributes.isRegularFile() ? Kind.REGULAR : attributes.isDirectory() ? Kind.FOLDER : Kind.OTHER);
		}
		Map<String, Object> attributes = Files.readAttributes(file, ATTRIBUTES);
		int mode = (Integer) attributes.get("mode") & KIND;
		var stamp = new FileStamp((Long) attributes.get("dev"), (Long) attributes.get("ino"),
				(Long) attributes.get("size"), nanoseconds(attributes.get("lastModifiedTime")),
				nanoseconds(attributes.get("ctime")));
		return new Look(stamp, mode == REGULAR ? Kind.REGULAR : mode == FOLDER ? Kind.FOLDER : Kind.OTHER);
	}

	/** Whether files of a file system can be looked at thoroughly. */
	static boolean isUnix(Path file) {
		return file.getFileSystem().supportedFileAttributeViews().contains("unix");
	}

	private static long nanoseconds(Object time) {
		return ((FileTime) time).to(TimeUnit.NANOSECONDS);
	}

	/** Whether a file that was read since the given time might be changed without getting another stamp. */
	boolean isRacy(Instant since) {
		return TimeUnit.SECONDS.toNanos(since.getEpochSecond()) + since.getNano() - changed < RACY;
	}

	/** Whether its content was changed so shortly before that it may be still incomplete. */
	boolean isYoung(Instant now) {
		Duration age = Duration.between(Instant.ofEpochSecond(0, modified), now);
		return age.abs().compareTo(YOUNG) < 0;
	}

	/** Writes the numbers one after another. */
	void put(ByteBuffer target) {
		target.putLong(device).putLong(inode).putLong(size).putLong(modified).putLong(changed);
	}

	/** Reads what {@link #put} wrote. */
	static FileStamp get(ByteBuffer bytes, int at) {
		return new FileStamp(bytes.getLong(at), bytes.getLong(at + 8), bytes.getLong(at + 16), bytes.getLong(at + 24),
				bytes.getLong(at + 32));
	}

	// written out: tens of thousands are compared in processes that have just begun

	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof FileStamp stamp && inode == stamp.inode && changed == stamp.changed
				&& size == stamp.size && modified == stamp.modified && device == stamp.device;
	}

	@Override
	public int hashCode() {
		return Long.hashCode((inode * 31 + changed) * 0x9e3779b97f4a7c15L);
	}
}
