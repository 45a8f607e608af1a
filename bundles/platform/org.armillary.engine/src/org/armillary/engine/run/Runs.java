package org.armillary.engine.run;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.armillary.actor.message.Message;
import org.armillary.actor.message.Reason;
import org.armillary.engine.JobKey;
import org.armillary.engine.JobReport;
import org.armillary.engine.RefusedException;
import org.armillary.engine.RunEvent;
import org.armillary.engine.RunMessage;
import org.armillary.engine.RunRequest;
import org.armillary.engine.job.JobFolder;
import org.armillary.engine.json.JsonFormatException;
import org.armillary.engine.run.JournalReader.Entry;
import org.armillary.engine.run.RunFolder.Standing;
import org.armillary.engine.store.Marks;
import org.armillary.engine.store.RunRecords;
import org.armillary.engine.store.Store;
import org.armillary.workflow.WorkflowOutput;

/**
 * The runs of a store: finding one, listing all, and what can be told of them. Nothing is written into their folders.
 *
 * <p><b>Threads.</b> Safe for use by several threads.
 */
public final class Runs implements RunRecords {

	/** The word for the newest run. */
	public static final String LAST = "last";

	/** A run that no process has taken up for so long is not about to begin. */
	private static final Duration ABOUT_TO_BEGIN = Duration.ofHours(1);

	private final Path folder;
	private final Function<JobKey, Optional<JobReport>> reports;

	/** The runs of a store. */
	public Runs(Store store) {
		this(store.runs(), key -> report(store, key));
	}

	/** The runs below a folder; nothing is known of what their jobs made. */
	public Runs(Path folder) {
		this(folder, _ -> Optional.empty());
	}

	/**
	 * The runs below a folder.
	 *
	 * @param reports
	 *            finds the report of a job
	 */
	Runs(Path folder, Function<JobKey, Optional<JobReport>> reports) {
		this.folder = folder;
		this.reports = reports;
	}

	private static Optional<JobReport> report(Store store, JobKey key) {
		try {
			return store.report(key.hash());
		} catch (IOException e) {
			System.getLogger(Runs.class.getName()).log(System.Logger.Level.WARNING,
					"what a job made cannot be compared", e);
			return Optional.empty();
		}
	}

	/** All runs, the newest first; one that is damaged is listed with what is known of it. */
	public List<RunSummary> list() throws IOException {
		var runs = new ArrayList<RunSummary>();
		for (RunFolder run : folders()) {
			runs.add(summary(run));
		}
		runs.sort(Comparator.comparing(RunSummary::created).thenComparing(run -> RunIds.number(run.id())).reversed());
		return runs;
	}

	/** Which results of the store of these runs were marked as out of date. */
	public Marks marks() {
		return new Marks(folder.toAbsolutePath().normalize().getParent());
	}

	/** The folders of all runs, the newest first. */
	public List<RunFolder> newestFirst() throws IOException {
		List<RunFolder> runs = folders();
		// the request is asked only where the ids do not tell
		runs.sort(Comparator.<RunFolder, String>comparing(run -> RunIds.stamp(run.id()))
				.thenComparing(run -> RunHeader.of(run).created())
				.thenComparing(run -> RunIds.number(run.id())).reversed());
		return runs;
	}

	/** The jobs of a run, as its journal tells of them; its request is not read. */
	public List<JobRecord> jobs(RunFolder run) throws IOException {
		var history = new RunHistory(run.id());
		try (var reader = new JournalReader(run.journalFile())) {
			reader.read(history::on);
		}
		return history.record(summary(run), Optional.empty(), Optional.empty(), 0).jobs();
	}

	/** The folders of all runs. */
	private List<RunFolder> folders() throws IOException {
		var runs = new ArrayList<RunFolder>();
		if (Files.isDirectory(folder)) {
			try (DirectoryStream<Path> content = Files.newDirectoryStream(folder)) {
				for (Path place : content) {
					RunFolder run = RunFolder.open(place);
					if (!run.id().startsWith(RunFolder.HIDDEN) && isRun(run)) {
						runs.add(run);
					}
				}
			}
		}
		return runs;
	}

