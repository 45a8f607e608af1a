package org.armillary.engine.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

import org.armillary.engine.ExecutionOptions;
import org.armillary.engine.RunEvent;
import org.armillary.engine.RunRequest;
import org.armillary.engine.json.JsonText;
import org.armillary.engine.run.JournalReader.Tail;
import org.armillary.engine.store.GroupCommit;
import org.armillary.engine.store.Store;

import com.google.gson.JsonObject;

/**
 * The folder of a run: what is to be done, what happened, and who does it.
 *
 * <pre>
 * request.json    what is to be run; complete before anybody can see the folder; only how it is executed ever changes
 * journal.jsonl   what happened; see {@link Journal}
 * lease           who executes the run; see {@link Lease}
 * cancel          is there while somebody wants the run cancelled
 * log             standard output and error of the run's process
 * jobs/           folders of jobs
 * </pre>
 *
 * <p><b>Threads.</b> Safe for use by several threads and processes.
 */
public final class RunFolder {

	/** Name of what is to be run. */
	static final String REQUEST = "request.json";

	/** Begins the names of folders that are not complete yet. */
	static final String HIDDEN = ".";

	private static final String JOURNAL = "journal.jsonl";
	private static final String LEASE = "lease";
	private static final String CANCEL = "cancel";
	private static final int MOST_OF_A_SECOND = 10_000;

	private final Path path;

	private RunFolder(Path path) {
		this.path = path;
	}

	/** Makes the folder of a new run. */
	public static RunFolder create(Store store, RunRequest request, ExecutionOptions options) throws IOException {
		return create(store.runs(), request, options, Instant.now());
	}

	/**
	 * Makes the folder of a new run below a folder of runs. Others, who may do the same at the same moment, see it only
	 * when the request is complete.
	 */
	static RunFolder create(Path runs, RunRequest request, ExecutionOptions options, Instant created)
			throws IOException {
		Files.createDirectories(runs);
		Path hidden = Files.createDirectory(runs.resolve(HIDDEN + "new-" + UUID.randomUUID()));
		Path file = hidden.resolve(REQUEST);
		try {
			FolderRights.takeOver(hidden);
			Files.writeString(file, JsonText.of(RunRequestJson.of(request, options, created)) + "\n");
			FolderRights.takeOver(file);
			force(file);
			return new RunFolder(name(hidden, runs, request.workflow().workflow().name(), created));
		} catch (IOException e) {
			Files.deleteIfExists(file);
			Files.deleteIfExists(hidden);
			throw e;
		}
	}

