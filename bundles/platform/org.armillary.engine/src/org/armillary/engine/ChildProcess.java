package org.armillary.engine;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Runs an external program. It gets a process group of its own, so that it ends with all that it started: when it has ended
 * itself, when the waiting thread is interrupted, and when this process ends.
 */
final class ChildProcess {

	private static final Path SET_GROUP = Path.of("/usr/bin/setsid");
	private static final long GRACE_MILLISECONDS = 700;
	private static final File NOTHING = new File("/dev/null");

	private ChildProcess() {
	}

	/**
	 * Runs a program and waits for it.
	 *
	 * @return its exit code
	 * @throws IOException
	 *             where it cannot be started or its output cannot be read
	 */
	static int run(List<String> command, Path folder, Consumer<String> lines) throws IOException, InterruptedException {
		var words = new ArrayList<>(command);
		if (Files.isExecutable(SET_GROUP)) {
			words.addFirst(SET_GROUP.toString());
		}
		Process process = new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true)
				.redirectInput(NOTHING)
				.start();
		var ender = new Thread(() -> end(process), "ends " + process.pid());
		Runtime.getRuntime().addShutdownHook(ender);
		try {
			var output = new FutureTask<Void>(() -> {
				try (BufferedReader reader = process.inputReader()) {
					for (String line = reader.readLine(); line != null; line = reader.readLine()) {
						lines.accept(line);
					}
				}
				return null;
			});
			Thread.ofVirtual().start(output);
			int code;
			try {
				code = process.waitFor();
			} finally {
				// also what it left behind in its group, which may still hold the channel open
				end(process);
			}
			output.get();
			return code;
		} catch (ExecutionException e) {
			if (e.getCause() instanceof IOException failure) {
				throw failure;
			}
			throw new IllegalStateException(e.getCause());
		} finally {
			removeHook(ender);
		}
	}

	/** Asks the whole tree to end, then ends what is left of it and of its group. */
	private static void end(Process process) {
		List<ProcessHandle> tree = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
		tree.forEach(ProcessHandle::destroy);
		signalGroup(process, "TERM");
		long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLISECONDS);
		while (System.nanoTime() < deadline && tree.stream().anyMatch(ProcessHandle::isAlive)) {
			LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
		}
		tree.forEach(ProcessHandle::destroyForcibly);
		signalGroup(process, "KILL");
	}

	/** Sends a signal to the group; there is none any more where all its processes have ended. */
	private static void signalGroup(Process process, String signal) {
		if (!Files.isExecutable(SET_GROUP)) {
			return;
		}
		try {
			new ProcessBuilder("kill", "-" + signal, "--", "-" + process.pid()).redirectErrorStream(true)
					.redirectOutput(NOTHING).start().waitFor();
		} catch (IOException e) {
			System.getLogger(ChildProcess.class.getName()).log(System.Logger.Level.WARNING, "group not ended", e);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		}
	}

	private static void removeHook(Thread ender) {
		try {
			Runtime.getRuntime().removeShutdownHook(ender);
		} catch (IllegalStateException e) {
			System.getLogger(ChildProcess.class.getName()).log(System.Logger.Level.DEBUG,
					"the process is ending already", e);
		}
	}
}
