package org.armillary.organiser.scan;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.armillary.actor.message.Message;
import org.armillary.organiser.header.HeaderFile;
import org.armillary.organiser.scan.HeaderScan.Scanned;
import org.jspecify.annotations.Nullable;

/**
 * Follows folders that fill up, by looking again and again: that works on network disks, too. Only what has changed is
 * read, and what is being written is told and taken when it is complete.
 *
 * <p><b>Threads.</b> For one thread at a time; an interrupt ends a wait.
 */
public final class FolderWatch {

	/** Time from one look to the next that costs little and keeps nobody waiting. */
	public static final Duration USUAL_PAUSE = Duration.ofSeconds(2);

	private static final Duration SAVING = Duration.ofMinutes(1);

	private final HeaderScan scan;
	private final List<Path> places;
	private final Duration pause;
	private final long end;
	private @Nullable Scanned latest;
	private @Nullable State told;
	private @Nullable Message note;
	private long saved;

	/** What a change is seen by. */
	private record State(List<Seen> files, List<String> unfinished, List<Message> problems) {

		/** A file: where it is, and what. */
		private record Seen(String name, String identity, long bytes) {
		}

		static State of(ScannedFiles files) {
			var seen = new ArrayList<Seen>(files.files().size());
			for (HeaderFile file : files.files()) {
				seen.add(new Seen(file.name(), file.identity(), file.bytes()));
			}
			return new State(seen, files.unfinished(), files.problems());
		}
	}

	/**
	 * Begins to watch.
	 *
	 * @param scan
	 *            what looks; used by nobody else meanwhile
	 * @param places
	 *            folders, and files
	 * @param pause
	 *            from the end of one look to the next, see {@link #USUAL_PAUSE}
	 * @param duration
	 *            how long to watch, from now on; empty for ever
	 */
	public FolderWatch(HeaderScan scan, List<Path> places, Duration pause, Optional<Duration> duration) {
		this.scan = scan;
		this.places = List.copyOf(places);
		this.pause = pause;
		end = duration.map(time -> System.nanoTime() + time.toNanos()).orElse(Long.MAX_VALUE);
	}

	/**
	 * Waits until something has changed; the first time it does not wait.
	 *
	 * @return what is there now; empty when the time is over
	 * @throws ScanException
	 *             if a place does not exist the first time; later that is a problem among others, because network disks
	 *             come and go
	 * @throws InterruptedException
	 *             if the thread is interrupted
	 */
	public Optional<ScannedFiles> next() throws IOException, InterruptedException {
		try {
			while (told == null || sleep()) {
				ScannedFiles files = look();
				State state = State.of(files);
				if (!state.equals(told)) {
					told = state;
					return Optional.of(files);
				}
			}
		} catch (InterruptedException e) {
			save();
			throw e;
		}
		save();
		return Optional.empty();
	}

	private ScannedFiles look() throws IOException, InterruptedException {
		Scanned scanned;
		try {
			scanned = scan.look(places);
		} catch (ScanException e) {
			if (told == null) {
				throw e;
			}
			return new ScannedFiles(List.of(), List.of(), List.of(e.explanation()), 0);
		}
		boolean due = latest == null || System.nanoTime() - saved > SAVING.toNanos();
		latest = scanned;
		if (due) {
			save();
		}
		return note == null ? scanned.files() : HeaderScan.with(scanned.files(), note);
	}

	private void save() throws InterruptedException {
		saved = System.nanoTime();
		if (latest != null) {
			Optional<Message> problem = scan.save(latest);
			if (problem.isPresent()) {
				note = problem.orElseThrow();
			}
		}
	}

	/** Whether there is time for another look. */
	private boolean sleep() throws InterruptedException {
		long left = end == Long.MAX_VALUE ? Long.MAX_VALUE : end - System.nanoTime();
		if (left <= 0) {
			return false;
		}
		TimeUnit.NANOSECONDS.sleep(Math.min(left, pause.toNanos()));
		return end == Long.MAX_VALUE || System.nanoTime() < end;
	}
}
