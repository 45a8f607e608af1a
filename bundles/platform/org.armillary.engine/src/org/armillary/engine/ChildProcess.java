package org.armillary.engine;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Runs an external program; when the waiting thread is interrupted, the program and all its children end first. */
final class ChildProcess {

	private static final long GRACE_MILLISECONDS = 700;

	private ChildProcess() {
	}

	/**
	 * Runs a program and waits for it.
	 *
	 * @return its exit code
	 */
	static int run(List<String> command, Path folder, Consumer<String> lines) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
				.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile())).start();
		var ender = new Thread(() -> kill(process));
		Runtime.getRuntime().addShutdownHook(ender);
		var reader = Thread.ofVirtual().start(() -> pass(process, lines));
		try {
			int code = process.waitFor();
			reader.join();
			return code;
		} finally {
			if (process.isAlive()) {
				kill(process);
			}
			if (!ender.isAlive()) {
				removeHook(ender);
			}
		}
	}

	private static void pass(Process process, Consumer<String> lines) {
		try (BufferedReader output = process.inputReader()) {
			output.lines().forEach(lines);
		} catch (IOException | UncheckedIOException e) {
			lines.accept("(output ended: " + e.getMessage() + ")");
		}
	}

	/** Asks the whole tree to end, then ends what is left. */
	private static void kill(Process process) {
		List<ProcessHandle> tree = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
		tree.forEach(ProcessHandle::destroy);
		long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLISECONDS);
		while (System.nanoTime() < deadline && tree.stream().anyMatch(ProcessHandle::isAlive)) {
			Thread.onSpinWait();
			java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
		}
		tree.forEach(ProcessHandle::destroyForcibly);
	}

	private static void removeHook(Thread ender) {
		try {
			Runtime.getRuntime().removeShutdownHook(ender);
		} catch (IllegalStateException e) {
			// the virtual machine is going down and runs the hook itself
			ender.setName("ends " + e.getClass().getSimpleName());
		}
	}
}
