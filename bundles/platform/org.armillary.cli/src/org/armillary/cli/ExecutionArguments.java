package org.armillary.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Optional;

import org.armillary.actor.message.Reason;
import org.armillary.engine.ExecutionOptions;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

/** How jobs are executed, as options; none of them changes a result. */
final class ExecutionArguments {

	private static final int MOST_WORKERS = 4096;
	/** With less not even one small job has room, bytes. */
	private static final long LEAST_MEMORY = 64L << 20;

	@Option(names = "--workers", paramLabel = "N", description = "Most jobs at the same time. Default: as many as the machine has cores.")
	private @Nullable String workers;

	@Option(names = "--memory", paramLabel = "SIZE", description = "Most memory for all jobs together, such as 8g. Default: 70 %% of the machine's.")
	private @Nullable String memory;

	@Option(names = "--timeout", paramLabel = "TIME", description = "Longest time for a job, such as 90s or 2h. Default: none.")
	private @Nullable String timeout;

	@Option(names = "--scratch", paramLabel = "DIR", description = "Folder for temporary files of jobs. Default: in the store.")
	private @Nullable Path scratch;

	/** The options, checked; those that are not given as usual. */
	ExecutionOptions options() throws CliException {
		return over(ExecutionOptions.of(MachineMemory.budget()));
	}

	/** The options, checked; those that are not given as they were. */
	ExecutionOptions over(ExecutionOptions before) throws CliException {
		ExecutionOptions options = before;
		if (workers != null) {
			options = options.withWorkers(number(workers));
		}
		if (memory != null) {
			options = options.withMemory(bytes(memory));
		}
		if (timeout != null) {
			options = options.withTimeout(Optional.of(Amounts.duration("--timeout", timeout)));
		}
		return scratch == null ? options : options.withScratch(scratchFolder());
	}

	private static int number(String text) throws CliException {
		String digits = text.strip();
		int number = digits.matches("\\d{1,6}") ? Integer.parseInt(digits) : 0;
		if (number < 1 || number > MOST_WORKERS) {
			throw new CliException(CliMessage.WORKERS.with(Quoted.of(text), MOST_WORKERS));
		}
		return number;
	}

	private static long bytes(String text) throws CliException {
		long bytes = Amounts.memory("--memory", text);
		if (bytes < LEAST_MEMORY) {
			throw new CliException(CliMessage.MEMORY_LITTLE.with(text, "64m"));
		}
		return bytes;
	}

	private Optional<Path> scratchFolder() throws CliException {
		if (scratch == null) {
			return Optional.empty();
		}
		Path folder = scratch.toAbsolutePath().normalize();
		try {
			if (!Files.isDirectory(folder)) {
				throw new NotDirectoryException(folder.toString());
			}
			if (!Files.isWritable(folder)) {
				throw new AccessDeniedException(folder.toString());
			}
		} catch (IOException e) {
			throw new CliException(CliMessage.SCRATCH.with(folder, Reason.of(e)));
		}
		return Optional.of(folder);
	}
}
