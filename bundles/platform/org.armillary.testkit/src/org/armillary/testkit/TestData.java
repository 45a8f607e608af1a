package org.armillary.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Finds real data that tests read but the repository does not hold: in the folder that the environment variable
 * {@code ARMILLARY_TEST_DATA} names, else in {@code ../shared/data} beside the repository.
 */
public final class TestData {

	private static final String VARIABLE = "ARMILLARY_TEST_DATA";

	private TestData() {
	}

	/**
	 * The path of a file or folder of the test data. Where it is missing the calling test is skipped, visibly; in
	 * continuous integration ({@code CI=true}) it fails.
	 *
	 * @param relative
	 *            such as {@code real/kmos/ecdfsf3_ifu22.fits}
	 */
	public static Path require(String relative) {
		Map<String, String> environment = System.getenv();
		Optional<Path> found = find(relative, environment, Path.of("").toAbsolutePath());
		if (found.isPresent()) {
			return found.get();
		}
		String missing = "test data missing: " + relative + "; set " + VARIABLE + " to the folder that holds it";
		if ("true".equalsIgnoreCase(environment.get("CI"))) {
			return Assertions.fail(missing);
		}
		Assumptions.abort(missing);
		throw new IllegalStateException("unreachable: abort always throws");
	}

	/** The root of the repository that {@code start} lies in: the folder with the start script and the bundles. */
	public static Optional<Path> repositoryRoot(Path start) {
		for (Path folder = start; folder != null; folder = folder.getParent()) {
			if (Files.isRegularFile(folder.resolve("armillary")) && Files.isDirectory(folder.resolve("bundles"))) {
				return Optional.of(folder);
			}
		}
		return Optional.empty();
	}

	/** The data in one of the two places, as seen from a working directory. */
	static Optional<Path> find(String relative, Map<String, String> environment, Path workingDirectory) {
		String named = environment.get(VARIABLE);
		Optional<Path> folder = named != null && !named.isBlank() ? Optional.of(Path.of(named))
				: repositoryRoot(workingDirectory).map(root -> root.resolveSibling("shared").resolve("data"));
		return folder.map(data -> data.resolve(relative)).filter(Files::exists);
	}
}
