package org.armillary.engine.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.armillary.engine.JobReport;

/**
 * Takes marks back whose jobs were done again. A mark goes for good only when the index knows of the new result: until
 * then, and whatever happens in between, a note beside it says of which result it is no longer true, and the file of the
 * result counts, not the index.
 *
 * <p><b>Threads.</b> Safe for use by several threads, except {@link #settle}, which is for the thread that commits.
 */
final class MarksAtWork {

	private final Marks marks;
	private final Layout layout;
	private final Disk disk;
	private final boolean isIndexShared;
	/** The marks of results whose jobs are at work in this process, as they were when the work began. */
	private final Map<String, Mark> begun = new ConcurrentHashMap<>();
	private final ConcurrentLinkedQueue<Noted> noted = new ConcurrentLinkedQueue<>();

	/**
	 * A mark to take back.
	 *
	 * @param key
	 *            hash of the key of the result
	 * @param ended
	 *            when the job ended that was done again
	 */
	record Noted(String key, Instant ended) {
	}

	/**
	 * Takes back marks of a store.
	 *
	 * @param isIndexShared
	 *            whether all who use the store have the same index; others may have rows of results before
	 */
	MarksAtWork(Marks marks, Layout layout, Disk disk, boolean isIndexShared) {
		this.marks = marks;
		this.layout = layout;
		this.disk = disk;
		this.isIndexShared = isIndexShared;
	}

	/**
	 * Says that the work on a job begins, if it is claimed: only a mark that is there now is taken back at its end. No clock
	 * is asked, as those of two hosts may differ.
	 */
	Optional<Claim> begins(String key, Optional<Claim> claim) throws IOException {
		if (claim.isPresent()) {
			try {
				marks.of(key).ifPresentOrElse(mark -> begun.put(key, mark), () -> begun.remove(key));
			} catch (IOException e) {
				claim.orElseThrow().close();
				throw e;
			}
		}
		return claim;
	}

	/**
	 * Says that a job was done again, after its result was written. A mark that was set while the job was at work stays: who
	 * set it did not know of this result.
	 *
	 * @return the file that was written, if any
	 */
	Optional<Path> madeAgain(JobReport report) throws IOException {
		String key = report.key().hash();
		Optional<Mark> before = Optional.ofNullable(begun.remove(key));
		Optional<Mark> mark = marks.isNoted(key) ? marks.of(key) : Optional.empty();
		return mark.isPresent() && !mark.equals(before) ? Optional.empty() : note(key, report.ended());
	}

	/** Says that a result is forgotten, and with it its mark. */
	Optional<Path> forgotten(String key) throws IOException {
		return note(key, Instant.EPOCH);
	}

	private Optional<Path> note(String key, Instant ended) throws IOException {
		Optional<Path> written = marks.isNoted(key) ? marks.takeBack(layout, disk, key, ended) : Optional.empty();
		if (written.isPresent()) {
			noted.add(new Noted(key, ended));
		}
		return written;
	}

	/** Says that a result was read from its file and goes to the index. */
	void found(JobReport report) {
		noted.add(new Noted(report.key().hash(), report.ended()));
	}

	/** Those whose results will be in the index once what is collected now is written. */
	List<Noted> take() {
		var taken = new ArrayList<Noted>();
		for (Noted one = noted.poll(); one != null; one = noted.poll()) {
			taken.add(one);
		}
		return taken;
	}

	/**
	 * Ends the taking back of marks.
	 *
	 * @param isWritten
	 *            whether the index knows the results
	 */
	void settle(List<Noted> taken, boolean isWritten) {
		if (!isWritten) {
			noted.addAll(taken);
		} else if (isIndexShared) {
			for (Noted one : taken) {
				try {
					marks.settle(layout, one.key(), one.ended());
				} catch (IOException e) {
					Log.note(MarksAtWork.class, "a mark that is taken back keeps its file", e);
				}
			}
		}
	}
}
