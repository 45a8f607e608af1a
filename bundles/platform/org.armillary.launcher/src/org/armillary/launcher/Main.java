package org.armillary.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The program behind the start script {@code armillary}: {@code Main --install DIR [-- ARGUMENT…]}. The process ends
 * with the exit code of the command line application, or with 70 when that could not be started.
 *
 * <p>
 * On SIGINT, SIGTERM or SIGHUP the application's thread is interrupted and has four seconds to return; the process then ends
 * with 130, 143 or 129. After SIGHUP the system property {@value #HANGUP} is set before: a process that only watches a run
 * then leaves the run alone.
 */
public final class Main {

	/** Failed, for a reason that the user can change. */
	static final int EXIT_FAILED = 1;
	/** Refused: the launcher was called wrongly. */
	static final int EXIT_USAGE = 2;
	/** The software itself is at fault (as EX_SOFTWARE in sysexits.h). */
	static final int EXIT_INTERNAL = 70;
	/** Interrupted before the application returned. */
	static final int EXIT_CANCELLED = 130;

	/** System property that is set when the process ends because its terminal is gone. */
	static final String HANGUP = "armillary.hangup";

	private Main() {
	}

	/**
	 * Runs Armillary and ends the process.
	 *
	 * @param arguments {@code --install DIR}, then {@code --} and the user's arguments
	 */
	public static void main(String[] arguments) {
		int exitCode = EXIT_INTERNAL;
		StandardError.passFilter();
		try {
			exitCode = launch(arguments);
		} finally {
			// whatever happens: the framework's threads would keep the process alive
			System.exit(exitCode);
		}
	}

	private static int launch(String[] arguments) {
		boolean wellFormed = arguments.length >= 2 && "--install".equals(arguments[0])
				&& (arguments.length == 2 || "--".equals(arguments[2]));
		if (!wellFormed) {
			say(LauncherMessage.USAGE.with());
			return EXIT_USAGE;
		}
		var installation = new Installation(Path.of(arguments[1]).toAbsolutePath().normalize());
		var product = new RunningProduct(installation, Main::say);
		try {
			Runtime.getRuntime().addShutdownHook(new Thread(product::end, "armillary-end"));
		} catch (IllegalStateException _) {
			// the process has been told to end already
			return EXIT_CANCELLED;
		}
		try {
			return product.run(Arrays.copyOfRange(arguments, Math.min(3, arguments.length), arguments.length));
		} catch (LauncherException e) {
			return failed(product, e.exitCode(), e.getMessage());
		} catch (IOException e) {
			return failed(product, EXIT_INTERNAL, LauncherMessage.NO_FRAMEWORK.with(e));
		} catch (RuntimeException | Error e) {
			LauncherException told = unexpected(e);
			return failed(product, told.exitCode(), told.getMessage());
		}
	}

	/** What is told of an exception that nobody below has explained. */
	static LauncherException unexpected(Throwable problem) {
		for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
			if (cause instanceof OutOfMemoryError) {
				return new LauncherException(EXIT_FAILED,
						LauncherMessage.MEMORY.with(Runtime.getRuntime().maxMemory() >> 20));
			}
		}
		return new LauncherException(EXIT_INTERNAL, LauncherMessage.BUG.with(problem));
	}

	private static int failed(RunningProduct product, int exitCode, String reason) {
		if (product.isEnding()) {
			// a framework that is told to end while it starts has much to complain about
			return EXIT_CANCELLED;
		}
		say(reason);
		return exitCode;
	}

	private static void say(String line) {
		System.err.println(line);
	}
}
