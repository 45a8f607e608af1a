package org.armillary.engine.job;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * The workers that there are. A job gets an idle one with enough heap, or a new one; an idle one that is too small goes
 * where there would be too many, and any that was idle for long.
 *
 * <p><b>Threads.</b> Safe for use by several threads.
 */
final class WorkerPool implements AutoCloseable {

	private static final Duration END_PATIENCE = Duration.ofMillis(1000);
	private static final int CHECKS = 4;

	private final WorkerCommand command;
	private final int limit;
	private final Duration idleLimit;
	private final List<Worker> idle = new ArrayList<>();
	private final List<Worker> busy = new ArrayList<>();
	private @Nullable ScheduledExecutorService janitor;

	/**
	 * Makes an empty pool.
	 *
	 * @param limit
	 *            from how many workers on idle ones go when another is started
	 * @param idleLimit
	 *            how long a worker may be idle
	 */
	WorkerPool(WorkerCommand command, int limit, Duration idleLimit) {
		this.command = command;
		this.limit = limit;
		this.idleLimit = idleLimit;
	}

	/** An idle worker, the smallest that has the heap; empty where there is none. */
	synchronized Optional<Worker> idle(long heapBytes) {
		removeDead();
		Optional<Worker> found = idle.stream().filter(worker -> worker.heapBytes() >= heapBytes)
				.min(Comparator.comparingLong(Worker::heapBytes));
		found.ifPresent(worker -> {
			idle.remove(worker);
			busy.add(worker);
		});
		return found;
	}

	/** A new worker. */
	Worker start(long heapBytes) throws IOException {
		synchronized (this) {
			removeDead();
			// the smallest first: the larger ones serve more jobs
			idle.sort(Comparator.comparingLong(Worker::heapBytes));
			while (!idle.isEmpty() && idle.size() + busy.size() >= limit) {
				idle.removeFirst().quit();
			}
			beginToClean();
		}
		Worker worker = Worker.start(command, heapBytes);
		synchronized (this) {
			busy.add(worker);
		}
		return worker;
	}

	/** Takes a worker back whose job has ended. */
	synchronized void release(Worker worker) {
		worker.rest();
		if (busy.remove(worker) && worker.isAlive()) {
			idle.add(worker);
		}
	}

	/** Ends a worker that is of no use any more. */
	void discard(Worker worker) throws InterruptedException {
		synchronized (this) {
			busy.remove(worker);
			idle.remove(worker);
		}
		worker.kill();
		worker.awaitEnd(END_PATIENCE);
	}

	/** Number of workers, idle and busy. */
	synchronized int size() {
		removeDead();
		return idle.size() + busy.size();
	}

	@Override
	public void close() {
		List<Worker> all;
		synchronized (this) {
			all = new ArrayList<>(idle);
			all.addAll(busy);
			idle.clear();
			busy.clear();
			if (janitor != null) {
				janitor.shutdownNow();
				janitor = null;
			}
		}
		all.forEach(Worker::quit);
		long deadline = System.nanoTime() + END_PATIENCE.toNanos();
		try {
			for (Worker worker : all) {
				worker.awaitEnd(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
			}
		} catch (InterruptedException e) {
			Thread.currentThread().interrupt();
		} finally {
			all.stream().filter(Worker::isAlive).forEach(Worker::kill);
		}
	}

	private void removeDead() {
		idle.removeIf(worker -> !worker.isAlive());
	}

	private void beginToClean() {
		if (janitor == null) {
			long pause = Math.max(1, idleLimit.toMillis() / CHECKS);
			janitor = Executors.newSingleThreadScheduledExecutor(
					work -> Thread.ofPlatform().daemon().name("ends idle workers").unstarted(work));
			janitor.scheduleWithFixedDelay(this::endIdle, pause, pause, TimeUnit.MILLISECONDS);
		}
	}

	private synchronized void endIdle() {
		removeDead();
		List<Worker> tooLong = idle.stream().filter(worker -> worker.idle().compareTo(idleLimit) > 0).toList();
		idle.removeAll(tooLong);
		tooLong.forEach(Worker::quit);
	}
}
