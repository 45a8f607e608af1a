package org.armillary.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.armillary.actor.message.Message;
import org.armillary.engine.ExecutionOptions;
import org.armillary.engine.RefusedException;
import org.armillary.engine.RunRequest;
import org.armillary.engine.run.Forecast;
import org.armillary.engine.store.Store;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a workflow, or tells what running it would do. */
@Command(name = "run", description = "Runs a workflow on files; what was done before is reused.", sortOptions = false)
final class RunCommand extends Verb {

	/** Folder of a store where headers are remembered. */
	private static final String HEADERS = "headers";

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
			Optional<RunData> organised = requests.organised(store.folder().resolve(HEADERS),
					new ScanProgress(invocation.terminal()));
			RunRequest request = requests.request(organised, store.files()).withLimits(limits.texts());
			try (var runner = new RunExecution(invocation, store, executionOptions)) {
				Forecast forecast = runner.forecast(request);
				var notes = new ArrayList<Message>(organised.map(RunData::notes).orElse(List.of()));
				notes.addAll(requests.notes(forecast.plan()));
				notes.addAll(limits.notes());
				var told = new ForecastText(forecast, executionOptions, organised);
				notes.addAll(told.warnings());
				if (forecastOnly || told.isEmpty()) {
					int exitCode = forecastOnly ? ExitCode.OK : ExitCode.NOTHING_SELECTED;
					invocation.result(told.text(), told.json(exitCode, notes));
					tell(notes);
					tell(forecast.plan().notes());
					return exitCode;
				}
				tell(notes);
				runner.judged(limits);
				if (report != null) {
					runner.report(report);
				}
				return runner.run(request.withNotes(notes), forecast, detach, notes);
			}
		} catch (RefusedException e) {
			throw CliException.of(e);
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			return ExitCode.CANCELLED;
		}
	}

	private void tell(List<Message> notes) {
		if (!invocation.format().json()) {
			notes.forEach(note -> invocation.terminal().tell("note", note));
		}
	}
}
