package org.armillary.data.fits;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * What the tests of this bundle need besides it: the shared data and astropy. Where one is absent the test is skipped,
 * visibly; in continuous integration it fails.
 */
final class RealData {

	private static final List<String> PYTHONS = List.of("/usr/bin/python3", "python3");
	private static final long MOST_SECONDS = 120;

	private RealData() {
	}

	/** A file or folder below the folder that ARMILLARY_TEST_DATA names, or below {@code ../shared/data}. */
	static Path require(String relative) {
		String named = System.getenv("ARMILLARY_TEST_DATA");
		Path folder = named == null ? repository().resolveSibling("shared").resolve("data") : Path.of(named);
		Path file = folder.resolve(relative);
		demand(Files.exists(file), "test data " + file);
		return file;
	}

	/** The lines that a script of {@code tests/reference} prints, run by a Python that has astropy. */
	static List<String> python(Path folder, String script, String input, String... arguments)
			throws IOException, InterruptedException {
		var command = new ArrayList<String>(
				List.of(pythonWithAstropy(folder), "-B", repository().resolve("tests/reference/" + script).toString()));
		command.addAll(List.of(arguments));
		Optional<String> output = run(folder, command, input);
		return output.orElseThrow(() -> new IllegalStateException(command + " failed")).lines().toList();
	}

	private static String pythonWithAstropy(Path folder) throws IOException, InterruptedException {
		for (String python : PYTHONS) {
			if (run(folder, List.of(python, "-c", "import astropy, numpy"), "").isPresent()) {
				return python;
			}
		}
		demand(false, "python3 with astropy");
		throw new IllegalStateException("no astropy");
	}

	/** What a program prints; empty if it is not there or fails. */
	private static Optional<String> run(Path folder, List<String> command, String input)
			throws IOException, InterruptedException {
		Path in = Files.writeString(Files.createTempFile(folder, "python", ".in"), input);
		Path err = Files.createTempFile(folder, "python", ".err");
		Process process;
		try {
			process = new ProcessBuilder(command).redirectInput(in.toFile()).redirectError(err.toFile()).start();
		} catch (IOException e) {
			// not installed under this name
			return Optional.empty();
		}
		String output;
		try (InputStream stream = process.getInputStream()) {
			output = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
		}
		if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
			process.destroyForcibly();
			throw new IllegalStateException(command + " did not end within " + MOST_SECONDS + " s");
		}
		return process.exitValue() == 0 ? Optional.of(output) : Optional.empty();
	}

	private static Path repository() {
		for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
			if (Files.isRegularFile(folder.resolve("armillary")) && Files.isDirectory(folder.resolve("bundles"))) {
				return folder;
			}
		}
		throw new IllegalStateException("not within the repository");
	}

	private static void demand(boolean present, String what) {
		if (!present && "true".equals(System.getenv("CI"))) {
			Assertions.fail(what + " is missing, which the integration server must have");
		}
		Assumptions.assumeTrue(present, what + " is missing");
	}
}
