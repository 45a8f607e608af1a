package org.armillary.cli;

import java.io.IOException;
import java.nio.file.Path;

import org.armillary.actor.message.Reason;
import org.armillary.engine.JobReport;
import org.armillary.engine.JobResult;
import org.armillary.engine.job.JobFolder;
import org.armillary.engine.job.JobRunner;
import org.armillary.engine.json.JobJson;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Executes one job of which everything stands in its folder: on another machine, or again to find out why it failed. */
@Command(name = "exec-job", hidden = true, description = "Executes the job whose folder is given.")
final class ExecJobCommand extends Verb {

	@Parameters(paramLabel = "FOLDER", description = "Folder of the job, with job.json.")
	private Path folder = Path.of("");

	ExecJobCommand(Invocation invocation) {
		super(invocation);
	}

	@Override
	int execute() throws CliException {
		var job = new JobFolder(RunOptions.absolute(folder));
		var reporter = new RunReporter(invocation, RemainingTime.unknown());
		try {
			JobReport report = new JobRunner(invocation.catalog()).run(job, reporter);
			JobResult result = report.resultWithProducts();
			if (invocation.format().json()) {
				invocation.terminal().print(Json.text(JobJson.of(report, job.path())));
			} else {
				RunTold.tell(invocation, result);
			}
			return result.status() == JobResult.Status.CANCELLED ? ExitCode.CANCELLED
					: result.status().isFailure() ? ExitCode.FAILED : ExitCode.OK;
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			return ExitCode.CANCELLED;
		} catch (IOException e) {
			throw new CliException(CliMessage.NO_FOLDER.with(folder, "job", Reason.of(e)));
		}
	}
}
