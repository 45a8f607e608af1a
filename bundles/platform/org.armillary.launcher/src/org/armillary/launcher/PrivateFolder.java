package org.armillary.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;

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

	/** Deletes the folder with everything in it. */
	void delete() throws IOException {
		try (lock) {
			delete(path);
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
