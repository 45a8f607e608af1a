package org.armillary.engine.run;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.armillary.actor.message.Message;
import org.armillary.engine.RunListener;
import org.armillary.engine.RunMessage;
import org.armillary.engine.RunResult;

/**
 * Follows a run that another process executes, by its journal: tells a listener every event once, in order, and gives the
 * result when the run has ended. A run whose process is gone without having ended it is reported as STOPPED, with a message
 * that says how to go on with it and what its process said last.
 *
 * <p>May begin before the process of the run has begun, and before there is a journal. A follower is used once.
 *
 * <p><b>Threads.</b> For one thread, which may be interrupted; the run goes on then.
 */
public final class RunFollower {

	private static final long POLL_MILLISECONDS = 100;

	/** Whether the process still lives is looked at in every so manieth poll without news. */
	private static final int POLLS_BETWEEN_LOOKS = 5;
	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final RunFolder run;
	private final long position;
	private Optional<ProcessHandle> process = Optional.empty();
	private Duration patience = PATIENCE;

	private RunFollower(RunFolder run, long position) {
		this.run = run;
		this.position = position;
	}

	/** Follows a run from its first event, also if it has ended already. */
	public static RunFollower ofAll(RunFolder run) {
		return new RunFollower(run, 0);
	}

	/**
	 * Follows what is about to happen: for a run that is going to be resumed. To be called before its process is started.
	 */
	public static RunFollower ofNews(RunFolder run) throws IOException {
		return new RunFollower(run, JournalReader.tail(run.journalFile()).position());
	}

	/** Makes the follower notice if this process, which was started for the run, never takes it up. */
	public RunFollower expecting(ProcessHandle started) {
		process = Optional.of(started);
		return this;
	}

	/** How long to wait for a process to take the run up; a minute unless told. */
	public RunFollower waiting(Duration longest) {
		patience = longest;
		return this;
	}

	/** Follows a run from its first event to its end. */
	public static RunResult follow(RunFolder run, RunListener listener) throws InterruptedException, IOException {
		return ofAll(run).follow(listener);
	}

	/**
	 * Follows the run to its end.
	 *
	 * @throws IOException
	 *             where journal or lease cannot be read
	 */
	public RunResult follow(RunListener listener) throws InterruptedException, IOException {
		var collector = new ResultCollector(run.id());
		long start = System.nanoTime();
		try (var reader = new JournalReader(run.journalFile(), position)) {
			for (int quiet = 0;; quiet++) {
				if (read(reader, collector, listener)) {
					quiet = 0;
				}
				if (!collector.hasEnded() && quiet % POLLS_BETWEEN_LOOKS == 0 && isGone(collector, start)) {
					// what was written just before the process ended
					read(reader, collector, listener);
					if (!collector.hasEnded()) {
						return collector.stopped(why(collector));
					}
				}
				if (collector.hasEnded()) {
					return collector.result();
				}
				Thread.sleep(POLL_MILLISECONDS);
			}
		}
	}

	private static boolean read(JournalReader reader, ResultCollector collector, RunListener listener)
			throws IOException {
		boolean[] news = { false };
		reader.read(entry -> {
			news[0] = true;
			collector.on(entry.event());
			listener.on(entry.event());
		});
		return news[0];
	}

	/** Whether nobody executes the run, and nobody will. */
	private boolean isGone(ResultCollector collector, long start) throws IOException {
		// the process is looked at before the lease, so that one that has just ended had it given back
		boolean alive = process.map(ProcessHandle::isAlive).orElse(false);
		if (run.holder().isPresent()) {
			return false;
		}
		if (collector.hasBegun()) {
			return true;
		}
		return process.isPresent() ? !alive : System.nanoTime() - start > TimeUnit.NANOSECONDS.convert(patience);
	}

	private Message why(ResultCollector collector) {
		RunMessage message = collector.hasBegun() ? RunMessage.INTERRUPTED : RunMessage.NOT_TAKEN_UP;
		return message.with(run.id(), run.log()).withDetail(RunLog.lastLines(run.log()));
	}
}
