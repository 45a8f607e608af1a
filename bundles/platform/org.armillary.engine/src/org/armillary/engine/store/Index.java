package org.armillary.engine.store;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.armillary.actor.message.Message;
import org.armillary.actor.message.Reason;
import org.armillary.engine.FileFacts;
import org.armillary.engine.RunMessage;
import org.sqlite.SQLiteErrorCode;

/**
 * The index as the store uses it: it answers quickly or not at all, and never fails. What is to be written is collected
 * and written by the thread that commits, after the files that it speaks of are safe.
 *
 * <p>An index that is missing or damaged in any way is replaced by one made from the files of the results; one that
 * cannot be written is worked without. <b>Threads.</b> Safe for use by several threads.
 */
final class Index implements AutoCloseable {

	/** After so many damaged ones in one process another would not last either. */
	private static final int MOST_REBUILDS = 3;

	/** Failures of the place or of the moment; every other one says that the content is bad. */
	private static final Set<SQLiteErrorCode> UNAVAILABLE = Set.of(SQLiteErrorCode.SQLITE_BUSY,
			SQLiteErrorCode.SQLITE_LOCKED, SQLiteErrorCode.SQLITE_FULL, SQLiteErrorCode.SQLITE_READONLY,
			SQLiteErrorCode.SQLITE_CANTOPEN, SQLiteErrorCode.SQLITE_PERM, SQLiteErrorCode.SQLITE_AUTH,
			SQLiteErrorCode.SQLITE_NOMEM, SQLiteErrorCode.SQLITE_PROTOCOL, SQLiteErrorCode.SQLITE_NOLFS);

	private final IndexFolder folder;
	private final Runnable wake;
	private final Consumer<Message> listener;

	private final Object reading = new Object();
	// guarded by reading
	private Optional<IndexFolder.Opened> reader = Optional.empty();
	private boolean looked;

	// used by the thread that commits
	private Optional<IndexFolder.Opened> writer = Optional.empty();

	// guarded by this
	private IndexRows pending = new IndexRows();
	private boolean off;
	private int damaged;
	private int rebuilds;

	private final AtomicInteger writings = new AtomicInteger();

	/**
	 * Makes the index of a store.
	 *
	 * @param wake
	 *            asks for a commit
	 * @param listener
	 *            is told of troubles; must not fail
	 */
	Index(IndexFolder folder, Runnable wake, Consumer<Message> listener) {
		this.folder = folder;
		this.wake = wake;
		this.listener = listener;
	}

	/** A question to the index. */
	@FunctionalInterface
	private interface Question<T> {
		T ask(IndexFile file) throws SQLException;
	}

	/** A result, packed; it may be that of another key. */
	Optional<byte[]> result(String key) {
		return ask(file -> file.result(key), Optional.empty());
	}

	/** The latest results with a value in a column, packed; it may stand there by mistake. */
	List<byte[]> latest(String column, long value, int limit) {
		return ask(file -> file.latest(column, value, limit), List.of());
	}

	/**
	 * Results in an order of their own, packed; none once there are no more, or where the index cannot be asked.
	 *
	 * @param after
	 *            hash of the last key that is known
	 */
	List<byte[]> page(long after, int limit) {
		return ask(file -> file.page(after, limit), List.of());
	}

	/** How often this process has written to it: what was read before is out of date after a change. */
	int writings() {
		return writings.get();
	}

	/** The digest of a file. */
	Optional<String> digest(FileIdentity file, long selection) {
		return ask(index -> index.digest(file, selection), Optional.<byte[]>empty())
				.flatMap(packed -> PackedFile.digest(packed, file, selection));
	}

	/** The facts of a file. */
	Optional<FileFacts> facts(FileIdentity file) {
		return ask(index -> index.facts(file), Optional.<byte[]>empty())
				.flatMap(packed -> PackedFile.facts(packed, file));
	}

	private <T> T ask(Question<T> question, T unknown) {
		synchronized (reading) {
			if (isOff()) {
				return unknown;
			}
			int number = 0;
			try {
				if (reader.isEmpty() && !looked) {
					// once, as long as the thread that commits does not say that there is a new one
					looked = true;
					reader = folder.open();
					if (reader.isEmpty()) {
						wake.run();
					}
				}
				if (reader.isEmpty()) {
					return unknown;
				}
				number = reader.orElseThrow().number();
				return question.ask(reader.orElseThrow().file());
			} catch (SQLException e) {
				closeReader();
				failed(e, number == 0 ? folder.newest() : number);
				return unknown;
			}
		}
	}

