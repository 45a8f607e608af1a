package org.armillary.engine.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicReference;

import org.armillary.actor.message.Message;
import org.armillary.actor.message.Reason;
import org.armillary.engine.DatasetFiles;
import org.armillary.engine.ExecutionOptions;
import org.armillary.engine.RefusedException;
import org.armillary.engine.RunEnvironment;
import org.armillary.engine.RunEvent;
import org.armillary.engine.RunEvent.Outcome;
import org.armillary.engine.RunListener;
import org.armillary.engine.RunMessage;
import org.armillary.engine.RunPlan;
import org.armillary.engine.RunRequest;
import org.armillary.engine.RunResult;
import org.armillary.engine.job.JobExecutor;
import org.armillary.engine.planning.Planning;
import org.armillary.engine.quality.LimitReader;
import org.armillary.engine.quality.LimitSet;
import org.armillary.engine.store.Store;
import org.armillary.workflow.text.DocumentException;
import org.armillary.workflow.text.Problem;

/**
 * One run from its plan to its end, by the process that holds its lease. Events go to the journal first and then to the
 * listener, on the coordinating thread.
 */
final class RunExecution {

	private final RunFolder folder;
	private final RunRequest request;
	private final ExecutionOptions options;
	private final Store store;
	private final JobExecutor executor;
	private final Journal journal;
	private final RunListener listener;
	private final boolean moves;
	private final RunEnvironment environment;
	private final ResultCollector results;
	private final FinalNames finalNames = new FinalNames();
	private volatile boolean cancelled;
	private boolean listens = true;
	private boolean executes;

	/**
	 * Makes the execution of a run.
	 *
	 * @param journal
	 *            the run's journal, open
	 * @param moves
	 *            whether products that nobody needs any more are moved out of the store
	 * @param environment
	 *            with what it is executed
	 */
	RunExecution(RunFolder folder, RunRequest request, ExecutionOptions options, Store store, JobExecutor executor,
			Journal journal, RunListener listener, boolean moves, RunEnvironment environment) {
		this.folder = folder;
		this.request = request;
		this.options = options;
		this.store = store;
		this.executor = executor;
		this.journal = journal;
		this.listener = listener;
		this.moves = moves;
		this.environment = environment;
		this.results = new ResultCollector(folder.id());
	}

	/**
	 * Executes the jobs of a plan and waits for their end. An interrupt of the waiting thread cancels them; it is
	 * taken as that and not pending afterwards.
	 *
	 * @throws RefusedException
	 *             where the output folder or the limits cannot be used; no job has started then
	 */
	RunResult execute(Planning planning, ProductNames names) throws RefusedException {
		LimitSet limits = limits();
		Path output = request.outputFolder().toAbsolutePath().normalize();
		List<Path> created = Folders.makeOutput(output);
		try {
			var problem = new AtomicReference<Throwable>();
			var result = new AtomicReference<RunResult>();
			Thread coordinator = Thread.ofPlatform().daemon().name("armillary run").start(() -> {
				try {
					result.set(coordinate(planning, names, limits));
				} catch (InterruptedException | RuntimeException | Error e) {
					problem.set(e);
				}
			});
			join(coordinator);
			if (problem.get() != null) {
				return stopped(RunMessage.ENGINE_DEFECT.with("executed the run", problem.get()), problem.get());
			}
			return result.get();
		} finally {
			created.forEach(Folders::deleteIfEmpty);
		}
	}

	private LimitSet limits() throws RefusedException {
		try {
			return LimitReader.read(request.limits());
		} catch (DocumentException e) {
			throw new RefusedException(RefusedException.Kind.INVALID,
					e.problems().stream().map(Problem::message).toList(), e);
		}
	}

	private void join(Thread coordinator) {
		while (true) {
			try {
				coordinator.join();
				return;
			} catch (InterruptedException _) {
				cancelled = true;
			}
		}
	}

