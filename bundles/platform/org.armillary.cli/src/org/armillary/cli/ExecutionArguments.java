package org.armillary.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import org.armillary.actor.message.Reason;
import org.armillary.engine.ExecutionOptions;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

/** How jobs are executed, as options; none of them changes a result. */
final class ExecutionArguments {

	private static final int MOST_WORKERS = 4096;

	@Option(names = "--workers", paramLabel = "N", description = "Most jobs at the same time. Default: as many as the machine has cores.")
	private @Nullable Integer workers;

	@Option(names = "--memory", paramLabel = "SIZE", description = "Most memory for all jobs together, such as 8g. Default: 70 %% of the machine's.")
	private @Nullable String memory;

	@Option(names = "--timeout", paramLabel = "TIME", description = "Longest time for a job, such as 90s or 2h. Default: none.")
	private @Nullable String timeout;

	@Option(names = "--scratch", paramLabel = "DIR", description = "Folder for temporary files of jobs. Default: in the store.")
	private @Nullable Path scratch;

	/** The options, checked. */
	ExecutionOptions options() throws CliException {
		long budget = memory == null ? MachineMemory.budget() : Amounts.memory("--memory", memory);
		Optional<Duration> limit = timeout == null ? Optional.empty()
				: Optional.of(Amounts.duration("--timeout", timeout));
		ExecutionOptions options = ExecutionOptions.of(budget).withTimeout(limit).withScratch(scratchFolder());
		if (workers == null) {
			return options;
		}
		if (workers < 1 || workers > MOST_WORKERS) {
			throw new CliException(CliMessage.WORKERS.with(workers, MOST_WORKERS));
		}
		return options.withWorkers(workers);
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
