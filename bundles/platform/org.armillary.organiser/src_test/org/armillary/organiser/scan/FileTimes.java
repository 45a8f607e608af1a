package org.armillary.organiser.scan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/** Times of files that tests set clocks by. */
final class FileTimes {

	private FileTimes() {
	}

	/** When a file was last changed. */
	static Instant changed(Path file) {
		try {
			return ((FileTime) Files.getAttribute(file, "unix:ctime")).toInstant();
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
	}
}
