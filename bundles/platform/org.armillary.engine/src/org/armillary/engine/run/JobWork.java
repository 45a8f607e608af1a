package org.armillary.engine.run;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.message.HasMessage;
import org.armillary.actor.message.Message;
import org.armillary.actor.message.Reason;
import org.armillary.actor.provider.ParameterValues;
import org.armillary.engine.Corrections;
import org.armillary.engine.ExecutionOptions;
import org.armillary.engine.Job;
import org.armillary.engine.JobDescriptor;
import org.armillary.engine.JobFacts;
import org.armillary.engine.JobReason;
import org.armillary.engine.JobReport;
import org.armillary.engine.JobResult;
import org.armillary.engine.JobResult.Status;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.ResourceUse;
import org.armillary.engine.RunEvent;
import org.armillary.engine.RunMessage;
import org.armillary.engine.job.FactsOfJob;
import org.armillary.engine.job.JobExecutor;
import org.armillary.engine.job.JobFolder;
import org.armillary.engine.quality.LimitSet;
import org.armillary.engine.quality.QualityCaveats;
import org.armillary.engine.run.JobKeys.External;
import org.armillary.engine.run.JobKeys.Keyed;
import org.armillary.engine.run.Notice.Execution;
import org.armillary.engine.run.Notice.Task;
import org.armillary.engine.store.Claim;
import org.armillary.engine.store.Lookup;
import org.armillary.engine.store.Store;
import org.jspecify.annotations.Nullable;

/**
 * What activation threads do: look whether the store has the result of a job; else claim the job, execute it in a
 * folder of its own, hand the result to the store and publish the products.
 *
 * <p><b>Threads.</b> Safe for use by several threads; what comes out is told as {@link Notice}s.
 */
final class JobWork {

	private static final double TOLERATED_EXCESS = 1.1;
	private static final long MEBIBYTE = 1L << 20;

	private final RunFolder run;
	private final Store store;
	private final JobExecutor executor;
	private final ExecutionOptions options;
	private final JobKeys keys;
	private final Reasons reasons;
	private final RetryPolicy retries;
	private final Publisher publisher;
	private final LimitSet limits;
	private final Consumer<Notice> notices;
	private final JobFolders folders;

	/** Makes the work of a run. */
	JobWork(RunFolder run, Store store, JobExecutor executor, ExecutionOptions options, JobKeys keys,
			Publisher publisher, LimitSet limits, Consumer<Notice> notices) {
		this.run = run;
		this.store = store;
		this.executor = executor;
		this.options = options;
		this.keys = keys;
		this.reasons = new Reasons(store);
		this.retries = new RetryPolicy(options);
		this.publisher = publisher;
		this.limits = limits;
		this.notices = notices;
		this.folders = new JobFolders(run.jobs());
	}

	/** No job begins any more. */
	void close() {
		folders.close();
	}

	/** Looks whether the result of a job is there already. */
	void look(Task task) {
		try {
			Keyed keyed = keys.of(task.job(), task.inputs());
			Lookup looked = store.find(keyed.key());
			if (looked instanceof Lookup.Hit(var report)) {
				reuse(task, null, keyed, report);
			} else {
				notices.accept(new Notice.Missed(new Execution(task, keyed, looked)));
			}
		} catch (ActorException e) {
			fail(task, e.kind(), e.explanation());
		} catch (IOException e) {
			fail(task, e instanceof HasMessage explained && explained.isResourceFailure() ? Kind.RESOURCE : Kind.DATA,
					e instanceof HasMessage explained ? explained.explanation()
							: RunMessage.INPUT_FILE.with(task.job().id(), Reason.of(e)));
		} catch (RuntimeException | Error e) {
			fail(task, Kind.BUG, RunMessage.ENGINE_DEFECT.with("looked for the result of " + task.job().id(), e));
		}
	}

	private void fail(Task task, Kind kind, Message why) {
		notices.accept(new Notice.Ended(task, null, null, null,
				JobResult.failed(task.job().id(), kind, why, "", Duration.ZERO), Map.of(), Optional.empty()));
	}

	/** Ends a job with a result that is there. */
	private void reuse(Task task, @Nullable Execution execution, Keyed keyed, JobReport report) {
		JobResult result = publish(task, keyed, report,
				Corrections.in(report.result().reusedBy(task.job().id(), report.run()), keyed.inputs()));
		notices.accept(new Notice.Ended(task, execution, keyed.key(), JobReason.reused(report.run()), result,
				report.products(), Optional.empty()));
	}

