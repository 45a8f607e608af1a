package org.armillary.testkit;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;

import org.armillary.actor.ActorException;
import org.armillary.actor.provider.ParameterValues;
import org.jspecify.annotations.Nullable;

/** A cancelled job ends soon, and ends as a cancelled job. */
final class CancelRules {

	private static final double[] MOMENTS = { 0.2, 0.5, 0.8 };

	private final ContractJobs jobs;
	private final ContractCase contractCase;
	private final Duration limit;

	private CancelRules(ContractJobs jobs, ContractCase contractCase, Duration limit) {
		this.jobs = jobs;
		this.contractCase = contractCase;
		this.limit = limit;
	}

	/**
	 * Cancels the longest form of a case at its first, middle and last checkpoint and at some fractions of its time.
	 *
	 * @param limit
	 *            how long a cancelled job may go on
	 */
	static void check(ContractJobs jobs, ContractCase contractCase, Duration limit)
			throws IOException, InterruptedException {
		new CancelRules(jobs, contractCase.longest(), limit).check();
	}

	private void check() throws IOException, InterruptedException {
		TestContext undisturbed = jobs.context(contractCase);
		long start = System.nanoTime();
		Job whole = new Job(undisturbed);
		whole.thread.join();
		long nanos = System.nanoTime() - start;
		if (whole.end.get() instanceof ActorException e) {
			throw jobs.failed(contractCase, e);
		}
		int checkpoints = undisturbed.checkpoints();
		if (checkpoints == 0) {
			throw new ContractViolation(ContractMessage.NO_CHECKPOINT.with(jobs.actor().id(), contractCase.name()));
		}
		if (undisturbed.longestPauseNanos() > limit.toNanos()) {
			throw slow("between two checkpoints");
		}
		for (int checkpoint : new TreeSet<>(java.util.List.of(1, (checkpoints + 1) / 2, checkpoints))) {
			TestContext context = jobs.context(contractCase);
			context.cancelAtCheckpoint(checkpoint);
			Job job = new Job(context);
			job.thread.join(Duration.ofNanos(3 * nanos).plus(limit));
			String moment = "at checkpoint " + checkpoint + " of " + checkpoints;
			if (job.thread.isAlive()) {
				throw slow(moment);
			}
			if (!(job.end.get() instanceof InterruptedException)) {
				throw swallowed(moment, job.end.get());
			}
		}
		for (double fraction : MOMENTS) {
			Job job = new Job(jobs.context(contractCase));
			Thread.sleep(Duration.ofNanos((long) (fraction * nanos)));
			job.context.cancel();
			job.thread.interrupt();
			String moment = "after " + Math.round(fraction * nanos / 1e6) + " ms";
			if (!job.thread.join(limit)) {
				throw slow(moment);
			}
			Throwable end = job.end.get();
			if (end != null && !(end instanceof InterruptedException) && !interrupted(end)) {
				throw swallowed(moment, end);
			}
		}
	}

	/** Whether an exception comes from reading or writing in an interrupted thread, which is the engine's to recognise. */
	private static boolean interrupted(Throwable end) {
		for (Throwable cause = end; cause != null; cause = cause.getCause()) {
			if (cause instanceof ClosedByInterruptException || cause instanceof InterruptedIOException
					|| cause instanceof InterruptedException) {
				return true;
			}
		}
		return false;
	}

	private ContractViolation slow(String moment) {
		return new ContractViolation(
				ContractMessage.CANCEL_SLOW.with(jobs.actor().id(), contractCase.name(), moment,
						limit.toMillis() / 1e3));
	}

	private ContractViolation swallowed(String moment, @Nullable Throwable end) {
		return new ContractViolation(
				ContractMessage.CANCEL_SWALLOWED.with(jobs.actor().id(), contractCase.name(), moment,
						end == null ? "an outcome" : end),
				end);
	}

	/** A job in a thread of its own. */
	private final class Job {

		private final TestContext context;
		private final Thread thread;
		private final AtomicReference<@Nullable Throwable> end = new AtomicReference<>();

		Job(TestContext context) throws IOException {
			this.context = context;
			ParameterValues parameters = jobs.parameters(contractCase);
			StagedInputs inputs = jobs.inputs(contractCase);
			thread = Thread.ofPlatform().daemon().start(() -> {
				try {
					jobs.run(parameters, inputs, context);
				} catch (ActorException | InterruptedException | RuntimeException | Error e) {
					end.set(e);
				}
			});
		}
	}
}
