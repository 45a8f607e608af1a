package org.armillary.organiser.scan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.armillary.actor.message.Message;
import org.armillary.actor.message.Reason;
import org.armillary.data.FitsException;
import org.armillary.data.FitsMessage;
import org.armillary.data.fits.StoredHeaders;
import org.armillary.organiser.header.HeaderFile;
import org.armillary.organiser.header.KeywordSelection;
import org.armillary.organiser.message.OrganiserMessage;
import org.armillary.organiser.scan.FileFinder.Findings;
import org.armillary.organiser.scan.FileFinder.FoundFile;
import org.armillary.organiser.scan.Outcome.Bad;
import org.armillary.organiser.scan.Outcome.Gone;
import org.armillary.organiser.scan.Outcome.Read;
import org.armillary.organiser.scan.Outcome.Unfinished;

/**
 * Reads the headers of all FITS files in some folders and their subfolders, and nothing else of them: what is called
 * {@code .fits}, {@code .fit} or {@code .fts}, compressed ({@code .gz}, {@code .fz}) or not. Hidden files and folders
 * are left out; links are followed, a folder is looked into once. Files that were read before are not read again, as
 * long as they stay as they are: neither those of an earlier scan by the same object, nor those that a
 * {@link HeaderMemory} remembers. What is wrong with one file is told and stops nothing.
 *
 * <p>Many threads read at the same time, since those that wait for a network disk cost nothing; memory grows with the
 * number of files by their selected keywords alone.
 *
 * <p><b>Threads.</b> For one thread at a time.
 */
public final class HeaderScan {

	private static final int WAITING_THREADS = 16;
	private static final int ATTEMPTS = 3;
	private static final FileStamp NOWHERE = new FileStamp(0, 0, 0, 0, 0);
	/** What a file that is still being written looks like. */
	private static final Set<String> CUT_SHORT = Set.of(FitsMessage.EMPTY.id(), FitsMessage.TRUNCATED.id(),
			FitsMessage.HEADER_TRUNCATED.id(), FitsMessage.GZIP_DAMAGED.id());

	private final KeywordSelection selection;
	private final HeaderMemory memory;
	private final Parallel parallel;
	private final HeaderReader reader;
	private final InstantSource clock;
	private final ScanListener listener;
	private final SharedValues shared = new SharedValues();
	private final KeywordPicker picker;
	private final Map<String, Known> last = new HashMap<>();
	private final Map<FileStamp, MemoryRow> unsaved = new HashMap<>();
	private Optional<MemoryRows> remembered = Optional.empty();

	/** What the latest scan found of a file. */
	private record Known(Path path, FileStamp stamp, Outcome outcome) {
	}

	/**
	 * A scan that has found what there is, and not saved it.
	 *
	 * @param seen
	 *            stamps of the files that were read
	 */
	record Scanned(ScannedFiles files, Findings findings, Set<FileStamp> seen) {
	}

	/**
	 * Makes a scan.
	 *
	 * @param selection
	 *            keywords to keep
	 * @param memory
	 *            what is known from earlier scans
	 * @param threads
	 *            how many files are read at the same time, see {@link #threads()}
	 */
	public HeaderScan(KeywordSelection selection, HeaderMemory memory, int threads) {
		this(selection, memory, threads, ScanListener.NONE);
	}

	/**
	 * Makes a scan that tells how far it is.
	 *
	 * @param listener
	 *            hears it
	 */
	public HeaderScan(KeywordSelection selection, HeaderMemory memory, int threads, ScanListener listener) {
		this(selection, memory, threads, StoredHeaders::read, InstantSource.system(), listener);
	}

	HeaderScan(KeywordSelection selection, HeaderMemory memory, int threads, HeaderReader reader,
			InstantSource clock) {
		this(selection, memory, threads, reader, clock, ScanListener.NONE);
	}

