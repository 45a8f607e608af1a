package org.armillary.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import org.armillary.engine.run.RunFolder;
import org.armillary.engine.run.RunState;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Cancels a run, wherever its process is, and waits until it has ended. */
@Command(name = "cancel", description = "Cancels a run and waits until it has ended.", sortOptions = false)
final class CancelCommand extends Verb {

	private static final Duration LONGEST = Duration.ofSeconds(5);

	@Mixin
	private RunOption run = new RunOption();

	CancelCommand(Invocation invocation) {
		super(invocation);
	}

	@Override
	int execute() throws CliException {
		RunFolder folder = run.folder();
		try {
			RunState state = folder.state();
			if (!state.isActive()) {
				throw new CliException(CliMessage.RUN_OVER.with(folder.id(), HistoryText.words(state)));
			}
			folder.cancel();
			if (!RunWatch.hasEnded(folder, LONGEST)) {
				throw new CliException(ExitCode.FAILED,
						List.of(CliMessage.NOT_CANCELLED.with(folder.id(), LONGEST.toSeconds())), null);
			}
			RunState end = folder.state();
			invocation.result("the run " + folder.id() + " has ended: " + HistoryText.words(end),
					HistoryJson.state(folder, end, ExitCode.OK));
			return ExitCode.OK;
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			return ExitCode.CANCELLED;
		} catch (IOException e) {
			throw RunWatch.unreadable(folder, e);
		}
	}
}
