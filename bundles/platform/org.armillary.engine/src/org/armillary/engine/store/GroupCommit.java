package org.armillary.engine.store;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Makes what was written survive a loss of power, for many writers together and in the background: at most one second
 * after a change the journals and the file system of the store are forced, and then, as only what is safe may stand
 * there, the index is written.
 *
 * <p><b>Threads.</b> Safe for use by several threads; none of them waits for the disk, except in {@link #flush()}.
 */
public final class GroupCommit implements AutoCloseable {

	/** From a change to the moment when forcing begins, which takes a while itself. */
	private static final long DELAY = TimeUnit.MILLISECONDS.toNanos(700);

	/** What is done at a commit. */
	interface Work {

		/**
		 * Forces the files of the store and then writes the index.
		 *
		 * @param journals
		 *            journals to be forced
		 */
		void commit(Set<Forceable> journals) throws IOException;
	}

	private final Work work;
	private final Thread thread;
	private final Set<Forceable> journals = ConcurrentHashMap.newKeySet();

	// guarded by this
	private long changes;
	private long committed;
	private long due;
	private boolean urgent;
	private boolean closed;
	/** Number of the last change that is committed after closing. */
	private long last = Long.MAX_VALUE;
	private Optional<IOException> failure = Optional.empty();

	GroupCommit(String name, Work work) {
		this.work = work;
		thread = Thread.ofPlatform().daemon().name(name).start(this::loop);
	}

	/** Says that something was written. */
	public synchronized void changed() {
		if (changes == committed) {
			due = System.nanoTime() + DELAY;
			changes++;
			notifyAll();
		} else {
			changes++;
		}
	}

	/** Forces a journal, too, from now on. */
	public void add(Forceable journal) {
		journals.add(journal);
	}

	/** Forces a journal no longer; who wants it forced once more calls {@link #flush()} before. */
	public void remove(Forceable journal) {
		journals.remove(journal);
	}

	/** The first failure met in the background; from then on nothing is promised. */
	public synchronized Optional<IOException> failure() {
		return failure;
	}

	/**
	 * Returns when everything written so far would survive a loss of power.
	 *
	 * <p>An interrupted thread waits all the same, as it takes only moments, and is interrupted afterwards.
	 */
	public void flush() throws IOException {
		boolean interrupted = false;
		boolean ended;
		synchronized (this) {
			long wanted = changes;
			while (committed < wanted && thread.isAlive()) {
				urgent = true;
				notifyAll();
				try {
					wait();
				} catch (InterruptedException e) {
					interrupted = true;
				}
			}
			ended = committed < wanted;
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
		if (ended) {
			throw new IOException("the store is closed");
		}
		IOException bad = failure().orElse(null);
		if (bad != null) {
			throw new IOException(bad.getMessage(), bad);
		}
	}

	/** Commits once more and stops. */
	@Override
	public void close() {
		boolean interrupted = false;
		synchronized (this) {
			if (!closed) {
				closed = true;
				last = changes;
			}
			notifyAll();
		}
		while (thread.isAlive()) {
			try {
				thread.join();
			} catch (InterruptedException e) {
				interrupted = true;
			}
		}
		if (interrupted) {
			Thread.currentThread().interrupt();
		}
	}

	private void loop() {
		long number = awaitChange();
		while (number >= 0) {
			Optional<IOException> problem = Optional.empty();
			try {
				work.commit(journals);
			} catch (IOException e) {
				problem = Optional.of(e);
			} catch (RuntimeException | Error e) {
				problem = Optional.of(new IOException(e));
			}
			done(number, problem);
			number = awaitChange();
		}
	}

	/** Waits until something is to be committed; returns the number of the latest change, negative at the end. */
	private synchronized long awaitChange() {
		while (true) {
			long left = due - System.nanoTime();
			// what the last commit itself has to leave, such as rows of an index in the making, is derived
			boolean pending = changes > committed && committed < last;
			if (pending && (urgent || closed || left <= 0)) {
				return changes;
			}
			if (closed) {
				return -1;
			}
			try {
				if (pending) {
					TimeUnit.NANOSECONDS.timedWait(this, left);
				} else {
					wait();
				}
			} catch (InterruptedException e) {
				// nobody has a reason to interrupt this thread; what is pending is committed before it ends
				closed = true;
				last = changes;
			}
		}
	}

	private synchronized void done(long number, Optional<IOException> problem) {
		problem.ifPresent(e -> Log.warn(GroupCommit.class, "what was written last may not survive a loss of power", e));
		if (failure.isEmpty()) {
			failure = problem;
		}
		committed = number;
		urgent = false;
		due = System.nanoTime() + DELAY;
		notifyAll();
	}
}
