package org.armillary.product;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Folders with all that is in them. */
final class FileTree {

	private FileTree() {
	}

	/** Copies what is in a folder into another one. */
	static void copy(Path from, Path to) throws IOException {
		try (var files = Files.walk(from)) {
			for (Path file : files.filter(file -> !file.equals(from)).toList()) {
				Files.copy(file, to.resolve(from.relativize(file)));
			}
		}
	}

	/** The names of a folder and of all files and folders in it, sorted. */
	static List<String> names(Path place) throws IOException {
		try (var files = Files.walk(place)) {
			return files.map(Path::toString).sorted().toList();
		}
	}
}
