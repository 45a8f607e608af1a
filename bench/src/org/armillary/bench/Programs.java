package org.armillary.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Finds the programs to run: the JVM with the product's options, Python with its packages, the C compiler. */
final class Programs {

	private static final int LIMIT_SECONDS = 60;

	private Programs() {
	}

	/** The JDK that all of ours runs with. */
	static Path javaHome() {
		return Path.of(System.getProperty("java.home"));
	}

	/**
	 * The command for a kernel in a warm JVM.
	 *
	 * @param arguments
	 *            name of the kernel and its arguments
	 */
	static List<String> kernel(Workplace place, Object... arguments) throws BenchException {
		return java(place, KernelWorker.class, arguments);
	}

	/**
	 * The command for a program of ours, with the options that the product's start script gives to its own JVM. To learn
	 * them the script is handed a {@code java} that only prints its arguments.
	 *
	 * @param main
	 *            the class of the program
	 */
	static List<String> java(Workplace place, Class<?> main, Object... arguments) throws BenchException {
		try {
			Path home = place.disk().resolve("argument-printer");
			Path java = home.resolve("bin/java");
			if (!Files.exists(java)) {
				Files.createDirectories(java.getParent());
				// the script looks here for version and modules
				Files.copy(javaHome().resolve("release"), home.resolve("release"));
				Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
				if (!java.toFile().setExecutable(true)) {
					throw new BenchException(java + " cannot be made executable");
				}
			}
			var command = new ArrayList<String>();
			command.add(javaHome().resolve("bin/java").toString());
			List<String> printed = output(place, List.of(place.startScript().toString()),
					Map.of("ARMILLARY_JAVA", home.toString()));
			command.addAll(printed.subList(0, printed.indexOf("-cp")));
			command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
			for (Object argument : arguments) {
				command.add(argument.toString());
			}
			return command;
		} catch (IOException | IndexOutOfBoundsException e) {
			throw new BenchException("the product's options for the JVM could not be learnt: " + e.getMessage(), e);
		}
	}

	/**
	 * The command for a peer in Python.
	 *
	 * @param script
	 *            file of {@code bench/peers}
	 */
	static List<String> python(Workplace place, String script, Object... arguments) throws BenchException {
		for (String python : List.of("/usr/bin/python3", "python3")) {
			try {
				output(place, List.of(python, "-c", "import astropy, numpy"), Map.of());
			} catch (IOException _) {
				continue;
			}
			// -B: nothing is written beside the script
			var command = new ArrayList<>(List.of(python, "-B", place.peer(script).toString()));
			for (Object argument : arguments) {
				command.add(argument.toString());
			}
			return command;
		}
		throw new BenchException("please install python3-astropy");
	}

	/**
	 * Compiles a peer in C.
	 *
	 * @param source
	 *            file of {@code bench/peers}
	 * @param library
	 *            what it is linked with
	 * @param needed
	 *            the Debian packages to name where that fails
	 * @return the program
	 */
	static Path compiled(Workplace place, String source, String library, String needed) throws BenchException {
		Path program = place.disk().resolve(source.replace(".c", ""));
		try {
			output(place, List.of("gcc", "-O2", "-o", program.toString(), place.peer(source).toString(),
					"-l" + library), Map.of());
			return program;
		} catch (IOException e) {
			throw new BenchException("please install " + needed, e);
		}
	}

	/**
	 * What a short command prints.
	 *
	 * @throws IOException
	 *             if it cannot be started, fails, or takes too long
	 */
	static List<String> output(Workplace place, List<String> command, Map<String, String> environment)
			throws IOException {
		Path printed = Files.createTempFile(place.disk(), "output", ".log");
		try {
			var builder = new ProcessBuilder(command).directory(place.disk().toFile()).redirectErrorStream(true)
					.redirectOutput(printed.toFile());
			builder.environment().putAll(environment);
			Process process = builder.start();
			process.getOutputStream().close();
			if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
				process.destroyForcibly();
				throw new IOException(command.getFirst() + " did not end within " + LIMIT_SECONDS + " s");
			}
			if (process.exitValue() != 0) {
				throw new IOException(
						command.getFirst() + " ended with code " + process.exitValue() + Command.reason(printed));
			}
			return Files.readAllLines(printed);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw new IOException("interrupted", e);
		} finally {
			Files.delete(printed);
		}
	}
}