	private HeaderScan(KeywordSelection selection, HeaderMemory memory, int threads, HeaderReader reader,
			InstantSource clock, ScanListener listener) {
		if (threads < 1) {
			throw new IllegalArgumentException(threads + " threads");
		}
		this.selection = selection;
		this.memory = memory;
		this.parallel = new Parallel(threads);
		this.reader = reader;
		this.clock = clock;
		this.listener = listener;
		picker = new KeywordPicker(selection, shared);
	}

	/** Threads that serve both fast and slow disks. */
	public static int threads() {
		return Math.max(WAITING_THREADS, Runtime.getRuntime().availableProcessors());
	}

	/**
	 * Scans.
	 *
	 * @param places
	 *            folders, and files, which count whatever they are called
	 * @throws ScanException
	 *             if one of them does not exist or cannot be read
	 * @throws InterruptedException
	 *             if the thread is interrupted; nothing is remembered then
	 */
	public ScannedFiles scan(List<Path> places) throws IOException, InterruptedException {
		Scanned scanned = look(places);
		Optional<Message> note = save(scanned);
		return note.isEmpty() ? scanned.files() : with(scanned.files(), note.orElseThrow());
	}

	/** Scans without remembering. */
	Scanned look(List<Path> places) throws IOException, InterruptedException {
		if (remembered.isEmpty()) {
			remembered = Optional.of(memory.load(selection));
		}
		Findings findings = FileFinder.find(places, parallel);
		List<FoundFile> found = findings.files();
		var outcomes = new Known[found.size()];
		if (!found.isEmpty()) {
			boolean unix = FileStamp.isUnix(found.getFirst().path());
			MemoryRows rows = remembered.orElseThrow();
			var done = new AtomicInteger();
			listener.scanned(0, outcomes.length);
			parallel.run(outcomes.length, i -> {
				outcomes[i] = outcome(found.get(i), rows, unix);
				listener.scanned(done.incrementAndGet(), outcomes.length);
			});
			listener.scanned(outcomes.length, outcomes.length);
		}
		return collect(findings, outcomes);
	}

	/** Remembers what was found; gives what went wrong with that. */
	Optional<Message> save(Scanned scanned) throws InterruptedException {
		List<MemoryRow> fresh = List.copyOf(unsaved.values());
		Optional<Message> note = memory.remember(selection, remembered.orElseThrow(), fresh, scanned.seen(),
				scanned.findings().folders());
		unsaved.clear();
		return note;
	}

	static ScannedFiles with(ScannedFiles files, Message problem) {
		var problems = new ArrayList<>(files.problems());
		problems.add(problem);
		return new ScannedFiles(files.files(), files.unfinished(), problems, files.remembered());
	}

	private Scanned collect(Findings findings, Known[] outcomes) {
		var files = new ArrayList<HeaderFile>(outcomes.length);
		var unfinished = new ArrayList<String>();
		var problems = new ArrayList<>(findings.problems());
		var seen = HashSet.<FileStamp>newHashSet(outcomes.length);
		int again = 0;
		last.clear();
		for (int i = 0; i < outcomes.length; i++) {
			Known known = outcomes[i];
			switch (known.outcome()) {
			case Read read -> {
				files.add(read.file());
				seen.add(known.stamp());
				again += read.isKnown() ? 1 : 0;
				if (read.isLasting()) {
					keep(findings.files().get(i), known, read);
				}
			}
			case Unfinished _ -> unfinished.add(findings.files().get(i).name());
			case Bad bad -> {
				problems.add(bad.problem());
				if (bad.isLasting()) {
					last.put(findings.files().get(i).name(), known);
				}
			}
			case Gone _ -> {
				// it is not there any more, like those that went before they were found
			}
			}
		}
		return new Scanned(new ScannedFiles(files, unfinished, problems, again), findings, seen);
	}

