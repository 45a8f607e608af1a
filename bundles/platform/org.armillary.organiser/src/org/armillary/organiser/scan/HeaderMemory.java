package org.armillary.organiser.scan;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

import org.armillary.actor.message.Message;
import org.armillary.actor.message.Reason;
import org.armillary.organiser.header.KeywordSelection;
import org.armillary.organiser.message.OrganiserMessage;
import org.jspecify.annotations.Nullable;

/**
 * Remembers selected keywords of files from one scan to the next, in one file for each selection of keywords. They count
 * for as long as device, inode, size and times of a file stay the same; of a file that changed within two seconds before
 * it was read nothing is remembered, because a further change might not show. The files may be deleted at any time, may
 * be used by several processes at once, and count for nothing where they are damaged. Files that have gone from a folder
 * are forgotten when it is scanned.
 *
 * <p><b>Threads.</b> For several threads at once.
 */
public final class HeaderMemory {

	/** Rows kept at most, beside those of the latest scan: the oldest go. */
	private static final int MOST_ROWS = 100_000;
	private static final long MOST_BYTES = 1L << 28;
	private static final Duration UNUSED = Duration.ofDays(90);
	private static final Duration LEFT_OVER = Duration.ofDays(1);
	private static final int LOCK_ATTEMPTS = 250;
	private static final int LOCK_PAUSE_MILLIS = 20;
	private static final String NAME = "headers-";
	private static final String ENDING = ".memory";
	private static final String WRITING = ".writing";
	private static final int NAME_BYTES = 8;

	private final Optional<Path> folder;
	private final int most;
	private final AtomicBoolean told = new AtomicBoolean();

	private HeaderMemory(Optional<Path> folder, int most) {
		this.folder = folder;
		this.most = most;
	}

	/** Remembers nothing. */
	public static HeaderMemory none() {
		return new HeaderMemory(Optional.empty(), 0);
	}

	/**
	 * Remembers in a folder.
	 *
	 * @param folder
	 *            made where it is missing; where it cannot be written to, nothing is remembered and a scan says so
	 */
	public static HeaderMemory in(Path folder) {
		return in(folder, MOST_ROWS);
	}

	/** With so many rows at most beside those of the latest scan. */
	static HeaderMemory in(Path folder, int most) {
		return new HeaderMemory(Optional.of(folder), most);
	}

	/** What is remembered of a selection now. */
	MemoryRows load(KeywordSelection selection) {
		return folder.isEmpty() ? MemoryRows.EMPTY : read(file(folder.orElseThrow(), selection), selection);
	}

	/**
	 * Remembers more.
	 *
	 * @param loaded
	 *            what was remembered when the scan began
	 * @param fresh
	 *            rows to add
	 * @param seen
	 *            all files that are there
	 * @param places
	 *            the folders that were scanned
	 * @return what went wrong, told once for a memory
	 */
	Optional<Message> remember(KeywordSelection selection, MemoryRows loaded, List<MemoryRow> fresh,
			Set<FileStamp> seen, List<Path> places) throws InterruptedException {
		if (folder.isEmpty()) {
			return Optional.empty();
		}
		Set<FileStamp> gone = loaded.gone(seen, places.stream().map(Path::toString).toList());
		if (fresh.isEmpty() && gone.isEmpty()) {
			return Optional.empty();
		}
		try {
			Path file = file(folder.orElseThrow(), selection);
			Files.createDirectories(folder.orElseThrow());
			writeLocked(file, selection, fresh, seen, gone);
			return Optional.empty();
		} catch (IOException e) {
			return told.getAndSet(true) ? Optional.empty()
					: Optional.of(OrganiserMessage.SCAN_MEMORY_UNWRITABLE.with(folder.orElseThrow())
							.withDetail(Reason.of(e)));
		}
	}

	private void writeLocked(Path file, KeywordSelection selection, List<MemoryRow> fresh, Set<FileStamp> seen,
			Set<FileStamp> gone) throws IOException, InterruptedException {
		try (FileChannel channel = FileChannel.open(file.resolveSibling("lock"), StandardOpenOption.CREATE,
				StandardOpenOption.WRITE)) {
			// without a lock, what another process writes at this very moment may be lost, and is read again then
			FileLock lock = lock(channel);
			try {
				write(file, selection, merged(fresh, read(file, selection), seen, gone));
			} finally {
				if (lock != null) {
					lock.release();
				}
			}
		}
		tidy(file);
	}

