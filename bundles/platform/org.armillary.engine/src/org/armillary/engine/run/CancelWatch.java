package org.armillary.engine.run;

/**
 * Interrupts the thread that made it as soon as somebody wants a run cancelled, until it is closed: for work before the
 * schedule begins, which looks itself.
 */
final class CancelWatch implements AutoCloseable {

	private static final long POLL_MILLISECONDS = 100;

	private final RunFolder folder;
	private final Thread watched = Thread.currentThread();
	private boolean closed;
	private boolean interrupted;

	/** Begins to watch. */
	CancelWatch(RunFolder folder) {
		this.folder = folder;
		Thread.ofPlatform().daemon().name("armillary cancel watch").start(this::watch);
	}

	private synchronized void watch() {
		try {
			while (!closed) {
				if (folder.isCancelled()) {
					interrupted = true;
					watched.interrupt();
					return;
				}
				wait(POLL_MILLISECONDS);
			}
		} catch (InterruptedException e) {
			throw new IllegalStateException("nobody knows this thread", e);
		}
	}

	/** Ends the watch; its interrupt is not pending afterwards, as whoever goes on sees the wish to cancel himself. */
	@Override
	public synchronized void close() {
		closed = true;
		notifyAll();
		if (interrupted) {
			Thread.interrupted();
		}
	}
}
