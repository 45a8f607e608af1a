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

/**
 * What is done with a request for a run: its files are organised, it is forecast, told and run.
 *
 * @param invocation
 *            what the verb works with
 * @param options
 *            how it is executed
 * @param limits
 *            limits of quality-control values
 * @param report
 *            where a report of the run is written
 * @param forecastOnly
 *            whether nothing is run
 * @param detach
 *            whether nobody waits for its end
 */
record RequestedRun(Invocation invocation, ExecutionOptions options, LimitFiles limits, Optional<Path> report,
		boolean forecastOnly, boolean detach) {

	/** Folder of a store where headers are remembered. */
	private static final String HEADERS = "headers";

	/** Does it and returns the exit code. */
	int run(Store store, Requests requests) throws CliException, InterruptedException, RefusedException {
		Optional<RunData> organised = requests.organised(store.folder().resolve(HEADERS),
				new ScanProgress(invocation.terminal()));
		RunRequest request = requests.request(organised, store.files()).withLimits(limits.texts());
		try (var runner = new RunExecution(invocation, store, options)) {
			Forecast forecast = runner.forecast(request);
			var notes = new ArrayList<Message>(organised.map(RunData::notes).orElse(List.of()));
			notes.addAll(requests.notes(forecast.plan()));
			notes.addAll(limits.notes());
			var told = new ForecastText(forecast, options, organised);
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
			report.ifPresent(runner::report);
			return runner.run(request.withNotes(notes), forecast, detach, notes);
		}
	}

	private void tell(List<Message> notes) {
		if (!invocation.format().json()) {
			notes.forEach(note -> invocation.terminal().tell("note", note));
		}
	}
}