	/**
	 * New rows first, then what is known of other files: all of those that are there, and of the rest, such as files
	 * of other folders, the latest, so that the oldest go where there are too many.
	 */
	private List<MemoryRow> merged(List<MemoryRow> fresh, MemoryRows known, Set<FileStamp> seen,
			Set<FileStamp> gone) {
		var rows = new ArrayList<>(fresh);
		var there = new HashSet<FileStamp>();
		fresh.forEach(row -> there.add(row.stamp()));
		int others = 0;
		for (int i = 0; i < known.size(); i++) {
			FileStamp stamp = known.stamp(i);
			boolean isSeen = seen.contains(stamp);
			if (!gone.contains(stamp) && (isSeen || others < most) && there.add(stamp)) {
				known.row(i).ifPresent(rows::add);
				others += isSeen ? 0 : 1;
			}
		}
		return rows;
	}

	private static @Nullable FileLock lock(FileChannel channel) throws InterruptedException {
		for (int attempt = 0; attempt < LOCK_ATTEMPTS; attempt++) {
			try {
				FileLock lock = channel.tryLock();
				if (lock != null) {
					return lock;
				}
			} catch (OverlappingFileLockException e) {
				// another thread of this process has it
				log("locked by this process", e);
			} catch (IOException e) {
				log("no locks on this file system", e);
				return null;
			}
			Thread.sleep(LOCK_PAUSE_MILLIS);
		}
		return null;
	}

	private static void write(Path file, KeywordSelection selection, List<MemoryRow> rows) throws IOException {
		// not a temporary file of the platform, which others who share the folder could not read
		Path fresh = file.resolveSibling(NAME + UUID.randomUUID() + WRITING);
		try {
			Files.write(fresh, new MemoryEncoder(digest(selection)).encode(rows), StandardOpenOption.CREATE_NEW,
					StandardOpenOption.WRITE);
			try {
				Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
			} catch (AtomicMoveNotSupportedException e) {
				log("renamed in two steps", e);
				Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
			}
		} finally {
			Files.deleteIfExists(fresh);
		}
	}

	/** Removes what nobody has asked for in a long time, and what was left by processes that were killed. */
	private static void tidy(Path current) throws IOException {
		Instant now = Instant.now();
		try (var files = Files.newDirectoryStream(current.getParent(), NAME + "*")) {
			for (Path file : files) {
				String name = file.getFileName().toString();
				Duration limit = name.endsWith(ENDING) ? UNUSED : LEFT_OVER;
				if ((name.endsWith(ENDING) || name.endsWith(WRITING)) && !file.equals(current)
						&& Files.getLastModifiedTime(file).toInstant().isBefore(now.minus(limit))) {
					Files.deleteIfExists(file);
				}
			}
		} catch (NoSuchFileException e) {
			log("another process tidies, too", e);
		}
	}

	private static MemoryRows read(Path file, KeywordSelection selection) {
		try {
			if (Files.size(file) <= MOST_BYTES) {
				return MemoryRows.decode(Files.readAllBytes(file), digest(selection)).orElse(MemoryRows.EMPTY);
			}
		} catch (IOException e) {
			// there is none yet, or it is worth nothing
			log("nothing remembered", e);
		}
		return MemoryRows.EMPTY;
	}

	private static Path file(Path folder, KeywordSelection selection) {
		return folder.resolve(NAME + HexFormat.of().formatHex(digest(selection), 0, NAME_BYTES) + ENDING);
	}

	private static byte[] digest(KeywordSelection selection) {
		try {
			return MessageDigest.getInstance("SHA-256")
					.digest(String.join("\n", selection.names()).getBytes(StandardCharsets.UTF_8));
		} catch (NoSuchAlgorithmException e) {
			throw new IllegalStateException("every Java platform has SHA-256", e);
		}
	}

	private static void log(String what, Exception why) {
		System.getLogger(HeaderMemory.class.getName()).log(System.Logger.Level.DEBUG, what, why);
	}
}
