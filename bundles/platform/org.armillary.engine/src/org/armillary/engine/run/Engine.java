package org.armillary.engine.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.armillary.actor.message.Message;
import org.armillary.actor.message.Reason;
import org.armillary.actor.provider.ActorCatalog;
import org.armillary.engine.ExecutionOptions;
import org.armillary.engine.RefusedException;
import org.armillary.engine.RefusedException.Kind;
import org.armillary.engine.RunEnvironment;
import org.armillary.engine.RunEvent;
import org.armillary.engine.RunEvent.Outcome;
import org.armillary.engine.RunListener;
import org.armillary.engine.RunMessage;
import org.armillary.engine.RunRequest;
import org.armillary.engine.RunResult;
import org.armillary.engine.job.JobExecutor;
import org.armillary.engine.planning.Planner;
import org.armillary.engine.planning.Planning;
import org.armillary.engine.store.Store;
import org.armillary.engine.store.StoreUse;

/**
 * Forecasts and executes runs. A job whose result is in the store is not executed again; the products of all jobs are
 * copied to the output folder of the run.
 *
 * <p>What a run makes depends on the request and the true headers of products alone: not on the number of workers, on
 * which job ends first, or on the time.
 *
 * <p><b>Threads.</b> Safe for use by several threads; each run has its own.
 */
public final class Engine {

	private static final Duration LONGEST_CLEANING = Duration.ofSeconds(60);
	private static final long POLL_MILLISECONDS = 100;

	private final ActorCatalog catalog;
	private final Store store;
	private final JobExecutor executor;
	private final RunEnvironment environment;
	private final boolean moves;

	/**
	 * Makes an engine.
	 *
	 * @param catalog
	 *            the actors
	 * @param store
	 *            where results are remembered and runs have their folders
	 * @param executor
	 *            what executes jobs; the caller closes it
	 */
	public Engine(ActorCatalog catalog, Store store, JobExecutor executor) {
		this(catalog, store, executor, RunEnvironment.ofProcess(), false);
	}

	/**
	 * Makes an engine.
	 *
	 * @param catalog
	 *            the actors
	 * @param store
	 *            where results are remembered and runs have their folders
	 * @param executor
	 *            what executes jobs; the caller closes it
	 * @param environment
	 *            with what it does so; told in the journals of runs
	 */
	public Engine(ActorCatalog catalog, Store store, JobExecutor executor, RunEnvironment environment) {
		this(catalog, store, executor, environment, false);
	}

	private Engine(ActorCatalog catalog, Store store, JobExecutor executor, RunEnvironment environment,
			boolean moves) {
		this.catalog = catalog;
		this.store = store;
		this.executor = executor;
		this.environment = environment;
		this.moves = moves;
	}

	/**
	 * An engine that moves products that no other job needs out of the store, instead of copying them: for a store
	 * that is thrown away after the run.
	 */
	public Engine forPassingStore() {
		return new Engine(catalog, store, executor, environment, true);
	}

	/**
	 * Finds out what a run would do. Nothing is executed and nothing written but what the store remembers of files.
	 *
	 * @throws RefusedException
	 *             where the run would be refused
	 */
	public Forecast forecast(RunRequest request) throws RefusedException {
		Prepared prepared = prepare(request);
		Folders.checkOutput(request.outputFolder().toAbsolutePath().normalize());
		return new Forecaster(request, store).of(prepared.planning()).with(prepared);
	}

	/**
	 * Makes the folder of a new run and executes the run in this process.
	 *
	 * @throws RefusedException
	 *             before any job started, with nothing written
	 */
	public RunResult run(RunRequest request, ExecutionOptions options, RunListener listener) throws RefusedException {
		Prepared prepared = prepare(request);
		Folders.checkOutput(request.outputFolder().toAbsolutePath().normalize());
		RunFolder folder;
		try {
			folder = RunFolder.create(store, request, options);
		} catch (IOException e) {
			throw refused(Folders.trouble(store.runs(), 0, e), e);
		}
		return execute(folder, Optional.of(prepared), listener);
	}

	/**
	 * Finds out whether a run can go on; nothing is changed.
	 *
	 * @throws RefusedException
	 *             where it cannot: an input is gone, say, or the output folder cannot be written
	 */
	public void checkResume(RunFolder folder) throws RefusedException {
		try {
			RunRequest request = folder.request();
			prepare(request);
			Folders.checkOutput(request.outputFolder().toAbsolutePath().normalize());
		} catch (IOException e) {
			throw refused(RunMessage.DAMAGED_RUN.with(folder.path(), Reason.of(e)), e);
		}
	}

	/**
	 * Executes a run, or goes on with one that was interrupted: what is finished is reused. Interrupting the waiting
	 * thread cancels the run; the interrupt is not pending afterwards.
	 *
	 * @throws RefusedException
	 *             where another process executes the run, or it cannot be planned; the journal of a new run says so
	 *             then, a run that was to go on stays what it was
	 */
	public RunResult execute(RunFolder folder, RunListener listener) throws RefusedException {
		return execute(folder, Optional.empty(), listener);
	}

