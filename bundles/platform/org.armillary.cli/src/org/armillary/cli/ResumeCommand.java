package org.armillary.cli;

import java.io.IOException;

import org.armillary.engine.run.RunFolder;
import org.armillary.engine.run.RunState;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Goes on with a run that did not come to its end, or in which jobs failed. */
@Command(name = "resume", description = "Goes on with a run that was interrupted or cancelled, or in which jobs failed; what was finished is reused.", sortOptions = false)
final class ResumeCommand extends Verb {

	@Mixin
	private RunOption run = new RunOption();

	@Option(names = "--detach", description = "Print the id of the run and return at once; the run goes on.")
	private boolean detach;

	ResumeCommand(Invocation invocation) {
		super(invocation);
	}

	@Override
	int execute() throws CliException {
		RunFolder folder = run.folder();
		try {
			RunState state = folder.state();
			if (state == RunState.RUNNING) {
				throw new CliException(CliMessage.RUN_ACTIVE.with(folder.id()));
			}
			if (!state.isResumable()) {
				invocation.result("the run " + folder.id() + " is done: there is nothing to resume",
						HistoryJson.state(folder, state, ExitCode.OK));
				return ExitCode.OK;
			}
			folder.withdrawCancel();
		} catch (IOException e) {
			throw RunWatch.unreadable(folder, e);
		}
		return new RunLauncher(invocation).run(folder, new RunReporter(invocation, RemainingTime.unknown()), detach);
	}
}
