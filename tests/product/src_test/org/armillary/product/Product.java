package org.armillary.product;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The built product, and how to run it. */
final class Product {

	/** The environment of programs that compute little. */
	static final Map<String, String> QUICK = Map.of("ARMILLARY_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1");

	private static final long MOST_SECONDS = 600;

	private Product() {
	}

	/**
	 * How a process ended.
	 *
	 * @param exitCode
	 *            as the shell sees it
	 * @param out
	 *            standard output
	 * @param err
	 *            standard error
	 */
	record Result(int exitCode, String out, String err) {
	}

	/** The folder of the product. */
	static Path folder() {
		return required("armillary.product");
	}

	/** The root of the repository. */
	static Path repository() {
		return required("armillary.root");
	}

	/** A place that the build names by a system property. */
	static Path required(String property) {
		Path place = Path.of(System.getProperty(property, "(not set)"));
		if (!Files.exists(place)) {
			throw new IllegalStateException(property + ": " + place + " does not exist; run ./armillary test");
		}
		return place;
	}

	/** Runs the headless product. */
	static Result run(Path workingFolder, String... arguments) throws IOException, InterruptedException {
		return run(folder(), workingFolder, Map.of(), arguments);
	}

	/**
	 * Runs the headless product for something that computes little: compiled once at most, since the second compilation costs
	 * more than it saves there.
	 */
	static Result quick(Path workingFolder, String... arguments) throws IOException, InterruptedException {
		return run(folder(), workingFolder, QUICK, arguments);
	}

	/** Runs a headless product with further environment variables. */
	static Result run(Path product, Path workingFolder, Map<String, String> environment, String... arguments)
			throws IOException, InterruptedException {
		var command = new ArrayList<String>(List.of(product.resolve("armillary").toString()));
		command.addAll(List.of(arguments));
		return execute(workingFolder, environment, command);
	}

	/** Runs a program and waits for it; a program that takes too long is ended and the test fails. */
	static Result execute(Path workingFolder, Map<String, String> environment, List<String> command)
			throws IOException, InterruptedException {
		Path out = Files.createTempFile("armillary-test", ".out");
		Path err = Files.createTempFile("armillary-test", ".err");
		try {
			Process process = start(workingFolder, environment, command, out, err);
			if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
				process.destroyForcibly();
				throw new IllegalStateException(command + " did not end within " + MOST_SECONDS + " s");
			}
			return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
		} finally {
			Files.delete(out);
			Files.delete(err);
		}
	}

	/** The store that a program started in a folder uses, unless its environment says otherwise. */
	static Path store(Path workingFolder) {
		return workingFolder.resolve("armillary-store");
	}

	/** Starts a program with its output going to files. */
	static Process start(Path workingFolder, Map<String, String> environment, List<String> command, Path out, Path err)
			throws IOException {
		var builder = new ProcessBuilder(command).directory(workingFolder.toFile()).redirectOutput(out.toFile())
				.redirectError(err.toFile());
		builder.environment().put("ARMILLARY_JAVA", System.getProperty("java.home"));
		builder.environment().put("ARMILLARY_PLUGINS", workingFolder.resolve("no-plugins").toString());
		builder.environment().put("ARMILLARY_STORE", store(workingFolder).toString());
		builder.environment().putAll(environment);
		return builder.start();
	}
}
