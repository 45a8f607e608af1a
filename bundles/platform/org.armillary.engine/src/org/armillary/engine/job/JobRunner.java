package org.armillary.engine.job;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.Outcome;
import org.armillary.actor.message.Message;
import org.armillary.actor.message.Reason;
import org.armillary.actor.provider.ActorCatalog;
import org.armillary.actor.provider.ActorProvider;
import org.armillary.actor.provider.ParameterValues;
import org.armillary.actor.provider.PortProducts;
import org.armillary.engine.Corrections;
import org.armillary.engine.JobDescriptor;
import org.armillary.engine.JobFacts;
import org.armillary.engine.JobReport;
import org.armillary.engine.JobResult;
import org.armillary.engine.JobResult.Status;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.Processor;
import org.armillary.engine.ResourceUse;
import org.armillary.engine.RunEnvironment;
import org.armillary.engine.RunListener;
import org.armillary.engine.RunMessage;

/**
 * Does the work of a job folder on the calling thread: finds the actor, describes the inputs, runs the actor, checks
 * that it kept to its contract, digests the products and writes {@code result.json}, which comes last. A failure is a
 * result too.
 *
 * <p><b>Threads.</b> Safe for use by several threads, each with a folder of its own.
 */
public final class JobRunner {

	private static final double NANOSECONDS = 1e9;
	private static final String SOFTWARE = "software";

	private final ActorCatalog catalog;
	private final Map<String, Installed> installed = new ConcurrentHashMap<>();
	private final Map<String, String> circumstances = circumstances();
	private final Optional<HeapPeak> heap;

	/** An actor and where it comes from. */
	private record Installed(ActorProvider provider, String origin) {
	}

	/** How the work went, before it is reported. */
	private record Work(Status status, Map<String, List<MadeProduct>> products, List<Message> messages) {
	}

	/** Makes a runner of the actors in {@code catalog}. */
	public JobRunner(ActorCatalog catalog) {
		this(catalog, Optional.empty());
	}

	private JobRunner(ActorCatalog catalog, Optional<HeapPeak> heap) {
		this.catalog = catalog;
		this.heap = heap;
	}

	/**
	 * A runner for a process that executes one job at a time and does nothing else: it measures the heap that each
	 * needs.
	 */
	public static JobRunner ofWholeProcess(ActorCatalog catalog) {
		return new JobRunner(catalog, Optional.of(new HeapPeak()));
	}

	/**
	 * Executes a job.
	 *
	 * @param listener
	 *            is told of progress, log entries and quality-control values
	 * @return how it ended; its products lie in the folder
	 * @throws InterruptedException
	 *             where the thread was interrupted; there is no result then
	 * @throws IOException
	 *             where the description of the job cannot be read
	 */
	public JobReport run(JobFolder folder, RunListener listener) throws InterruptedException, IOException {
		return run(folder, listener, new JobControl(false));
	}

	JobReport run(JobFolder folder, RunListener listener, JobControl control)
			throws InterruptedException, IOException {
		JobDescriptor job = folder.descriptor();
		heap.ifPresent(HeapPeak::reset);
		var attempt = new Attempt(folder, job, new QcCollector(job.id(), listener), control);
		return attempt.execute();
	}

	/** One execution. */
	private final class Attempt {

		private final JobFolder folder;
		private final JobDescriptor job;
		private final QcCollector collector;
		private final JobControl control;
		private final InputStaging staging;
		private final long start = System.nanoTime();
		private final CpuMeter cpu = heap.isPresent() ? CpuMeter.ofWholeProcess() : CpuMeter.ofThread();
		private String origin = "";
		private JobFacts facts = JobFacts.UNKNOWN;
		private boolean scratchUsed;

		Attempt(JobFolder folder, JobDescriptor job, QcCollector collector, JobControl control) {
			this.folder = folder;
			this.job = job;
			this.collector = collector;
			this.control = control;
			this.staging = new InputStaging(folder);
		}

		JobReport execute() throws InterruptedException {
			try (cpu) {
				return executed();
			}
		}

		private JobReport executed() throws InterruptedException {
			JobReport report;
			try {
				folder.begin();
				report = report(work());
			} catch (InterruptedException e) {
				stopIfCancelled(e);
				report = failure(e);
			} catch (ActorException | IOException e) {
				if (JobFailures.isInterruption(e)) {
					stopIfCancelled(e);
				}
				report = failure(e);
			} catch (RuntimeException | Error e) {
				// what an actor throws must not end the run, also when it is an error of the machine
				report = failure(e);
			}
			if (!control.complete()) {
				throw new InterruptedException("job " + job.id() + " was given up");
			}
			removeScratch();
			return write(report);
		}

		private Work work() throws ActorException, IOException, InterruptedException {
			Installed actor = installed(job);
			origin = actor.origin();
			ParameterValues parameters = ParameterValues.parse(actor.provider().descriptor(), job.parameters());
			facts = FactsOfJob.of(job, parameters);
			KeyCheck.check(job, actor.provider(), parameters);
			PortProducts inputs = staging.inputs(job);
			var history = new ProductHistory(actor.provider().descriptor(), facts, () -> inputs,
					ProductVersion.words());
			var context = new JobContext(folder, job, actor.provider().descriptor(), collector, control, history);
			try {
				var check = new DeliveryCheck(actor.provider().descriptor(), context);
				return switch (actor.provider().run(parameters, inputs, context)) {
				case Outcome.Ok<PortProducts>(var outputs, var caveats) ->
					new Work(Status.OK, check.products(outputs, true), caveats);
				case Outcome.Partial<PortProducts>(var outputs, var why) ->
					new Work(Status.PARTIAL, check.products(outputs, false), List.of(why));
				case Outcome.NoWork<PortProducts>(var why) -> new Work(Status.NO_WORK, Map.of(), List.of(why));
				};
			} finally {
				scratchUsed = context.hasScratch();
			}
		}

