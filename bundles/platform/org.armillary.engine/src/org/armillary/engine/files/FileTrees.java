package org.armillary.engine.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** Folders with all that is in them; symbolic links are not followed. */
public final class FileTrees {

	private static final int ATTEMPTS = 10;
	private static final long PAUSE_NANOSECONDS = 30_000_000;

	private FileTrees() {
	}

	/** Makes a folder; deletes what is in it where it is there already, from an earlier time. */
	public static void createEmpty(Path folder) throws IOException {
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

	/** What a folder holds, in the order of the names; nothing where there is no such folder. */
	public static List<Path> list(Path folder) throws IOException {
		try (Stream<Path> entries = Files.list(folder)) {
			return entries.sorted().toList();
		} catch (NoSuchFileException _) {
			return List.of();
		}
	}

	/** Size of all files in a folder, or of a file, bytes. */
	public static long bytes(Path top) throws IOException {
		var sum = new AtomicLong();
		Files.walkFileTree(top, new SimpleFileVisitor<>() {
			@Override
			public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
				sum.addAndGet(attributes.size());
				return FileVisitResult.CONTINUE;
			}
		});
		return sum.get();
	}

	/**
	 * Deletes a folder with all it holds, or a file, if it is there; tries for a while where something is still written
	 * into the folder.
	 */
	public static void delete(Path place) throws IOException {
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
