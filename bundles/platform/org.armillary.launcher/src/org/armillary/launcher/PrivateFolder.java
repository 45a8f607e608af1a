package org.armillary.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * A temporary folder of this process alone, for what the framework and other parts of the program want to write. A lock
 * on a file in it says that the process is there, however it ends; see {@link AbandonedFolders}.
 *
 * <p>A process makes no more than one: the system would let go of the lock as soon as the process closed the file a
 * second time.
 */
final class PrivateFolder {

	/** How the names of such folders begin; digits follow. */
	static final String PREFIX = "armillary-";

	/** The file that is locked. */
	static final String LOCK = "in-use";

	/** How long others may go on to write while the folder is deleted; a busy machine takes seconds to stop a framework. */
	private static final Duration PATIENCE = Duration.ofSeconds(10);
	private static final Duration PAUSE = Duration.ofMillis(20);

	/** System property with the folder. */
	static final String PROPERTY = "armillary.private";

	private final Path path;
	private final FileChannel lock;

	private PrivateFolder(Path path, FileChannel lock) {
		this.path = path;
		this.lock = lock;
	}

	static PrivateFolder create() throws IOException {
		return create(Path.of(System.getProperty("java.io.tmpdir")));
	}

	/** Makes a folder in another one, which may be open to everybody. */
	static PrivateFolder create(Path place) throws IOException {
		Path folder = Files.createTempDirectory(place, PREFIX);
		FileChannel lock = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE_NEW,
				StandardOpenOption.WRITE);
		try {
			lock.tryLock();
		} catch (IOException _) {
			// a file system without locks, on which nobody can take the folder for abandoned either
		}
		return new PrivateFolder(folder, lock);
	}

	/** Where it is. */
	Path path() {
		return path;
	}

	/**
	 * Deletes the folder with everything in it. Where a framework that is slow to stop still writes into it, tries again
	 * for up to ten seconds.
	 */
	void delete() throws IOException {
		try (lock) {
			long deadline = System.nanoTime() + PATIENCE.toNanos();
			for (IOException left = attempt(path); left != null; left = attempt(path)) {
				if (System.nanoTime() - deadline > 0 || Thread.currentThread().isInterrupted()) {
					throw left;
				}
				LockSupport.parkNanos(PAUSE.toNanos());
			}
		}
	}

	/** Deletes a folder once; returns what went wrong, or null. */
	private static @Nullable IOException attempt(Path folder) {
		try {
			delete(folder);
			return null;
		} catch (NoSuchFileException e) {
			// a file that went by itself between being listed and being deleted, or all is done
			return Files.exists(folder, LinkOption.NOFOLLOW_LINKS) ? e : null;
		} catch (IOException e) {
			return e;
		}
	}

	/** Deletes such a folder; the lock goes last, so that another process can go on where this one is ended. */
	static void delete(Path folder) throws IOException {
		Path kept = folder.resolve(LOCK);
		Files.walkFileTree(folder, new SimpleFileVisitor<>() {

			@Override
			public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
				if (!file.equals(kept)) {
					Files.deleteIfExists(file);
				}
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException problem) throws IOException {
				if (visited.equals(folder)) {
					Files.deleteIfExists(kept);
				}
				Files.deleteIfExists(visited);
				return FileVisitResult.CONTINUE;
			}
		});
	}
}
