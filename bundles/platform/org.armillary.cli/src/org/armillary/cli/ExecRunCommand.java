package org.armillary.cli;

import java.io.IOException;
import java.nio.file.Path;

import org.armillary.actor.message.Reason;
import org.armillary.engine.ExecutionOptions;
import org.armillary.engine.RefusedException;
import org.armillary.engine.RunListener;
import org.armillary.engine.RunResult;
import org.armillary.engine.job.LocalExecutor;
import org.armillary.engine.run.Engine;
import org.armillary.engine.run.RunFolder;
import org.armillary.engine.store.Store;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The process of a run: executes it for the first time, or goes on with it. */
@Command(name = "exec-run", hidden = true, description = "Executes the run whose folder is given. Started by run and resume.")
final class ExecRunCommand extends Verb {

	@Parameters(paramLabel = "FOLDER", description = "Folder of the run.")
	private Path folder = Path.of("");

	ExecRunCommand(Invocation invocation) {
		super(invocation);
	}

	@Override
	int execute() throws CliException {
		RunFolder run = RunFolder.open(folder);
		ExecutionOptions options = options(run);
		Path storeFolder = run.path().getParent().getParent();
		try (Store store = StoreOption.open(storeFolder);
				var executor = new LocalExecutor(invocation.catalog(), invocation.programs(), options)) {
			// whoever follows the run reads the journal
			RunResult result = new Engine(invocation.catalog(), store, executor, RunEnvironments.here())
					.execute(run, RunListener.NONE);
			return RunTold.exitCode(result);
		} catch (RefusedException e) {
			throw CliException.of(e);
		}
	}

	private ExecutionOptions options(RunFolder run) throws CliException {
		try {
			return run.options();
		} catch (IOException e) {
			throw new CliException(CliMessage.NO_FOLDER.with(folder, "run", Reason.of(e)));
		}
	}
}
