package org.armillary.organiser.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Does the same with many things in several threads, each of which takes the next thing when it is done with one: so
 * those that wait for a slow disk hold up nobody.
 */
final class Parallel {

	private static final long PATIENCE = TimeUnit.SECONDS.toNanos(1);

	private final int threads;

	/** With so many threads at most. */
	Parallel(int threads) {
		this.threads = threads;
	}

	/** What is done with the thing at an index. */
	@FunctionalInterface
	interface Step {
		void at(int index);
	}

	/**
	 * Does it for the indices from 0 to {@code count} - 1. What the step throws is thrown here, once all threads have
	 * stopped.
	 *
	 * @throws InterruptedException
	 *             if this thread is interrupted; the others are then, too, and are waited for for a second
	 */
	void run(int count, Step step) throws InterruptedException {
		var next = new AtomicInteger();
		var failure = new AtomicReference<Throwable>();
		int workers = Math.min(threads, count);
		if (workers <= 1) {
			for (int i = 0; i <= count; i++) {
				// also after the last one, which an interrupt may have spoilt
				if (Thread.interrupted()) {
					throw new InterruptedException();
				}
				if (i < count) {
					step.at(i);
				}
			}
			return;
		}
		List<Thread> running = new ArrayList<>();
		for (int i = 0; i < workers; i++) {
			running.add(Thread.ofPlatform().daemon().name("headers-" + i).start(() -> {
				try {
					for (int at = next.getAndIncrement(); at < count
							&& !Thread.currentThread().isInterrupted(); at = next
									.getAndIncrement()) {
						step.at(at);
					}
				} catch (RuntimeException | Error e) {
					next.set(count);
					failure.compareAndSet(null, e);
				}
			}));
		}
		try {
			for (Thread thread : running) {
				thread.join();
			}
		} catch (InterruptedException e) {
			next.set(count);
			running.forEach(Thread::interrupt);
			await(running);
			throw e;
		}
		switch (failure.get()) {
		case RuntimeException e -> throw e;
		case Error e -> throw e;
		case null, default -> {
			// all went well
		}
		}
	}

	/** A thread that hangs in the operating system is not waited for for long. */
	private static void await(List<Thread> running) throws InterruptedException {
		long end = System.nanoTime() + PATIENCE;
		for (Thread thread : running) {
			long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
			if (left > 0) {
				thread.join(left);
			}
		}
	}
}
