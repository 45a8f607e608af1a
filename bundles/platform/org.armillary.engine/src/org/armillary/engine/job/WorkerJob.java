package org.armillary.engine.job;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.QcValue;
import org.armillary.actor.message.Message;
import org.armillary.actor.message.Reason;
import org.armillary.engine.JobDescriptor;
import org.armillary.engine.JobReport;
import org.armillary.engine.RunEvent;
import org.armillary.engine.RunListener;
import org.armillary.engine.RunMessage;
import org.armillary.engine.job.Worker.Said;
import org.armillary.engine.job.WorkerProtocol.Answer;
import org.armillary.engine.job.WorkerProtocol.Command;

/** One job in a worker, seen from the process that waits for it. */
final class WorkerJob {

	private static final Duration LOOK = Duration.ofMillis(200);
	private static final int MOST_STARTS = 3;
	/** How long a process may take until it says that it is at work; far more than one needs on a busy machine. */
	private static final Duration START_PATIENCE = Duration.ofMinutes(2);
	/** When a result that lies in the folder was not told after so long, it will not be told any more. */
	private static final Duration TELL_PATIENCE = Duration.ofSeconds(2);

	private final WorkerPool pool;
	private final JobFolder folder;
	private final JobDescriptor job;
	private final Optional<Duration> timeout;
	private final RunListener listener;
	private final long start = System.nanoTime();
	private final List<QcValue> qc = new ArrayList<>();
	private boolean started;
	private boolean silent;
	private long peakBytes;
	private long lookedAt;
	private long answeredAt = start;

	/** The worker does not listen and the time is over. */
	private static final class TimeoutException extends Exception {
		private static final long serialVersionUID = 1L;
	}

	/** A worker died before it took the job. */
	private static final class StartException extends Exception {

		private static final long serialVersionUID = 1L;

		private StartException(String reason) {
			super(reason);
		}
	}

	WorkerJob(WorkerPool pool, JobFolder folder, Optional<Duration> timeout, RunListener listener)
			throws IOException {
		this.pool = pool;
		this.folder = folder;
		this.job = folder.descriptor();
		this.timeout = timeout;
		this.listener = listener;
	}

	JobReport execute() throws InterruptedException, IOException {
		long heapBytes = WorkerExecutor.heapBytes(job.memoryBytes());
		for (int attempt = 1;; attempt++) {
			try {
				return execute(heapBytes);
			} catch (StartException e) {
				// an idle worker may have been ended by somebody at this very moment
				if (attempt == MOST_STARTS) {
					return EndedJobs.failed(folder, Kind.RESOURCE,
							RunMessage.WORKER_START.with(job.id(), heapBytes >> 20, e.getMessage()), List.of(),
							elapsed(), 0);
				}
			}
		}
	}

	private JobReport execute(long heapBytes) throws StartException, InterruptedException, IOException {
		Optional<Worker> warm = pool.idle(heapBytes);
		Worker worker;
		try {
			worker = warm.isPresent() ? warm.get() : pool.start(heapBytes);
		} catch (IOException e) {
			throw new StartException(Reason.of(e));
		}
		try {
			JobReport report = converse(worker, warm.isPresent());
			pool.release(worker);
			return report;
		} catch (TimeoutException _) {
			endPolitely(worker);
			// it may have finished in the last moment
			Optional<JobReport> finished = folder.report();
			return finished.isPresent() ? finished.get()
					: EndedJobs.timedOut(folder, timeout.orElseThrow(), elapsed());
		} catch (InterruptedException e) {
			endPolitely(worker);
			throw e;
		} catch (StartException | IOException | RuntimeException | Error e) {
			pool.discard(worker);
			throw e;
		}
	}

	/** Has the job done and tells what the worker tells. */
	private JobReport converse(Worker worker, boolean warm)
			throws StartException, TimeoutException, InterruptedException, IOException {
		worker.begin();
		answeredAt = System.nanoTime();
		if (warm) {
			send(worker);
		}
		while (true) {
			Said said = worker.listen(patience());
			switch (said) {
			case null -> checkTime();
			case Said.Printed(var line) -> print(line);
			case Said.Silent() -> silent = true;
			case Said.Died(var code) -> {
				return died(worker, code);
			}
			case Said.Answered(var answer) -> {
				answeredAt = System.nanoTime();
				switch (answer) {
				case Answer.Ready _ -> send(worker);
				case Answer.Started _ -> started = true;
				case Answer.Event(var event) -> tell(event);
				case Answer.Done done -> {
					tellTheRest(worker);
					return done.in(folder);
				}
				case Answer.Unreadable(var why) -> throw new IOException(why);
				case Answer.Exit _,Answer.Cancelled _ -> {
					// its end follows
				}
				}
			}
			}
			Optional<JobReport> untold = look(worker);
			if (untold.isPresent()) {
				pool.discard(worker);
				return untold.get();
			}
		}
	}

