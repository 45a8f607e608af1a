package org.armillary.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Deletes the private folders of processes that were killed: those beside the folder of this process that belong to the
 * same user, are older than a minute and hold a lock file that nobody has locked. Anything else is left alone, and so is
 * what cannot be deleted.
 */
final class AbandonedFolders {

	private static final Pattern NAME = Pattern.compile(PrivateFolder.PREFIX + "\\d+");

	/** Longer than it takes from making a folder to locking it. */
	private static final Duration YOUNG = Duration.ofMinutes(1);

	private final Path mine;
	private final Instant now;

	/**
	 * Looks beside a folder.
	 *
	 * @param mine the folder of this process
	 * @param now  the time
	 */
	AbandonedFolders(Path mine, Instant now) {
		this.mine = mine;
		this.now = now;
	}

	/** Deletes them in the background: nobody waits for it, and it may be cut off at any time. */
	static void deleteBeside(PrivateFolder folder) {
		var abandoned = new AbandonedFolders(folder.path(), Instant.now());
		Thread.ofPlatform().daemon().name("armillary-tidy").start(abandoned::delete);
	}

	/** Deletes them. */
	void delete() {
		try (DirectoryStream<Path> places = Files.newDirectoryStream(mine.getParent(), PrivateFolder.PREFIX + "*")) {
			for (Path folder : places) {
				if (NAME.matcher(folder.getFileName().toString()).matches() && !folder.equals(mine)) {
					deleteIfAbandoned(folder);
				}
			}
		} catch (IOException | RuntimeException _) {
			// a folder that cannot be listed: whoever can will tidy up
		}
	}

	private void deleteIfAbandoned(Path folder) {
		Path file = folder.resolve(PrivateFolder.LOCK);
		try {
			if (!isOldAndMine(folder) || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
				return;
			}
			try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
				if (channel.tryLock() != null) {
					PrivateFolder.delete(folder);
				}
			}
		} catch (IOException | RuntimeException _) {
			// another process was faster, or the system has no locks there
		}
	}

	private boolean isOldAndMine(Path folder) throws IOException {
		return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
				&& Files.getLastModifiedTime(folder, LinkOption.NOFOLLOW_LINKS).toInstant().isBefore(now.minus(YOUNG))
				&& Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(mine));
	}
}
