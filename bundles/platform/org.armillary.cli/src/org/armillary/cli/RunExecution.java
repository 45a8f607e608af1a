package org.armillary.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import org.armillary.actor.message.HasMessage;
import org.armillary.actor.message.Message;
import org.armillary.actor.message.Reason;
import org.armillary.engine.ExecutionOptions;
import org.armillary.engine.RefusedException;
import org.armillary.engine.RunRequest;
import org.armillary.engine.job.JobExecutor;
import org.armillary.engine.job.LocalExecutor;
import org.armillary.engine.run.Engine;
import org.armillary.engine.run.Forecast;
import org.armillary.engine.run.RunFolder;
import org.armillary.engine.store.Store;

/**
 * Runs workflows on a store. A run with work to do is a process of its own; a run whose results are all there already takes
 * them from the store right here.
 */
final class RunExecution implements AutoCloseable {

	private final Invocation invocation;
	private final Store store;
	private final ExecutionOptions options;
	private final JobExecutor executor;
	private final Engine engine;
	private Optional<Path> report = Optional.empty();
	private LimitFiles limits = LimitFiles.NONE;

	RunExecution(Invocation invocation, Store store, ExecutionOptions options) {
		this.invocation = invocation;
		this.store = store;
		this.options = options;
		this.executor = new LocalExecutor(invocation.catalog(), invocation.programs(), options);
		this.engine = new Engine(invocation.catalog(), store, executor, RunEnvironments.here());
	}

	/** What running this would do. */
	Forecast forecast(RunRequest request) throws RefusedException {
		return engine.forecast(request);
	}

	/**
	 * Runs, in a process of its own if there is work to do, and returns the exit code.
	 *
	 * @param notes
	 *            what was told of the files before
	 */
	int run(RunRequest request, Forecast forecast, boolean detach, List<Message> notes)
			throws CliException, RefusedException {
		OutputFolder.check(request.outputFolder());
		RunFolder folder = create(request);
		var launcher = new RunLauncher(invocation);
		RunReporter reporter = reporter(folder, forecast);
		reporter.course().before(notes);
		if (!forecast.nothingToRun()) {
			return launcher.run(folder, reporter, detach);
		}
		if (detach) {
			engine.execute(folder, forecast, reporter);
			return launcher.detached(folder, notes);
		}
		return here(folder, forecast, reporter);
	}

	/** Has a report of each run written to a place once it has ended. */
	void report(Path file) {
		report = Optional.of(file);
	}

	/** Has it told in the end which of these limits met no value. */
	void judged(LimitFiles files) {
		limits = files;
	}

	private RunReporter reporter(RunFolder folder, Forecast forecast) {
		var reporter = new RunReporter(invocation, RemainingTime.of(forecast, options.workers()));
		reporter.course().judged(limits);
		report.ifPresent(file -> reporter.course()
				.report(() -> new ReportFile(invocation, store, true, List.of()).after(folder, file)));
		return reporter;
	}

	private int here(RunFolder folder, Forecast forecast, RunReporter reporter) throws RefusedException {
		reporter.begin(folder.id());
		return new RunTold(invocation, reporter.course()).tell(engine.execute(folder, forecast, reporter));
	}

	private RunFolder create(RunRequest request) throws CliException {
		try {
			return RunFolder.create(store, request, options);
		} catch (IOException e) {
			throw new CliException(ExitCode.REFUSED, List.of(unwritable(e)), e);
		}
	}

	private Message unwritable(IOException problem) {
		return problem instanceof HasMessage told ? told.explanation()
				: CliMessage.STORE_UNWRITABLE.with(store.runs(), Reason.of(problem));
	}

	@Override
	public void close() {
		executor.close();
	}
}
