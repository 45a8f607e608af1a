package org.armillary.organiser.scan;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Finds real data that tests read but the repository does not hold. Where it is absent the test is skipped, visibly; in
 * continuous integration it fails.
 */
final class TestFiles {

	private TestFiles() {
	}

	/** A file or folder below the folder that ARMILLARY_TEST_DATA names, or below {@code ../shared/data}. */
	static Path require(String relative) {
		String named = System.getenv("ARMILLARY_TEST_DATA");
		Path file = (named == null ? repository().resolveSibling("shared").resolve("data") : Path.of(named))
				.resolve(relative);
		if (!Files.exists(file) && "true".equals(System.getenv("CI"))) {
			Assertions.fail(file + " is missing, which the integration server must have");
		}
		Assumptions.assumeTrue(Files.exists(file), file + " is missing");
		return file;
	}

	private static Path repository() {
		for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
			if (Files.isRegularFile(folder.resolve("armillary")) && Files.isDirectory(folder.resolve("bundles"))) {
				return folder;
			}
		}
		throw new IllegalStateException("not within the repository");
	}
}
