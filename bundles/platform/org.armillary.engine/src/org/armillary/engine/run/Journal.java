package org.armillary.engine.run;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

import org.armillary.engine.RunEvent;
import org.armillary.engine.RunListener;
import org.armillary.engine.store.Forceable;
import org.armillary.engine.store.GroupCommit;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what happens in a run, one line an event, at the end of a file. Each line carries a check sum, so that a line
 * that a crash tore is told from one that was written.
 *
 * <p>A line is in the file when {@link #on} returns, and survives the death of the process; it survives that of the machine
 * after the next group commit, which happens on a thread of its own. Progress is kept once a second for each job, its last
 * state before the job ends always; log lines below {@link System.Logger.Level#INFO} are not kept.
 *
 * <p><b>Threads.</b> Events come from one thread at a time; {@link #force} may be called by another meanwhile.
 */
public final class Journal implements RunListener, AutoCloseable, Forceable {

	private static final Duration PROGRESS_PAUSE = Duration.ofSeconds(1);
	private static final byte[] LINE_END = { '\n' };

	/** What a job told of its progress: when that was last kept, and what was not kept since. */
	private record Told(Instant kept, RunEvent.@Nullable Progress pending) {
	}

	/** What forces journals to the disk now and then: the group commit of the store. */
	interface Commits {
		/** Something was written. */
		void changed();

		/** The journal is forced no longer. */
		void remove(Forceable journal);
	}

	private final Path file;
	private final Commits commits;
	private final Object forcing = new Object();
	private final InstantSource clock;
	// a stream and no channel, which an interrupt would close; cancelling interrupts
	private final FileOutputStream out;
	private final Map<String, Told> progress = new HashMap<>();
	private boolean torn;
	private boolean closed;
	private volatile boolean dirty;

	/**
	 * Goes on with a journal, or begins one, for the group commit of a store.
	 *
	 * @param file
	 *            the file, made if there is none
	 */
	static Journal open(Path file, GroupCommit commits) throws IOException {
		var journal = new Journal(file, new Commits() {
			@Override
			public void changed() {
				commits.changed();
			}

			@Override
			public void remove(Forceable closed) {
				commits.remove(closed);
			}
		}, InstantSource.system());
		commits.add(journal);
		return journal;
	}

	/**
	 * Goes on with a journal, or begins one. A last line that is torn or damaged is cut off.
	 *
	 * @param file
	 *            the file, made if there is none
	 * @param commits
	 *            what forces the journal to the disk
	 * @param clock
	 *            what gives events their time
	 */
	Journal(Path file, Commits commits, InstantSource clock) throws IOException {
		this.file = file;
		this.commits = commits;
		this.clock = clock;
		if (Files.exists(file)) {
			cut(JournalReader.tail(file).position());
		}
		out = new FileOutputStream(file.toFile(), true);
	}

	private void cut(long position) throws IOException {
		if (Files.size(file) != position) {
			try (var whole = new RandomAccessFile(file.toFile(), "rw")) {
				whole.setLength(position);
			}
		}
	}

	/**
	 * Writes an event.
	 *
	 * @throws UncheckedIOException
	 *             where it cannot be written; nothing of it is left then, and later events can be written if there is space
	 *             again
	 */
	@Override
	public void on(RunEvent event) {
		switch (event) {
		case RunEvent.Progress told -> keepNowAndThen(told);
		case RunEvent.Logged(_, var level, _) when level.getSeverity() < System.Logger.Level.INFO.getSeverity() -> {
			// for the curious who watch; the journal is for all that comes later
		}
		case RunEvent.JobEnded(var result, _, _) -> {
			keepPending(result.job());
			append(event);
			progress.remove(result.job());
		}
		case RunEvent.Retried retried -> {
			keepPending(retried.job());
			append(event);
		}
		default -> append(event);
		}
	}

	private void keepNowAndThen(RunEvent.Progress event) {
		Told told = progress.get(event.job());
		Instant now = clock.instant();
		if (told == null || !now.isBefore(told.kept().plus(PROGRESS_PAUSE))) {
			append(event);
			progress.put(event.job(), new Told(now, null));
		} else {
			progress.put(event.job(), new Told(told.kept(), event));
		}
	}

	private void keepPending(String job) {
		Told told = progress.get(job);
		if (told != null && told.pending() != null) {
			append(told.pending());
			progress.put(job, new Told(told.kept(), null));
		}
	}

	private void append(RunEvent event) {
		byte[] line = JournalLine.of(clock.instant(), event);
		try {
			if (torn) {
				// what is left of a line that could not be written becomes a damaged line of its own
				out.write(LINE_END);
				torn = false;
			}
			write(line);
		} catch (IOException e) {
			throw new UncheckedIOException(e);
		}
		dirty = true;
		commits.changed();
	}

	private void write(byte[] line) throws IOException {
		try {
			out.write(line);
		} catch (IOException e) {
			torn = true;
			try {
				cut(JournalReader.tail(file).position());
				torn = false;
			} catch (IOException again) {
				e.addSuppressed(again);
			}
			throw e;
		}
	}

	/** Waits until all that was written is on the disk. */
	@Override
	public void force() throws IOException {
		synchronized (forcing) {
			if (dirty && !closed) {
				dirty = false;
				try {
					out.getFD().sync();
				} catch (IOException e) {
					dirty = true;
					throw e;
				}
			}
		}
	}

	/** Forces the journal to the disk and closes it. */
	@Override
	public void close() throws IOException {
		commits.remove(this);
		synchronized (forcing) {
			// the group commit may be forcing it at this moment
			try (out) {
				force();
			} finally {
				closed = true;
			}
		}
	}
}