	/** Whether the index is not used in this process any more. */
	private synchronized boolean isOff() {
		return off;
	}

	/** Decides what becomes of an index that failed. */
	private synchronized void failed(SQLException problem, int number) {
		SQLiteErrorCode code = SQLiteErrorCode.getErrorCode(problem.getErrorCode() & 0xff);
		if (problem.getErrorCode() != 0 && UNAVAILABLE.contains(code) || rebuilds >= MOST_REBUILDS) {
			Log.note(Index.class, "the index in " + folder + " cannot be used; going on without it", problem);
			listener.accept(RunMessage.STORE_INDEX_UNUSABLE.with(folder, String.valueOf(problem.getMessage())));
			off = true;
		} else if (number > damaged) {
			Log.note(Index.class, "the index in " + folder + " is not right and will be made again from the results",
					problem);
			boolean other = IndexFile.OTHER_VERSION.equals(problem.getSQLState());
			listener.accept((other ? RunMessage.STORE_INDEX_OTHER_VERSION : RunMessage.STORE_INDEX_REBUILT)
					.with(folder));
			damaged = number;
			wake.run();
		}
	}

	/** Collects a result. */
	synchronized void add(IndexRows.Result row) {
		pending.results.add(row);
	}

	/** Collects the digest of a file. */
	synchronized void addDigest(IndexRows.File row) {
		pending.digests.add(row);
	}

	/** Collects the facts of a file. */
	synchronized void addFacts(IndexRows.File row) {
		pending.facts.add(row);
	}

	/** Forgets a result. */
	synchronized void remove(String key) {
		pending.results.removeIf(row -> row.key().equals(key));
		pending.removed.add(key);
	}

	/** Takes what was collected. */
	synchronized IndexRows drain() {
		IndexRows batch = pending;
		pending = new IndexRows();
		return batch;
	}

	/** Keeps rows for the next commit, while another process makes the file that they belong into. */
	private synchronized void keep(IndexRows batch) {
		if (!batch.isEmpty()) {
			batch.append(pending);
			pending = batch;
			wake.run();
		}
	}

	/**
	 * Writes rows whose files are safe. Only for the thread that commits.
	 *
	 * @return whether they stand there now, and all before them
	 */
	boolean write(IndexRows batch) {
		boolean done = false;
		boolean written = false;
		while (!done && !isOff()) {
			int number = 0;
			try {
				useNewest();
				if (writer.isPresent()) {
					number = writer.orElseThrow().number();
					if (!batch.isEmpty()) {
						writer.orElseThrow().file().write(batch);
						writings.incrementAndGet();
					}
					useForReading(number);
					written = true;
				} else {
					keep(batch);
				}
				done = true;
			} catch (SQLException e) {
				closeWriter();
				failed(e, number == 0 ? folder.newest() : number);
			} catch (IOException e) {
				Log.note(Index.class, "the index in " + folder + " cannot be written; going on without it", e);
				listener.accept(RunMessage.STORE_INDEX_UNUSABLE.with(folder, Reason.of(e)));
				turnOff();
			}
		}
		return written;
	}

	/** Opens the newest file, or makes one. */
	private void useNewest() throws SQLException, IOException {
		if (writer.isPresent() && !writer.orElseThrow().isCurrent(folder)) {
			// somebody removed or replaced it
			closeWriter();
		}
		int newest = folder.newest();
		if (newest == 0 || isDamaged(newest)) {
			closeWriter();
			writer = rebuild();
		} else if (writer.isEmpty()) {
			writer = folder.open();
		}
	}

	private synchronized boolean isDamaged(int number) {
		return number <= damaged;
	}

	private synchronized void turnOff() {
		off = true;
	}

	private Optional<IndexFolder.Opened> rebuild() throws SQLException, IOException {
		int least;
		synchronized (this) {
			least = damaged + 1;
			rebuilds++;
		}
		return folder.rebuild(least);
	}

	/** Lets whoever reads next open a file, unless it is open. */
	private void useForReading(int number) {
		synchronized (reading) {
			if (reader.isEmpty() || reader.orElseThrow().number() != number) {
				closeReader();
				looked = false;
			}
		}
	}

	private void closeReader() {
		reader.ifPresent(IndexFolder.Opened::close);
		reader = Optional.empty();
	}

	private void closeWriter() {
		writer.ifPresent(IndexFolder.Opened::close);
		writer = Optional.empty();
	}

	/** Closes it; nobody commits any more. */
	@Override
	public void close() {
		synchronized (reading) {
			closeReader();
			looked = true;
		}
		closeWriter();
	}
}
