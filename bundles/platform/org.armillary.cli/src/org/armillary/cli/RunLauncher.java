package org.armillary.cli;

import java.io.IOException;
import java.util.List;

import org.armillary.actor.message.Message;
import org.armillary.actor.message.Reason;
import org.armillary.engine.run.RunFolder;
import org.armillary.engine.run.RunFollower;
import org.armillary.engine.run.RunProcess;

import com.google.gson.JsonObject;

/**
 * Starts the process of a run, which outlives this one, and follows it.
 *
 * @param invocation
 *            where to tell what happens
 */
record RunLauncher(Invocation invocation) {

	/** Starts the process of a run and follows it to its end, unless it is to be left alone; returns the exit code. */
	int run(RunFolder folder, RunReporter reporter, boolean detach) throws CliException {
		try {
			// what a run that is resumed did before is not told again
			RunFollower follower = RunFollower.ofNews(folder);
			ProcessHandle process = start(folder);
			if (detach) {
				return detached(folder, reporter.course().notes());
			}
			reporter.begin(folder.id());
			return new RunWatch(invocation, folder).follow(follower.expecting(process), reporter);
		} catch (IOException e) {
			throw RunWatch.unreadable(folder, e);
		}
	}

	/** Tells the id of a run that goes on without anybody who watches, and in JSON what is to be known of its files. */
	int detached(RunFolder folder, List<Message> notes) {
		var json = new JsonObject();
		json.addProperty("run", folder.id());
		json.addProperty("exitCode", ExitCode.OK);
		json.add("messages", Json.messages(notes));
		invocation.result(folder.id(), json);
		return ExitCode.OK;
	}

	private ProcessHandle start(RunFolder folder) throws CliException {
		try {
			return RunProcess.start(invocation.programs().run(folder.path()), folder);
		} catch (IOException e) {
			throw new CliException(ExitCode.FAILED, List.of(CliMessage.NO_PROCESS.with(folder.id(), Reason.of(e))), e);
		}
	}
}
