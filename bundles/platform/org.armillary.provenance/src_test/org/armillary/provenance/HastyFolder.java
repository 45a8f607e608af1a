package org.armillary.provenance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDirFactory;

/** Folders for stores with many results: in memory, where the system has a place for it, because nothing there is forced. */
public final class HastyFolder implements TempDirFactory {

	private static final Path MEMORY = Path.of("/dev/shm");
	private static final long ENOUGH = 512L << 20;
	private static final String PREFIX = "armillary-test-";

	@Override
	public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext context) throws IOException {
		return Files.isWritable(MEMORY) && Files.getFileStore(MEMORY).getUsableSpace() > ENOUGH
				? Files.createTempDirectory(MEMORY, PREFIX)
				: Files.createTempDirectory(PREFIX);
	}
}