	private RunResult coordinate(Planning planning, ProductNames names, LimitSet limits)
			throws InterruptedException {
		var notices = new LinkedBlockingQueue<Notice>();
		var publisher = new Publisher(folder, names, store.files(), moves, () -> cancelled);
		var work = new JobWork(folder, store, executor, options,
				new JobKeys(request.decisions(), DatasetFiles.of(store.files(), request.datasets())),
				publisher, limits, notices::add);
		RunPlan plan = planning.plan();
		try {
			on(new RunEvent.Started(folder.id(), plan.workflow(), plan.jobs().stream().map(Outlines::of).toList(),
					plan.idle().stream().map(RunPlan.IdleNode::why).toList(), plan.notes()));
			on(new RunEvent.TakenUp(environment));
			var graph = new JobGraph(planning);
			var scheduler = new Scheduler(graph, work, options, names, publisher, this::on, this::isCancelled, notices);
			Scheduler.End end = scheduler.run();
			work.close();
			if (end != Scheduler.End.STOPPED) {
				finalNames.settle(graph, names, publisher, this::on);
			}
			return switch (end) {
			case COMPLETE -> ended(anyFailed(graph) ? Outcome.FAILED : Outcome.DONE, List.of());
			case CANCELLED -> {
				scheduler.cancelRest();
				yield ended(Outcome.CANCELLED, List.of());
			}
			case STOPPED -> ended(Outcome.STOPPED,
					List.of(scheduler.trouble().orElseThrow(), RunMessage.GIVEN_UP.with(folder.id())));
			};
		} catch (UncheckedIOException e) {
			return stopped(Folders.trouble(folder.path(), 0, e.getCause()), e);
		} catch (IOException e) {
			return stopped(RunMessage.PRODUCT.with(request.outputFolder(), Reason.of(e)), e);
		} finally {
			work.close();
		}
	}

	private static boolean anyFailed(JobGraph graph) {
		return graph.nodes().stream()
				.anyMatch(node -> node.result().map(result -> result.status().isFailure()).orElse(false));
	}

	private boolean isCancelled() {
		if (!cancelled && folder.isCancelled()) {
			cancelled = true;
		}
		Optional<IOException> unsafe = store.commits().failure();
		if (unsafe.isPresent()) {
			throw new UncheckedIOException(unsafe.get());
		}
		return cancelled;
	}

	/** Ends the run; what it made survives a loss of power from then on. */
	private RunResult ended(Outcome outcome, List<Message> messages) {
		if (executes) {
			try {
				store.sync();
			} catch (IOException e) {
				throw new UncheckedIOException(e);
			}
		}
		store.troubles().forEach(
				trouble -> on(new RunEvent.Logged("", System.Logger.Level.WARNING, trouble.summary())));
		on(new RunEvent.Ended(outcome, messages));
		return results.result();
	}

	/** Ends a run that cannot go on; its journal is told if that is still possible. */
	private RunResult stopped(Message why, Throwable cause) {
		// what is no trouble of the disk is a defect, whose trace is needed
		System.getLogger(RunExecution.class.getName()).log(
				cause instanceof IOException || cause instanceof UncheckedIOException ? System.Logger.Level.DEBUG
						: System.Logger.Level.ERROR,
				"the run was given up", cause);
		var end = new RunEvent.Ended(Outcome.STOPPED, List.of(why, RunMessage.GIVEN_UP.with(folder.id())));
		try {
			journal.on(end);
		} catch (UncheckedIOException e) {
			System.getLogger(RunExecution.class.getName()).log(System.Logger.Level.DEBUG,
					"the journal does not say that the run was given up", e);
		}
		results.on(end);
		tell(end);
		return results.result();
	}

	private void on(RunEvent event) {
		executes |= event instanceof RunEvent.JobStarted;
		journal.on(event);
		results.on(event);
		finalNames.take(event);
		tell(event);
	}

	/** Tells the listener; one that fails is told no more, as the run is none of its business. */
	private void tell(RunEvent event) {
		if (listens) {
			try {
				listener.on(event);
			} catch (RuntimeException e) {
				listens = false;
				System.getLogger(RunExecution.class.getName()).log(System.Logger.Level.WARNING,
						"whoever listened to the run failed and is told no more", e);
			}
		}
	}
}
