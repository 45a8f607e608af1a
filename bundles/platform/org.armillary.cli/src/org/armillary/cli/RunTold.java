package org.armillary.cli;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

import org.armillary.actor.message.Message;
import org.armillary.engine.JobMessages;
import org.armillary.engine.JobResult;
import org.armillary.engine.JobResult.Status;
import org.armillary.engine.RunResult;

/**
 * Tells a run that ended: results on standard output, caveats and failures on standard error.
 *
 * @param invocation
 *            where to
 * @param course
 *            what its events told
 */
record RunTold(Invocation invocation, RunCourse course) {

	/** Tells it and returns the exit code. */
	int tell(RunResult result) {
		ReportOutcome report = course.writeReport();
		int exitCode = report.exitCode(exitCode(result));
		if (invocation.format().json()) {
			invocation.terminal().print(Json.text(RunJson.run(result, course, report, exitCode)));
			return exitCode;
		}
		invocation.terminal().print(RunText.text(result, course));
		if (result.cancelled() && !result.run().isEmpty()) {
			invocation.terminal().print("cancelled; go on with ‘armillary resume " + result.run() + "’");
		}
		report.file().ifPresent(file -> invocation.terminal().print("report  " + Shown.of(file.toString())));
		result.idle().forEach(message -> invocation.terminal().tell("note", message));
		course.unmet(result).forEach(message -> invocation.terminal().tell("note", message));
		messages(result.results());
		result.messages().forEach(message -> invocation.terminal().tell("error", message));
		report.problems().forEach(message -> invocation.terminal().tell("error", message));
		return exitCode;
	}

	/** What a run's end means to the shell. */
	static int exitCode(RunResult result) {
		return result.cancelled() ? ExitCode.CANCELLED : result.failed() ? ExitCode.FAILED : ExitCode.OK;
	}

	/** Tells one job alone. */
	static void tell(Invocation invocation, JobResult job) {
		var lines = new ArrayList<String>(
				List.of(job.job() + "  " + RunText.words(job.status()) + RunText.seconds(job)));
		lines.addAll(RunText.details(job, null));
		invocation.terminal().print(String.join("\n", lines));
		messages(invocation, job);
	}

	/** Caveats first, then errors, so that these stand last. */
	private void messages(List<JobResult> jobs) {
		var notes = new JobMessages();
		var errors = new JobMessages();
		boolean cancelTold = false;
		for (JobResult job : jobs) {
			// one message tells of the rest of those that were cancelled too
			if (job.status() != Status.CANCELLED || !cancelTold) {
				job.messages().forEach(message -> (job.status().isFailure() ? errors : notes).add(job.job(), message));
			}
			cancelTold |= job.status() == Status.CANCELLED;
		}
		withoutRepeating(notes.told()).forEach(message -> invocation.terminal().tell("note", message));
		errors.told().forEach(message -> invocation.terminal().tell("error", message));
		jobs.forEach(job -> trace(invocation, job));
	}

	/** Notes of which only the first of a kind tells what to do. */
	static List<Message> withoutRepeating(List<Message> notes) {
		var told = new HashSet<String>();
		return notes.stream().map(note -> told.add(note.id()) ? note
				: new Message(note.id(), note.summary(), note.detail(), List.of())).toList();
	}

	private static void messages(Invocation invocation, JobResult job) {
		String severity = job.status().isFailure() ? "error" : "note";
		for (Message message : job.messages()) {
			invocation.terminal().tell(severity, message);
		}
		trace(invocation, job);
	}

	private static void trace(Invocation invocation, JobResult job) {
		if (invocation.format().verbose() && !job.trace().isEmpty()) {
			List.of(job.trace().split("\\R")).forEach(invocation.terminal()::note);
		}
	}
}