	/** A run whose request is gone is still told of, as one that is damaged. */
	private static boolean isRun(RunFolder run) {
		return Files.exists(run.requestFile()) || Files.exists(run.journalFile());
	}

	/** The run in a list of runs; only the ends of its journal are read. */
	public RunSummary summary(RunFolder run) throws IOException {
		RunHeader header = RunHeader.of(run);
		Standing standing = run.standing();
		Optional<JournalHead> head = JournalReader.head(run.journalFile());
		String workflow = header.workflow().isEmpty() ? head.map(JournalHead::workflow).orElse("") : header.workflow();
		return new RunSummary(run.id(), isDamaged(run, header, standing) ? RunState.DAMAGED : standing.state(),
				workflow,
				started(run.path()), head.map(JournalHead::time),
				standing.tail().entry().map(Entry::time), head.map(JournalHead::jobs).orElse(0),
				header.outputFolder(), standing.holder());
	}

	/** Whether what is to be run cannot be read, or nothing of what happened, as far as the ends of the journal tell. */
	private static boolean isDamaged(RunFolder run, RunHeader header, Standing standing) throws IOException {
		if (standing.state() == RunState.RUNNING) {
			return false;
		}
		Path journal = run.journalFile();
		return header.isDamaged() || standing.tail().entry().isEmpty() && Files.exists(journal)
				&& Files.size(journal) > 0;
	}

	/**
	 * Finds a run.
	 *
	 * @param name
	 *            its id, a beginning of it that no other has, or {@value #LAST} for the newest
	 * @throws RefusedException
	 *             where there is none or several
	 */
	public RunFolder find(String name) throws RefusedException {
		List<RunFolder> runs;
		try {
			runs = newestFirst();
		} catch (IOException e) {
			throw new RefusedException(RefusedException.Kind.INVALID,
					List.of(RunMessage.FOLDER.with(folder, Reason.of(e))), e);
		}
		if (runs.isEmpty()) {
			throw new RefusedException(RunMessage.NO_RUNS.with(folder));
		}
		if (name.equals(LAST)) {
			return runs.getFirst();
		}
		Optional<RunFolder> exact = runs.stream().filter(run -> run.id().equals(name)).findFirst();
		if (exact.isPresent()) {
			return exact.get();
		}
		List<String> ids = runs.stream().map(RunFolder::id).toList();
		List<RunFolder> matching = name.isEmpty() ? List.of()
				: runs.stream().filter(run -> run.id().startsWith(name)).toList();
		return switch (matching.size()) {
		case 0 -> throw new RefusedException(
				RunMessage.UNKNOWN_RUN.with(name, folder, RunIds.similarWords(name, ids)));
		case 1 -> matching.getFirst();
		default -> throw new RefusedException(RunMessage.AMBIGUOUS_RUN.with(name, matching.size(),
				RunIds.some(matching.stream().map(RunFolder::id).toList())));
		};
	}

	/** All that is known of a run. */
	public RunRecord read(RunFolder run) throws IOException {
		RunSummary summary = summary(run);
		var history = new RunHistory(run.id());
		try (var reader = new JournalReader(run.journalFile())) {
			reader.read(history::on);
			Optional<RunRequest> request = Optional.empty();
			Optional<Message> damage = Optional.empty();
			try {
				request = Optional.of(run.request());
			} catch (JsonFormatException e) {
				damage = Optional.of(RunMessage.DAMAGED_RUN.with(run.requestFile(), Reason.of(e)));
			}
			return history.record(summary, request, damage, reader.damaged());
		}
	}

	/** Why each job of a run ran, was reused, or did not run. */
	public List<JobWhy> why(RunFolder run) throws IOException {
		return new WhyAnswers(read(run), marks().all()).all();
	}

