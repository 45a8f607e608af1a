package org.armillary.cli;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.armillary.actor.message.Reason;
import org.armillary.engine.RunResult;
import org.armillary.engine.run.RunFolder;
import org.armillary.engine.run.RunFollower;

/**
 * Follows a run in another process to its end. Ctrl-C cancels the run; the end of the terminal does not: the run goes on
 * without anybody who watches.
 */
final class RunWatch {

	/** Longest time to wait for the end of a run that was cancelled. */
	private static final Duration GRACE = Duration.ofSeconds(3);
	private static final long POLL_MILLISECONDS = 50;
	/** Set by the launcher before it interrupts because the terminal is gone. */
	private static final String HANGUP = "armillary.hangup";

	private final Invocation invocation;
	private final RunFolder folder;

	RunWatch(Invocation invocation, RunFolder folder) {
		this.invocation = invocation;
		this.folder = folder;
	}

	/** Follows, tells the result and returns the exit code. */
	int follow(RunFollower follower, RunReporter reporter) throws CliException {
		try {
			RunResult result = follower.follow(reporter);
			return new RunTold(invocation, reporter.course()).tell(result);
		} catch (InterruptedException e) {
			return interrupted(reporter.course());
		} catch (IOException e) {
			throw unreadable(folder, e);
		}
	}

	private int interrupted(RunCourse followed) throws CliException {
		if (Boolean.getBoolean(HANGUP)) {
			return ExitCode.CANCELLED;
		}
		try {
			folder.cancel();
			if (!hasEnded(folder, GRACE)) {
				throw new CliException(ExitCode.CANCELLED,
						List.of(CliMessage.NOT_CANCELLED.with(folder.id(), GRACE.toSeconds())), null);
			}
			var course = new RunCourse();
			course.report(followed::writeReport);
			return new RunTold(invocation, course).tell(RunFollower.follow(folder, course::on));
		} catch (InterruptedException e) {
			// nobody has the patience to see it end; it was told to
			Thread.currentThread().interrupt();
			return ExitCode.CANCELLED;
		} catch (IOException e) {
			throw unreadable(folder, e);
		}
	}

	/** Waits for the end of a run, and returns whether it came in time. */
	static boolean hasEnded(RunFolder folder, Duration longest) throws IOException, InterruptedException {
		long deadline = System.nanoTime() + longest.toNanos();
		while (folder.state().isActive()) {
			if (System.nanoTime() > deadline) {
				return false;
			}
			TimeUnit.MILLISECONDS.sleep(POLL_MILLISECONDS);
		}
		return true;
	}

	/** Records of a run that cannot be read. */
	static CliException unreadable(RunFolder folder, IOException problem) {
		return new CliException(ExitCode.FAILED,
				List.of(CliMessage.RUN_UNREADABLE.with(folder.id(), Reason.of(problem))), problem);
	}
}
