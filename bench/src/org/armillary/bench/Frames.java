package org.armillary.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Folders of FITS files. */
final class Frames {

	private Frames() {
	}

	/** The FITS files of a folder, by name. */
	static List<Path> in(Path folder) throws IOException {
		try (var files = Files.list(folder)) {
			return files.filter(file -> file.toString().endsWith(".fits")).sorted().toList();
		}
	}
}
