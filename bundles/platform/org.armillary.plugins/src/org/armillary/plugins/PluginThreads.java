package org.armillary.plugins;

import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.FutureTask;

/**
 * The threads that run code of plug-ins outside a job, so that code that never returns stops nothing but itself.
 * They are interrupted when the framework stops, because code that waits in a constructor holds locks that
 * stopping needs.
 */
final class PluginThreads {

	private final Set<Thread> running = ConcurrentHashMap.newKeySet();

	/**
	 * Starts work.
	 *
	 * @param name
	 *            what it is done for
	 * @param work
	 *            throws nothing but {@link PluginException} and unchecked exceptions
	 */
	<T> TimeLimit<T> start(String name, Callable<T> work) {
		var task = new FutureTask<>(work);
		Thread.ofPlatform().daemon().name("armillary-plugin " + name).start(() -> {
			running.add(Thread.currentThread());
			try {
				task.run();
			} finally {
				running.remove(Thread.currentThread());
			}
		});
		return new TimeLimit<>(task);
	}

	/** Asks all work that has not ended to end. */
	void interruptAll() {
		running.forEach(Thread::interrupt);
	}
}
