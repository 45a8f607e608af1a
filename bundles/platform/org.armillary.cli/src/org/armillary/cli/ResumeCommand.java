package org.armillary.cli;

import java.io.IOException;

import org.armillary.engine.ExecutionOptions;
import org.armillary.engine.RefusedException;
import org.armillary.engine.job.LocalExecutor;
import org.armillary.engine.run.Engine;
import org.armillary.engine.run.RunFolder;
import org.armillary.engine.run.RunState;
import org.armillary.engine.store.Store;

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

	@Mixin
	private ExecutionArguments execution = new ExecutionArguments();

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
			if (state == RunState.DAMAGED) {
				throw new CliException(CliMessage.RUN_UNREADABLE.with(folder.id(), "they are damaged"));
			}
			if (!state.isResumable()) {
				invocation.result("the run " + folder.id() + " is done: there is nothing to resume",
						HistoryJson.state(folder, state, ExitCode.OK));
				return ExitCode.OK;
			}
			ExecutionOptions before = folder.options();
			ExecutionOptions options = execution.over(before);
			check(folder, options);
			if (!options.equals(before)) {
				folder.withOptions(options);
			}
			folder.withdrawCancel();
		} catch (IOException e) {
			throw RunWatch.unreadable(folder, e);
		}
		return new RunLauncher(invocation).run(folder, new RunReporter(invocation, RemainingTime.unknown()), detach);
	}

	/** Refuses before the run is taken up, so that it stays what it was. */
	private void check(RunFolder folder, ExecutionOptions options) throws CliException {
		try (Store store = StoreOption.open(folder.path().getParent().getParent());
				var executor = new LocalExecutor(invocation.catalog(), invocation.programs(), options)) {
			new Engine(invocation.catalog(), store, executor).checkResume(folder);
		} catch (RefusedException e) {
			throw CliException.of(e);
		}
	}
}