		private void stopIfCancelled(Exception cause) throws InterruptedException {
			if (control.mayBeInterrupted()) {
				throw cancelled(cause);
			}
		}

		private InterruptedException cancelled(Exception cause) {
			if (cause instanceof InterruptedException already) {
				return already;
			}
			var cancelled = new InterruptedException("job " + job.id() + " was cancelled");
			cancelled.initCause(cause);
			return cancelled;
		}

		private JobReport report(Work work) {
			return report(new JobResult(job.id(), work.status(), Map.of(), collector.values(), work.messages(),
					Optional.empty(), "", since(), use(), Optional.empty()), work.products());
		}

		private JobReport failure(Throwable cause) {
			var failure = JobFailures.of(cause, job.actor(), folder);
			return failure(failure.kind(), failure.message(), cause);
		}

		private JobReport failure(Kind kind, Message message, Throwable cause) {
			return report(new JobResult(job.id(), Status.FAILED, Map.of(), collector.values(), List.of(message),
					Optional.of(kind), JobFailures.trace(cause), since(), use(), Optional.empty()), Map.of());
		}

		private JobReport report(JobResult result, Map<String, List<MadeProduct>> products) {
			var known = new LinkedHashMap<>(circumstances);
			if (!origin.isEmpty()) {
				known.put("origin", origin);
			}
			return new JobReport(job.run(), job.actor(), job.key(), Corrections.in(result, job.inputs()), products,
					Instant.now(), known, facts);
		}

		private Duration since() {
			return Duration.ofNanos(System.nanoTime() - start);
		}

		private ResourceUse use() {
			return new ResourceUse(job.memoryBytes(), heap.map(HeapPeak::bytes).orElse(0L),
					cpu.nanoseconds() / NANOSECONDS);
		}

		/** Temporary files that cannot be removed are no reason to fail a job that is done. */
		private void removeScratch() {
			try {
				if (scratchUsed || staging.hasCopies()) {
					folder.deleteScratch();
				}
			} catch (IOException e) {
				collector.log(System.Logger.Level.WARNING, "temporary files not removed: " + e);
			}
		}

		/**
		 * Puts the report into its place; a result that cannot be written is a failure that is reported all the same.
		 */
		private JobReport write(JobReport report) {
			// an interruption that comes now comes too late
			boolean interrupted = Thread.interrupted();
			try {
				folder.write(report);
				return report;
			} catch (IOException e) {
				if (!report.result().status().isFinished()) {
					collector.log(System.Logger.Level.WARNING, "the failure cannot be recorded: " + e);
					return report;
				}
				return failure(Kind.RESOURCE, JobFailures.diskFull(e, folder)
						.orElseGet(() -> RunMessage.RESULT.with(folder.path(), Reason.of(e))), e);
			} finally {
				if (interrupted) {
					Thread.currentThread().interrupt();
				}
			}
		}
	}

	/** The actor of a job; looked for once. */
	private Installed installed(JobDescriptor job) throws ActorException {
		Installed known = installed.get(job.actor());
		if (known == null) {
			ActorProvider provider = catalog.provider(job.actor()).orElseThrow(() -> missing(job));
			known = new Installed(provider, origin(job.actor()));
			installed.put(job.actor(), known);
		}
		return known;
	}

	private String origin(String actor) {
		return catalog.entries().stream().filter(entry -> entry instanceof ActorCatalog.Entry.Available available
				&& available.descriptor().id().equals(actor)).map(ActorCatalog.Entry::origin).findFirst().orElse("");
	}

	private ActorException missing(JobDescriptor job) {
		String broken = catalog.entries().stream()
				.map(entry -> entry instanceof ActorCatalog.Entry.Broken(var name, var origin, var why)
						&& name.equals(job.actor()) ? ", " + origin + " is broken: " + why.summary() : "")
				.filter(text -> !text.isEmpty()).findFirst().orElse("");
		return new ActorException(Kind.USER, RunMessage.JOB_ACTOR_MISSING.with(job.id(), job.actor(), broken));
	}

	/**
	 * The software that ran a job, as headers of its products tell it.
	 *
	 * @param circumstances
	 *            those of its report
	 */
	public static String software(Map<String, String> circumstances) {
		return circumstances.getOrDefault(SOFTWARE, ProductVersion.words());
	}

	/** What is known of this process. */
	static Map<String, String> circumstances() {
		var found = new LinkedHashMap<String, String>();
		found.put("host", RunEnvironment.hostName());
		found.put(SOFTWARE, ProductVersion.words());
		found.put("machine", Processor.here().words());
		found.put("user", System.getProperty("user.name", ""));
		found.put("java",
				System.getProperty("java.vm.name", "") + " " + System.getProperty("java.runtime.version", ""));
		return found;
	}
}