	/**
	 * Why the jobs of a node ran, were reused, or did not run. A node without jobs has an answer without job, if the run
	 * knows why.
	 *
	 * @param nodeOrJob
	 *            id of a node, or of one job
	 * @throws RefusedException
	 *             where the run has no such node or job
	 */
	public List<JobWhy> why(RunFolder run, String nodeOrJob) throws IOException, RefusedException {
		return new WhyAnswers(read(run), marks().all()).of(nodeOrJob);
	}

	/** What differs between two runs. */
	public RunDifference diff(RunFolder before, RunFolder now) throws IOException {
		return new RunComparison(read(before), read(now), reports).difference();
	}

	@Override
	public Set<String> keys(Path runFolder) throws IOException {
		var keys = new HashSet<String>();
		try (var reader = new JournalReader(RunFolder.open(runFolder).journalFile())) {
			reader.read(entry -> {
				switch (entry.event()) {
				case RunEvent.JobStarted started -> keys.add(started.key().hash());
				case RunEvent.JobEnded ended -> {
					if (ended.key() != null) {
						keys.add(ended.key().hash());
					}
				}
				default -> {
					// names no key
				}
				}
			});
		}
		return keys;
	}

	/** {@inheritDoc} Of a run whose request cannot be read nothing is known. */
	@Override
	public Set<String> outputs(Path runFolder) throws IOException {
		RunFolder run = RunFolder.open(runFolder);
		List<WorkflowOutput> outputs;
		try {
			outputs = run.request().workflow().workflow().outputs();
		} catch (JsonFormatException | NoSuchFileException e) {
			System.getLogger(Runs.class.getName()).log(System.Logger.Level.DEBUG, "no request in " + runFolder, e);
			return Set.of();
		}
		var products = new HashSet<String>();
		if (!outputs.isEmpty()) {
			try (var reader = new JournalReader(run.journalFile())) {
				reader.read(entry -> {
					if (entry.event() instanceof RunEvent.JobEnded ended && ended.key() != null) {
						String node = ended.result().job().replaceFirst("#\\d+$", "");
						outputs.stream().map(WorkflowOutput::from).filter(port -> port.node().equals(node))
								.forEach(port -> products.add(RunRecords.output(ended.key().hash(), port.port())));
					}
				});
			}
		}
		return products;
	}

	@Override
	public boolean isActive(Path runFolder) throws IOException {
		return switch (RunFolder.open(runFolder).state()) {
		case RUNNING -> true;
		case WAITING -> started(runFolder).isAfter(Instant.now().minus(ABOUT_TO_BEGIN));
		default -> false;
		};
	}

	@Override
	public List<Path> scratch(Path runFolder) {
		var elsewhere = new ArrayList<Path>();
		Path jobs = RunFolder.open(runFolder).jobs();
		try (DirectoryStream<Path> folders = Files.newDirectoryStream(jobs)) {
			for (Path folder : folders) {
				scratchElsewhere(folder).ifPresent(elsewhere::add);
			}
		} catch (IOException e) {
			System.getLogger(Runs.class.getName()).log(System.Logger.Level.DEBUG, "no job is left in " + jobs, e);
		}
		return elsewhere;
	}

	private static Optional<Path> scratchElsewhere(Path jobFolder) {
		try {
			return Optional.of(new JobFolder(jobFolder).scratch())
					.filter(scratch -> !scratch.startsWith(jobFolder) && Files.isDirectory(scratch));
		} catch (IOException e) {
			System.getLogger(Runs.class.getName()).log(System.Logger.Level.DEBUG,
					"without a description it is unknown whether there is scratch", e);
			return Optional.empty();
		}
	}

	@Override
	public Instant started(Path runFolder) throws IOException {
		Instant created = RunHeader.of(RunFolder.open(runFolder)).created();
		return created.equals(Instant.EPOCH) ? Files.getLastModifiedTime(runFolder).toInstant() : created;
	}
}
