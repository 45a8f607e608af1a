package org.armillary.engine.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * A fixed number of activation threads that execute jobs. Those without a job look for results; so does one more
 * thread that does nothing else, so that what is there already is found while all others are at work.
 *
 * <p><b>Threads.</b> Safe for use by several threads.
 */
final class Workers {

	private final ArrayDeque<Consumer<Interruption>> executions = new ArrayDeque<>();
	private final ArrayDeque<Consumer<Interruption>> looks = new ArrayDeque<>();
	private final List<Thread> threads = new ArrayList<>();
	private final List<Interruption> interruptions = new ArrayList<>();
	private boolean closed;

	/** Starts the threads. */
	Workers(int number) {
		for (int i = 1; i <= number; i++) {
			start("armillary worker " + i, true);
		}
		start("armillary scout", false);
	}

	private void start(String name, boolean executes) {
		var interruption = new Interruption();
		interruptions.add(interruption);
		threads.add(Thread.ofPlatform().daemon().name(name).start(() -> {
			for (Consumer<Interruption> next = next(executes); next != null; next = next(executes)) {
				next.accept(interruption);
			}
		}));
	}

	/** Waits for something to do; null at the end. */
	private synchronized @Nullable Consumer<Interruption> next(boolean executes) {
		while (!closed) {
			Consumer<Interruption> next = executes && !executions.isEmpty() ? executions.poll() : looks.poll();
			if (next != null) {
				return next;
			}
			try {
				wait();
			} catch (InterruptedException _) {
				// an interrupt meant for a job that has ended meanwhile
			}
		}
		return null;
	}

	/** Has a job executed as soon as a thread is free. */
	synchronized void execute(Consumer<Interruption> execution) {
		executions.add(execution);
		// the one thread that does not execute may be among those that wait
		notifyAll();
	}

	/** Has the store looked into when a thread has nothing else to do. */
	synchronized void look(Runnable look) {
		looks.add(_ -> look.run());
		notify();
	}

	/** Ends the threads when they have done what they do now; what is queued is dropped. */
	synchronized void close() {
		closed = true;
		notifyAll();
	}

	/** Interrupts the jobs at work. */
	void interrupt() {
		interruptions.forEach(Interruption::cancel);
	}

	/** Waits until all threads ended, or some time is over. */
	void await(long milliseconds) throws InterruptedException {
		long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(milliseconds);
		for (Thread thread : threads) {
			long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
			if (left > 0) {
				thread.join(left);
			}
		}
	}
}