	/** The result with its products published, or why that was not possible. */
	private JobResult publish(Task task, Keyed keyed, JobReport report, JobResult result) {
		String id = task.job().id();
		try {
			return QualityCaveats.in(limits, report.actor(), result.withProducts(
					publisher.publish(task.job(), report, keyed.inputs(), task.isLast(), task::counts)));
		} catch (Publisher.CancelledException _) {
			return JobResult.notRun(id, Status.CANCELLED, RunMessage.CANCELLED.with(id));
		} catch (IOException e) {
			return failed(id, publisher.trouble(report.bytes(), e), result);
		}
	}

	private static JobResult failed(String id, Message why, JobResult result) {
		return new JobResult(id, Status.FAILED, Map.of(), result.qc(), List.of(why), Optional.of(Kind.RESOURCE), "",
				result.duration(), result.use(), Optional.empty());
	}

	/** Executes a job, unless another run is at it. */
	void execute(Execution execution, Interruption interruption) {
		boolean claimKept = false;
		Task task = execution.task;
		try {
			if (execution.claim == null) {
				Optional<Claim> claim = store.claim(execution.keyed.key());
				if (claim.isEmpty()) {
					notices.accept(new Notice.Held(execution));
					return;
				}
				execution.claim = claim.get();
				Lookup looked = store.find(execution.keyed.key());
				if (looked instanceof Lookup.Hit(var report)) {
					release(execution);
					reuse(task, execution, execution.keyed, report);
					return;
				}
				if (!(looked instanceof Lookup.Miss)) {
					execution.looked = looked;
				}
			}
			claimKept = attempt(execution, interruption);
		} catch (InterruptedException _) {
			end(execution, JobResult.notRun(task.job().id(), Status.CANCELLED,
					RunMessage.CANCELLED.with(task.job().id())), Map.of(), Optional.empty());
		} catch (IOException e) {
			Message trouble = Folders.trouble(store.folder(), 0, e);
			end(execution, JobResult.failed(task.job().id(), Kind.RESOURCE, trouble, "", Duration.ZERO), Map.of(),
					Optional.of(trouble));
		} catch (RuntimeException | Error e) {
			end(execution, JobResult.failed(task.job().id(), Kind.BUG,
					RunMessage.ENGINE_DEFECT.with("executed " + task.job().id(), e), "", Duration.ZERO), Map.of(),
					Optional.empty());
		} finally {
			if (!claimKept) {
				release(execution);
			}
		}
	}

	/** Tries a job once; whether it is to be tried again, with its claim kept. */
	private boolean attempt(Execution execution, Interruption interruption) throws IOException, InterruptedException {
		Task task = execution.task;
		Keyed keyed = execution.keyed;
		JobReason reason = execution.reason;
		if (reason == null) {
			reason = reasons.of(task.job(), keyed.key(), execution.looked);
			execution.reason = reason;
		}
		List<InputStamp> stamps = new ArrayList<>(keyed.external().size());
		for (External file : keyed.external()) {
			stamps.add(InputStamp.of(file.input().path()));
			if (!file.input().digest(keys.files()).equals(file.digest())) {
				end(execution, changed(task.job(), file), Map.of(), Optional.empty());
				return false;
			}
		}
		notices.accept(new Notice.Told(
				new RunEvent.JobStarted(task.job().id(), keyed.key(), reason, execution.attempts.number())));
		JobFolder folder = folders.take(descriptor(execution));
		JobReport report = executed(execution, folder, interruption);
		JobResult result = noted(task.job(), report.result());
		if (result.status().isFinished()) {
			Optional<External> different = different(keyed.external(), stamps);
			if (different.isPresent()) {
				folder.delete();
				end(execution, changed(task.job(), different.get()), Map.of(), Optional.empty());
			} else {
				adopt(execution, folder, report, result);
			}
			return false;
		}
		return failedAttempt(execution, folder, result);
	}

	private JobReport executed(Execution execution, JobFolder folder, Interruption interruption)
			throws IOException, InterruptedException {
		long start = System.nanoTime();
		interruption.begin();
		try {
			JobReport report = executor.execute(folder, options.timeout(),
					event -> notices.accept(new Notice.Told(event)));
			tellExecuted(execution, report.circumstances(), report.result().use(), report.result().duration(),
					report.result().status().isFinished() ? Optional.empty() : facts(execution, report));
			return report;
		} catch (InterruptedException e) {
			Thread.interrupted();
			tellExecuted(execution, Map.of(), ResourceUse.UNKNOWN, Duration.ofNanos(System.nanoTime() - start),
					Optional.empty());
			folder.delete();
			throw e;
		} finally {
			interruption.end();
		}
	}

	private void tellExecuted(Execution execution, Map<String, String> circumstances, ResourceUse use,
			Duration duration, Optional<JobFacts> facts) {
		notices.accept(new Notice.Told(new RunEvent.Executed(execution.task.job().id(), execution.attempts.number(),
				circumstances, use, duration, facts)));
	}