	private void keep(FoundFile found, Known known, Read read) {
		last.put(found.name(), read.isKnown() ? known
				: new Known(known.path(), known.stamp(), new Read(read.file(), true, true)));
		if (!read.isKnown()) {
			unsaved.put(known.stamp(), new MemoryRow(known.stamp(), found.path().getParent().toString(),
					read.file().identity(), read.file().header()));
		}
	}

	private Known outcome(FoundFile found, MemoryRows rows, boolean unix) {
		Path path = found.path();
		for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
			Instant now = clock.instant();
			FileStamp.Look before;
			try {
				before = FileStamp.look(path, unix);
			} catch (NoSuchFileException e) {
				return missing(found, e);
			} catch (IOException e) {
				return bad(found, FitsMessage.UNREADABLE.with(path).withDetail(Reason.of(e)), false);
			}
			FileStamp stamp = before.stamp();
			switch (before.kind()) {
			case FOLDER -> {
				return bad(found, FitsMessage.DIRECTORY.with(path), false);
			}
			case OTHER -> {
				return bad(found, OrganiserMessage.SCAN_NOT_REGULAR.with(path), false);
			}
			case REGULAR -> {
				// is looked into
			}
			}
			Optional<Known> known = known(found, stamp, rows);
			if (known.isPresent()) {
				return known.orElseThrow();
			}
			Outcome outcome = read(found, stamp, now);
			if (isUnchanged(path, stamp, unix)) {
				return new Known(path, stamp, outcome);
			}
		}
		// it does not stay the same for as long as it takes to read its headers
		return new Known(path, NOWHERE, new Unfinished());
	}

	private Optional<Known> known(FoundFile found, FileStamp stamp, MemoryRows rows) {
		Known before = last.get(found.name());
		if (before != null && before.stamp().equals(stamp) && before.path().equals(found.path())) {
			return Optional.of(before);
		}
		return rows.find(stamp).map(row -> new Known(found.path(), stamp, new Read(new HeaderFile(found.name(),
				Optional.of(found.path()), row.header(), stamp.size(), row.identity()), true, true)));
	}

	private Outcome read(FoundFile found, FileStamp stamp, Instant now) {
		try {
			StoredHeaders headers = reader.read(found.path());
			var file = new HeaderFile(found.name(), Optional.of(found.path()), picker.pick(headers), stamp.size(),
					HeaderDigest.of(headers));
			return new Read(file, false, !stamp.isRacy(now));
		} catch (FitsException e) {
			boolean cut = CUT_SHORT.contains(e.explanation().id());
			return cut && stamp.isYoung(now) ? new Unfinished()
					: new Bad(e.explanation(), !e.isResourceFailure() && !stamp.isRacy(now));
		} catch (IOException e) {
			return new Bad(FitsMessage.UNREADABLE.with(found.path()).withDetail(Reason.of(e)), false);
		}
	}

	private static boolean isUnchanged(Path path, FileStamp stamp, boolean unix) {
		try {
			return FileStamp.look(path, unix).stamp().equals(stamp);
		} catch (IOException e) {
			System.getLogger(HeaderScan.class.getName()).log(System.Logger.Level.DEBUG, "gone while it was read", e);
			return false;
		}
	}

	private static Known missing(FoundFile found, NoSuchFileException why) {
		if (!Files.isSymbolicLink(found.path())) {
			System.getLogger(HeaderScan.class.getName()).log(System.Logger.Level.DEBUG, "gone before it was read", why);
			return new Known(found.path(), NOWHERE, new Gone());
		}
		String target;
		try {
			target = Files.readSymbolicLink(found.path()).toString();
		} catch (IOException e) {
			target = "a place that cannot be told (" + Reason.of(e) + ")";
		}
		return bad(found, OrganiserMessage.SCAN_DANGLING.with(found.path(), target), false);
	}

	private static Known bad(FoundFile found, Message problem, boolean lasting) {
		return new Known(found.path(), NOWHERE, new Bad(problem, lasting));
	}
}