	/**
	 * The result of a job whose process ended it but does not say so, because what it said was torn apart by native code
	 * that prints, or because it hangs.
	 *
	 * @throws StartException
	 *             where the process has not even begun
	 */
	private Optional<JobReport> untold(Duration silence) throws StartException {
		if (!started && silence.compareTo(START_PATIENCE) > 0) {
			throw new StartException("it said nothing for " + START_PATIENCE.toSeconds() + " s");
		}
		return started && silence.compareTo(TELL_PATIENCE) > 0 ? folder.report() : Optional.empty();
	}

	/** What was printed comes on another channel than the result, and may come later. */
	private void tellTheRest(Worker worker) throws InterruptedException {
		while (!silent) {
			switch (worker.listen(LOOK)) {
			case Said.Printed(var line) -> print(line);
			case Said.Answered _ -> {
				// there is nothing left to answer
			}
			case null, default -> silent = true;
			}
		}
	}

	private void print(String line) {
		listener.on(new RunEvent.Logged(job.id(), System.Logger.Level.INFO, line));
	}

	/**
	 * Looks now and then at the memory of the process, because when it has died it is too late, and for a result that it
	 * has not told.
	 */
	private Optional<JobReport> look(Worker worker) throws StartException {
		long now = System.nanoTime();
		if (lookedAt != 0 && now - lookedAt < LOOK.toNanos()) {
			return Optional.empty();
		}
		if (started) {
			peakBytes = Math.max(peakBytes, worker.peakBytes());
			lookedAt = now;
		}
		return untold(Duration.ofNanos(now - answeredAt));
	}

	private void send(Worker worker) throws StartException {
		try {
			worker.tell(new Command.Run(folder.path().toString()));
		} catch (IOException e) {
			throw new StartException(Reason.of(e));
		}
	}

	private void tell(RunEvent event) {
		if (event instanceof RunEvent.QcPublished(var _, var value)) {
			qc.add(value);
		}
		listener.on(event);
	}

	private Duration patience() throws TimeoutException {
		checkTime();
		if (timeout.isEmpty()) {
			return LOOK;
		}
		Duration left = timeout.get().minus(elapsed());
		return left.compareTo(LOOK) < 0 ? left : LOOK;
	}

	private void checkTime() throws TimeoutException {
		if (timeout.isPresent() && elapsed().compareTo(timeout.get()) >= 0) {
			throw new TimeoutException();
		}
	}

	private Duration elapsed() {
		return Duration.ofNanos(System.nanoTime() - start);
	}

	/** Asks the job to end; where it does not in time, its process ends with all that it has started. */
	private void endPolitely(Worker worker) throws InterruptedException, IOException {
		boolean ended = false;
		try {
			ended = endsByItself(worker);
		} finally {
			if (ended) {
				pool.release(worker);
			} else {
				pool.discard(worker);
				folder.deleteScratch();
			}
		}
	}

	private boolean endsByItself(Worker worker) throws InterruptedException {
		if (!started) {
			return false;
		}
		try {
			worker.tell(new Command.Cancel());
		} catch (IOException e) {
			System.getLogger(WorkerJob.class.getName()).log(System.Logger.Level.DEBUG, "it has ended already", e);
			return false;
		}
		long deadline = System.nanoTime() + InProcessExecutor.PATIENCE.toNanos();
		for (long left = deadline - System.nanoTime(); left > 0; left = deadline - System.nanoTime()) {
			switch (worker.listen(Duration.ofNanos(left))) {
			case Said.Died _ -> {
				return false;
			}
			case Said.Answered(Answer.Done _),Said.Answered(Answer.Cancelled _) -> {
				return true;
			}
			case null, default -> {
				// what it still tells is of no interest any more
			}
			}
		}
		return false;
	}

	/** What the death of a worker means for its job. */
	private JobReport died(Worker worker, int code) throws StartException, InterruptedException, IOException {
		pool.discard(worker);
		if (!started) {
			throw new StartException(reason(worker, code));
		}
		Optional<JobReport> finished = folder.report();
		if (finished.isPresent()) {
			return finished.get();
		}
		folder.deleteScratch();
		WorkerDeath death = WorkerDeath.of(code, worker.isExiting(), worker.lastLines());
		Message why = death.message(job, peakBytes, folder)
				.withDetail(String.join("\n", worker.lastLines()));
		return EndedJobs.failed(folder, death.kind(), why, qc, elapsed(), peakBytes);
	}

	private static String reason(Worker worker, int code) {
		String said = String.join(" ", worker.lastLines()).strip();
		return "exit code " + code + (said.isEmpty() ? "" : ": " + Reason.oneLine(said));
	}
}
