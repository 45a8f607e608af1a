package org.armillary.engine.job;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Runs an external program. It gets a process group of its own, so that it ends with all that it started: when it has
 * ended itself, when the waiting thread is interrupted, and when this process ends, however that happens.
 *
 * <p>For the last of these the program does not run alone in its group. {@link #GUARDED} starts it as a child, and
 * beside it a watchdog that reads a pipe whose other end this process holds. When this process dies, be it by SIGKILL,
 * the system closes that end and the watchdog kills the group. The program itself has an empty standard input; neither
 * it nor what it starts knows of the watchdog, which is not among its children.
 */
final class ChildProcess {

	private static final Path SET_GROUP = Path.of("/usr/bin/setsid");
	private static final Path SHELL = Path.of("/bin/sh");
	private static final long GRACE_MILLISECONDS = 700;
	private static final File NOTHING = new File("/dev/null");

	/**
	 * The pipe becomes channel 3. The watchdog must hold neither output channel, or their reader would never see the
	 * end, and outlives the polite signals. The shell itself passes them by (a handler, unlike an ignored signal, is
	 * not inherited), so that it can tell how the program ended; it reaps the watchdog, since not every system has
	 * somebody who does that for orphans. The program is started by exec, so that no command of the shell is taken for
	 * it.
	 */
	private static final String GUARDED = """
			exec 3<&0 </dev/null 4>&2 2>/dev/null
			trap : TERM INT HUP
			{ trap '' TERM INT HUP; read -r _; kill -KILL 0; } <&3 3<&- >/dev/null 4>&- &
			watchdog=$!
			(exec "$@") 3<&- 2>&4 4>&-
			code=$?
			kill -KILL $watchdog
			wait $watchdog
			exit $code
			""";

	private ChildProcess() {
	}

	/**
	 * Runs a program and waits for it.
	 *
	 * @return its exit code; 128 and the number of the signal where one ended it
	 * @throws IOException
	 *             where it cannot be started or its output cannot be read
	 */
	static int run(List<String> command, Path folder, Consumer<String> lines) throws IOException, InterruptedException {
		Process process = start(command, folder);
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
			Thread.ofPlatform().daemon().name("output of " + process.pid()).start(output);
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

	private static Process start(List<String> command, Path folder) throws IOException {
		checkProgram(command.getFirst(), folder);
		if (!isGuarded()) {
			return new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
					.redirectInput(NOTHING).start();
		}
		var words = new ArrayList<>(List.of(SET_GROUP.toString(), SHELL.toString(), "-c", GUARDED, "guard"));
		words.addAll(command);
		return new ProcessBuilder(words).directory(folder.toFile()).redirectErrorStream(true).start();
	}

	/**
	 * Whether there are the programs to guard others; otherwise these end with this process only if it ends in order.
	 */
	private static boolean isGuarded() {
		return Files.isExecutable(SET_GROUP) && Files.isExecutable(SHELL);
	}

	/** Refuses a program that is not there: the shell would say so only by an exit code that may mean anything. */
	private static void checkProgram(String program, Path folder) throws IOException {
		if (program.contains("/")) {
			Path file = folder.resolve(program);
			if (!Files.exists(file)) {
				throw new NoSuchFileException(program);
			}
			if (!Files.isExecutable(file) || Files.isDirectory(file)) {
				throw new AccessDeniedException(program, null, "it is no program that may be executed");
			}
			return;
		}
		String places = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
		boolean found = Stream.of(places.split(File.pathSeparator)).map(place -> folder.resolve(place).resolve(program))
				.anyMatch(file -> Files.isExecutable(file) && !Files.isDirectory(file));
		if (!found) {
			throw new NoSuchFileException(program, null, "no such program in " + places);
		}
	}

	/** Asks the whole tree to end, then ends what is left of it and of its group. */
	private static void end(Process process) {
		boolean interrupted = Thread.interrupted();
		List<ProcessHandle> tree = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
		try {
			if (process.isAlive()) {
				signalGroup(process, "TERM");
				tree.forEach(ProcessHandle::destroy);
				CompletableFuture.allOf(tree.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
						.get(GRACE_MILLISECONDS, TimeUnit.MILLISECONDS);
			}
		} catch (InterruptedException _) {
			// no grace for processes of a job that nobody waits for
			interrupted = true;
		} catch (TimeoutException | ExecutionException e) {
			logger().log(System.Logger.Level.DEBUG, "it does not listen", e);
		} finally {
			tree.forEach(ProcessHandle::destroyForcibly);
			signalGroup(process, "KILL");
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	/** Sends a signal to the group; there is none any more where all its processes have ended. */
	private static void signalGroup(Process process, String signal) {
		if (!isGuarded()) {
			return;
		}
		boolean interrupted = Thread.interrupted();
		try {
			new ProcessBuilder("kill", "-" + signal, "--", "-" + process.pid()).redirectErrorStream(true)
					.redirectOutput(NOTHING).start().waitFor();
		} catch (IOException e) {
			logger().log(System.Logger.Level.WARNING, "group not ended", e);
		} catch (InterruptedException _) {
			// the signal is on its way
			interrupted = true;
		} finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private static System.Logger logger() {
		return System.getLogger(ChildProcess.class.getName());
	}

	private static void removeHook(Thread ender) {
		try {
			Runtime.getRuntime().removeShutdownHook(ender);
		} catch (IllegalStateException e) {
			logger().log(System.Logger.Level.DEBUG, "the process is ending already", e);
		}
	}
}
