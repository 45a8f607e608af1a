package org.armillary.cli;

import java.nio.file.Path;
import java.util.Optional;

import org.armillary.engine.ExecutionOptions;
import org.armillary.engine.RefusedException;
import org.armillary.engine.store.Store;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a workflow, or tells what running it would do. */
@Command(name = "run", description = "Runs a workflow on files; what was done before is reused.", sortOptions = false)
final class RunCommand extends Verb {

	@Parameters(paramLabel = "FLOW", description = "A *.flow.yaml file, the name of a shipped workflow, or a *.run.yaml file.")
	private String flow = "";

	@Mixin
	private DataOptions data = new DataOptions();

	@Mixin
	private RunOptions options = new RunOptions();

	@Mixin
	private LimitOptions limitOptions = new LimitOptions();

	@Option(names = "--only", paramLabel = "NODE", description = "Run this node and what it needs, and nothing else.")
	private @Nullable String only;

	@Option(names = "--forecast", description = "Tell what would run, what is reused and why, how long it takes and how much disk; run nothing.")
	private boolean forecastOnly;

	@Option(names = "--report", paramLabel = "FILE", description = "Write the report of the run there when it has ended; an earlier report is replaced, nothing else.")
	private @Nullable Path report;

	@Option(names = "--detach", description = "Print the id of the run and return at once; the run goes on.")
	private boolean detach;

	@Mixin
	private ExecutionArguments execution = new ExecutionArguments();

	@Mixin
	private StoreOption storeOption = new StoreOption();

	RunCommand(Invocation invocation) {
		super(invocation);
	}

	@Override
	int execute() throws CliException {
		if (report != null) {
			if (detach || forecastOnly) {
				throw new CliException(
						CliMessage.NOT_TOGETHER.with("--report", detach ? "--detach" : "--forecast"));
			}
			ReportFile.check(report);
		}
		ExecutionOptions executionOptions = execution.options();
		Requests requests = Requests.of(invocation, flow, data, options);
		LimitFiles limits = limitOptions.files(invocation);
		if (only != null) {
			requests = requests.only(only, invocation);
		}
		try (Store store = storeOption.open()) {
			return new RequestedRun(invocation, executionOptions, limits, Optional.ofNullable(report), forecastOnly,
					detach).run(store, requests);
		} catch (RefusedException e) {
			throw CliException.of(e);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			return ExitCode.CANCELLED;
		}
	}
}
