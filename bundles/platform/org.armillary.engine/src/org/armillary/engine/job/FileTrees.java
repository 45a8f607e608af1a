package org.armillary.engine.job;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/** Makes empty folders and deletes folders with all they hold. */
final class FileTrees {

	private static final int ATTEMPTS = 10;
	private static final long PAUSE_NANOSECONDS = 30_000_000;

	private FileTrees() {
	}

	/** Makes a folder; deletes what is in it where it is there already, from an earlier time. */
	static void createEmpty(Path folder) throws IOException {
		try {
			Files.createDirectory(folder);
		} catch (NoSuchFileException _) {
			Files.createDirectories(folder);
		} catch (FileAlreadyExistsException e) {
			if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
				throw e;
			}
			delete(folder);
			Files.createDirectory(folder);
		}
	}

	/** Deletes a folder, if it is there; tries for a while where something is still written into it. */
	static void delete(Path place) throws IOException {
		for (int attempt = 1;; attempt++) {
			try {
				Files.walkFileTree(place, new Deleter());
				return;
			} catch (NoSuchFileException e) {
				if (e.getFile().equals(place.toString())) {
					return;
				}
				giveUp(attempt, e);
			} catch (IOException e) {
				giveUp(attempt, e);
			}
			LockSupport.parkNanos(PAUSE_NANOSECONDS);
		}
	}

	private static void giveUp(int attempt, IOException problem) throws IOException {
		if (attempt == ATTEMPTS) {
			throw problem;
		}
	}

	/** Deletes a folder with all it holds. */
	private static final class Deleter extends SimpleFileVisitor<Path> {

		@Override
		public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
			Files.delete(file);
			return FileVisitResult.CONTINUE;
		}

		@Override
		public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException problem) throws IOException {
			if (problem != null) {
				throw problem;
			}
			Files.delete(folder);
			return FileVisitResult.CONTINUE;
		}
	}
}