	/**
	 * Executes a new run of which a forecast was just made, without planning it once more.
	 *
	 * @param forecast
	 *            what {@link #forecast} told for the request of the run
	 * @throws RefusedException
	 *             where another process executes the run
	 */
	public RunResult execute(RunFolder folder, Forecast forecast, RunListener listener) throws RefusedException {
		Optional<Prepared> prepared = forecast.takePrepared();
		// it may have been planned again with the true headers of what is there
		prepared.ifPresent(known -> known.names().plan(known.planning().plan().jobs()));
		return execute(folder, prepared, listener);
	}

	private RunResult execute(RunFolder folder, Optional<Prepared> planned, RunListener listener)
			throws RefusedException {
		try (Lease lease = lease(folder); StoreUse _ = use(folder)) {
			RunRequest request = folder.request();
			boolean resumed = folder.hasBegun();
			var recovery = new Recovery(folder, store);
			// also where the journal says that the run has not begun: a loss of power may have taken all of it
			recovery.adoptFinished();
			try (Journal journal = folder.journal(store.commits())) {
				return execute(folder, request, planned, journal, listener,
						resumed ? Optional.of(lease) : Optional.empty(), recovery);
			}
		} catch (IOException e) {
			throw refused(Folders.trouble(folder.path(), 0, e), e);
		}
	}

	private RunResult execute(RunFolder folder, RunRequest request, Optional<Prepared> planned, Journal journal,
			RunListener listener, Optional<Lease> resumed, Recovery recovery) throws RefusedException, IOException {
		boolean begun = resumed.isEmpty();
		try {
			Prepared prepared = planned.isPresent() ? planned.get() : prepare(request, folder);
			if (resumed.isPresent()) {
				Folders.checkOutput(request.outputFolder().toAbsolutePath().normalize());
				begun = true;
				var event = new RunEvent.Resumed(resumed.get().holder().host(), resumed.get().holder().pid());
				journal.on(event);
				listener.on(event);
			}
			recovery.deleteTemporaryProducts(prepared.names(), prepared.planning().plan().jobs());
			return new RunExecution(folder, request, folder.options(), store, executor, journal, listener, moves,
					environment)
					.execute(prepared.planning(), prepared.names());
		} catch (RefusedException e) {
			// a run that cannot go on stays what it was
			if (begun || e.kind() == Kind.CANCELLED) {
				journal.on(new RunEvent.Ended(e.kind() == Kind.CANCELLED ? Outcome.CANCELLED : Outcome.STOPPED,
						e.messages()));
			}
			throw e;
		} catch (UncheckedIOException e) {
			throw e.getCause();
		}
	}

	private Lease lease(RunFolder folder) throws RefusedException, IOException {
		Optional<Lease> lease = folder.lease();
		if (lease.isEmpty()) {
			throw new RefusedException(RunMessage.HELD.with(folder.id(),
					folder.holder().orElse(LeaseHolder.UNKNOWN).words()));
		}
		return lease.get();
	}

	/** The right to use the store; waits for the end of a cleaning, which never takes long. */
	private StoreUse use(RunFolder folder) throws RefusedException, IOException {
		long end = System.nanoTime() + LONGEST_CLEANING.toNanos();
		try {
			while (true) {
				Optional<StoreUse> use = store.use();
				if (use.isPresent()) {
					return use.get();
				}
				if (folder.isCancelled()) {
					throw cancelled();
				}
				if (System.nanoTime() > end) {
					throw new RefusedException(RunMessage.CLEANING.with(store.folder()));
				}
				TimeUnit.MILLISECONDS.sleep(POLL_MILLISECONDS);
			}
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
			throw cancelled();
		}
	}

	private static RefusedException cancelled() {
		return new RefusedException(Kind.CANCELLED, List.of(RunMessage.CANCELLED_PLAN.with()), null);
	}

	/** Plans a run that may be cancelled meanwhile. */
	private Prepared prepare(RunRequest request, RunFolder folder) throws RefusedException {
		try (var _ = new CancelWatch(folder)) {
			return prepare(request);
		}
	}

	/** A run that can start: its plan and the names of its products. */
	record Prepared(Planning planning, ProductNames names) {
	}

	private Prepared prepare(RunRequest request) throws RefusedException {
		Planning planning = new Planner(catalog, store.files()).begin(request);
		var names = new ProductNames(request.outputFolder().toAbsolutePath().normalize(), request.layout());
		names.plan(planning.plan().jobs());
		names.refuseInputs(planning.plan().jobs());
		return new Prepared(planning, names);
	}

	private static RefusedException refused(Message why, IOException cause) {
		return new RefusedException(Kind.INVALID, List.of(why), cause);
	}
}