	/** What an attempt worked with, also where it did not come to tell it. */
	private Optional<JobFacts> facts(Execution execution, JobReport report) {
		if (!report.facts().equals(JobFacts.UNKNOWN)) {
			return Optional.of(report.facts());
		}
		try {
			return Optional.of(FactsOfJob.of(descriptor(execution), ParameterValues
					.parse(execution.task.job().actor().descriptor(), execution.keyed.parameters())))
					.filter(known -> !known.equals(JobFacts.UNKNOWN));
		} catch (ActorException e) {
			System.getLogger(JobWork.class.getName()).log(System.Logger.Level.DEBUG, "no facts of an attempt", e);
			return Optional.empty();
		}
	}

	private void adopt(Execution execution, JobFolder folder, JobReport report, JobResult result) {
		Task task = execution.task;
		JobReport adopted;
		try {
			adopted = store.adopt(report);
			folders.giveBack(folder);
		} catch (IOException e) {
			// the folder stays, so that the result is not lost when the run is resumed
			Message trouble = Folders.trouble(store.folder(), report.bytes(), e);
			end(execution, failed(task.job().id(), trouble, result), Map.of(), Optional.of(trouble));
			return;
		}
		release(execution);
		end(execution, publish(task, execution.keyed, adopted, result), adopted.products(), Optional.empty());
	}

	/** What becomes of a job after a failure; whether it is tried again. */
	private boolean failedAttempt(Execution execution, JobFolder folder, JobResult result) throws IOException {
		Optional<RetryPolicy.Retry> retry = retries.after(result, execution.attempts);
		if (retry.isPresent()) {
			folder.delete();
			notices.accept(new Notice.Again(execution, result.messages().getFirst(), retry.get().delay()));
			return true;
		}
		folder.deleteScratch();
		Optional<Long> smaller = execution.attempts.smallerMemoryBytes()
				.filter(_ -> JobExecutor.ranOutOfMemory(result));
		end(execution, smaller.map(bytes -> result.withMessage(RunMessage.MEMORY_TWICE.with(execution.task.job().id(),
				bytes / MEBIBYTE, execution.attempts.memoryBytes() / MEBIBYTE))).orElse(result), Map.of(),
				Optional.empty());
		return false;
	}

	private void end(Execution execution, JobResult result, Map<String, List<MadeProduct>> made,
			Optional<Message> trouble) {
		notices.accept(new Notice.Ended(execution.task, execution, execution.keyed.key(), execution.reason, result,
				made, trouble));
	}

	/** Gives a claim back, so that others may look for the result. */
	static void release(Execution execution) {
		Claim claim = execution.claim;
		execution.claim = null;
		if (claim != null) {
			claim.close();
		}
	}

	private static JobResult changed(Job job, External file) {
		return JobResult.failed(job.id(), Kind.DATA, RunMessage.INPUT_CHANGED.with(file.input().path(), job.id()), "",
				Duration.ZERO);
	}

	/** The first file that is not what it was when the job began. */
	private Optional<External> different(List<External> files, List<InputStamp> stamps) {
		for (int i = 0; i < files.size(); i++) {
			External file = files.get(i);
			try {
				if (!InputStamp.of(file.input().path()).equals(stamps.get(i))
						&& !file.input().digest(keys.files()).equals(file.digest())) {
					return Optional.of(file);
				}
			} catch (IOException e) {
				System.getLogger(JobWork.class.getName()).log(System.Logger.Level.DEBUG,
						"an input that cannot be read any more has changed", e);
				return Optional.of(file);
			}
		}
		return Optional.empty();
	}

	/** The result with a note where more memory was used than declared. */
	private JobResult noted(Job job, JobResult result) {
		long declared = job.plan().resources().memoryBytes();
		long peak = result.use().peakMemoryBytes();
		if (declared == 0 || peak <= declared * TOLERATED_EXCESS) {
			return result;
		}
		Message note = RunMessage.MEMORY_EXCEEDED.with(job.id(), peak / MEBIBYTE, declared / MEBIBYTE);
		notices.accept(
				new Notice.Told(new RunEvent.Logged(job.id(), System.Logger.Level.WARNING, note.summary())));
		return result.withMessage(note);
	}

	private JobDescriptor descriptor(Execution execution) {
		Job job = execution.task.job();
		return new JobDescriptor(run.id(), job.id(), job.node(), execution.attempts.number(), execution.keyed.key(),
				job.actor().descriptor().id(), execution.keyed.parameters(),
				new LinkedHashMap<>(execution.keyed.inputs()), keys.decisions(job.node()),
				execution.attempts.memoryBytes(), options.scratch());
	}
}
