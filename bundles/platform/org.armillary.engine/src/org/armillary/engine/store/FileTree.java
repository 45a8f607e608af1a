package org.armillary.engine.store;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** Folders with all that is in them; symbolic links are not followed. */
final class FileTree {

	private FileTree() {
	}

	/** What a folder holds, in the order of the names; nothing where there is no such folder. */
	static List<Path> list(Path folder) throws IOException {
		try (Stream<Path> entries = Files.list(folder)) {
			return entries.sorted().toList();
		} catch (NoSuchFileException e) {
			Log.note(FileTree.class, "no such folder", e);
			return List.of();
		}
	}

	/** Size of all files, bytes. */
	static long bytes(Path top) throws IOException {
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

	/** Deletes a file, or a folder with all that is in it. */
	static void delete(Path top) throws IOException {
		Files.walkFileTree(top, new SimpleFileVisitor<>() {
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
		});
	}
}