	private static void force(Path file) throws IOException {
		Uninterrupted.get(() -> {
			try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
				channel.force(true);
				return file;
			}
		});
	}

	/** Gives the folder the first name that is free: a folder is never renamed over one that is not empty. */
	private static Path name(Path hidden, Path runs, String workflow, Instant created) throws IOException {
		for (int number = 1; number < MOST_OF_A_SECOND; number++) {
			Path place = runs.resolve(RunIds.of(workflow, created, number));
			if (Files.exists(place)) {
				continue;
			}
			try {
				Files.move(hidden, place, StandardCopyOption.ATOMIC_MOVE);
				force(runs);
				return place;
			} catch (FileSystemException e) {
				if (!Files.exists(place)) {
					throw e;
				}
			}
		}
		throw new IOException(runs + ": " + MOST_OF_A_SECOND + " runs of the same workflow in the same second");
	}

	/** The run whose folder this is; nothing is read. */
	public static RunFolder open(Path folder) {
		return new RunFolder(folder.toAbsolutePath().normalize());
	}

	/** The folder. */
	public Path path() {
		return path;
	}

	/** Id of the run: the name of the folder. */
	public String id() {
		return path.getFileName().toString();
	}

	/** Where the folders of jobs are. */
	public Path jobs() {
		return path.resolve("jobs");
	}

	/** Where standard output and error of the run's process go. */
	public Path log() {
		return path.resolve("log");
	}

	/** The file of the journal; need not exist. */
	public Path journalFile() {
		return path.resolve(JOURNAL);
	}

	/**
	 * What is to be run.
	 *
	 * @throws org.armillary.engine.json.JsonFormatException
	 *             where the request is damaged
	 */
	public RunRequest request() throws IOException {
		return request(RunRequestJson::request);
	}

	/** How it is to be executed. */
	public ExecutionOptions options() throws IOException {
		return request(RunRequestJson::options);
	}

	/**
	 * Has the run executed in another way from its next resumption on, which changes no result; for who is about to resume
	 * it.
	 */
	public void withOptions(ExecutionOptions options) throws IOException {
		JsonObject changed = request(object -> RunRequestJson.withOptions(object, options));
		Path temporary = path.resolve(HIDDEN + "request-" + UUID.randomUUID());
		try {
			Files.writeString(temporary, JsonText.of(changed) + "\n");
			FolderRights.takeOver(temporary);
			force(temporary);
			Files.move(temporary, requestFile(), StandardCopyOption.ATOMIC_MOVE);
		} finally {
			Files.deleteIfExists(temporary);
		}
		force(path);
	}

	/** What is to be run, as a file. */
	Path requestFile() {
		return path.resolve(REQUEST);
	}

	/** Reads something of the request. */
	<T> T request(Function<JsonObject, T> reader) throws IOException {
		return JsonText.read(new String(Files.readAllBytes(requestFile()), StandardCharsets.UTF_8),
				"the request of a run", reader);
	}

	/** Opens the journal for writing; for who holds the lease. */
	public Journal journal(GroupCommit commits) throws IOException {
		var journal = Journal.open(journalFile(), commits);
		FolderRights.takeOver(journalFile());
		return journal;
	}

	/** Whether an event was ever written, so that executing it means to resume it. */
	public boolean hasBegun() throws IOException {
		return JournalReader.tail(journalFile()).entry().isPresent();
	}

	/** Takes the lease of the run; empty while another process, or another thread of this one, holds it. */
	public Optional<Lease> lease() throws IOException {
		Path file = path.resolve(LEASE);
		Optional<Lease> lease = Lease.take(file);
		FolderRights.takeOver(file);
		return lease;
	}

	/** Who executes the run, here or on another machine; empty where nobody does. */
	public Optional<LeaseHolder> holder() throws IOException {
		return Lease.holder(path.resolve(LEASE));
	}

	/** Whether somebody wants the run cancelled. */
	public boolean isCancelled() {
		return Files.exists(path.resolve(CANCEL));
	}

	/** Asks the process that executes the run, or is about to, to cancel it. */
	public void cancel() throws IOException {
		Path marker = path.resolve(CANCEL);
		Files.writeString(marker, "");
		FolderRights.takeOver(marker);
	}

	/** Takes the wish to cancel back; for who is about to resume the run. */
	public void withdrawCancel() throws IOException {
		Files.deleteIfExists(path.resolve(CANCEL));
	}

	/** Where the run stands. */
	public RunState state() throws IOException {
		return standing().state();
	}

	/**
	 * Where a run stands.
	 *
	 * @param state
	 *            its state
	 * @param tail
	 *            the end of its journal
	 * @param holder
	 *            who executes it; empty unless it is RUNNING
	 */
	record Standing(RunState state, Tail tail, Optional<LeaseHolder> holder) {
	}

	/** Where the run stands, and what shows it. */
	Standing standing() throws IOException {
		Tail tail = JournalReader.tail(journalFile());
		if (!ended(tail)) {
			Optional<LeaseHolder> holder = holder();
			if (holder.isPresent()) {
				return new Standing(RunState.RUNNING, tail, holder);
			}
			// what was written just before the lease was given back
			tail = JournalReader.tail(journalFile());
		}
		RunState state = tail.entry().map(entry -> entry.event() instanceof RunEvent.Ended(var outcome, _)
				? RunState.of(outcome)
				: RunState.INTERRUPTED).orElse(RunState.WAITING);
		return new Standing(state, tail, Optional.empty());
	}

	private static boolean ended(Tail tail) {
		return tail.entry().isPresent() && tail.entry().get().event() instanceof RunEvent.Ended;
	}
}
