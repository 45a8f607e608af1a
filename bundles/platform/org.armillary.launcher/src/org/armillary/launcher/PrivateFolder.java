package org.armillary.launcher;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

import org.jspecify.annotations.Nullable;

/**
 * A temporary folder of this process alone, for what the framework wants to write.
 *
 * @param path where it is
 */
record PrivateFolder(Path path) {

	static PrivateFolder create() throws IOException {
		return new PrivateFolder(Files.createTempDirectory("armillary-"));
	}

	/** Deletes the folder with everything in it. */
	void delete() throws IOException {
		Files.walkFileTree(path, new SimpleFileVisitor<>() {

			@Override
			public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
				Files.deleteIfExists(file);
				return FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException problem) throws IOException {
				Files.deleteIfExists(folder);
				return FileVisitResult.CONTINUE;
			}
		});
	}
}
