package org.armillary.engine.run;

import org.jspecify.annotations.Nullable;

/**
 * Lets an activation thread be interrupted while a job is at work, and at no other time: an interrupt closes the
 * channels that its thread works on, and those of store and journal must stay open.
 */
final class Interruption {

	private @Nullable Thread thread;
	private boolean cancelled;

	/** The current thread may be interrupted from now on. */
	synchronized void begin() throws InterruptedException {
		if (cancelled) {
			throw new InterruptedException("cancelled");
		}
		thread = Thread.currentThread();
	}

	/** The current thread may not be interrupted any more; an interrupt that came too late is forgotten. */
	synchronized void end() {
		thread = null;
		Thread.interrupted();
	}

	/** Interrupts the thread if a job is at work, now and whenever one is about to be. */
	synchronized void cancel() {
		cancelled = true;
		if (thread != null) {
			thread.interrupt();
		}
	}
}
