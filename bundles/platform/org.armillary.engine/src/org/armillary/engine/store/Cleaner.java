package org.armillary.engine.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.armillary.engine.JobReport;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.RunMessage;
import org.armillary.engine.files.FileTrees;
import org.armillary.engine.store.CleanReport.Amount;
import org.armillary.engine.store.CleanReport.Kind;

/**
 * Removes from a store what is not needed: runs that a policy does not keep, results that no kept run made or used,
 * products that no kept result names, and what processes left that did not come to their end. What it does not know, it
 * does not touch.
 */
public final class Cleaner {

	private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{2}");
	private static final Pattern RESULT = Pattern.compile("([0-9a-f]{64})\\.json");
	private static final Pattern PRODUCT = Pattern.compile("[0-9a-f]{64}(\\.[a-z0-9]{1,8}){0,2}");
	/** Longer than it takes to make the folder of a run. */
	private static final Duration MAKING_A_RUN = Duration.ofMinutes(1);
	private static final List<String> RUN_FILES = List.of("request.json", "journal.jsonl", "lease");

	private final Store store;
	private final RunRecords records;

	/**
	 * Makes a cleaner.
	 *
	 * @param records
	 *            knows the runs
	 */
	public Cleaner(Store store, RunRecords records) {
		this.store = store;
		this.records = records;
	}

	/** What is to go. */
	private static final class Removal {
		final Map<Kind, Amount> amounts = new EnumMap<>(Kind.class);
		final List<String> runs = new ArrayList<>();
		final List<Path> trees = new ArrayList<>();
		final Set<String> results = new HashSet<>();

		void add(Kind kind, Path tree, long bytes, double seconds) {
			amounts.merge(kind, Amount.NONE.plus(bytes, seconds), (sum, _) -> sum.plus(bytes, seconds));
			trees.add(tree);
		}

		CleanReport report() {
			return new CleanReport(amounts, runs);
		}
	}

	/** A run. */
	private record Run(Path folder, boolean isActive, Instant started) {
	}

	/** What {@link #apply} would remove if no run were at work; runs at work are taken as kept. */
	public CleanReport plan(CleanPolicy policy) throws IOException {
		return removal(policy).report();
	}

	/**
	 * Removes what is not needed.
	 *
	 * @throws StoreException
	 *             where a run uses the store
	 */
	public CleanReport apply(CleanPolicy policy) throws IOException {
		Optional<StoreUse> reserved = store.reserve();
		if (reserved.isEmpty()) {
			String active = runs().stream().filter(Run::isActive).map(run -> run.folder().getFileName().toString())
					.collect(Collectors.joining(", "));
			throw new StoreException(
					RunMessage.STORE_IN_USE.with(store.folder(), active.isEmpty() ? "another command" : active), null);
		}
		try (StoreUse _ = reserved.orElseThrow()) {
			Removal removal = removal(policy);
			// results before products, so that no result is ever without its products
			for (String key : removal.results) {
				store.forget(key);
			}
			for (Path tree : removal.trees) {
				if (Files.exists(tree, LinkOption.NOFOLLOW_LINKS)) {
					FileTrees.delete(tree);
				}
			}
			store.commits().changed();
			return removal.report();
		}
	}

	private List<Run> runs() throws IOException {
		var runs = new ArrayList<Run>();
		for (Path folder : FileTrees.list(store.runs())) {
			if (!isTemporary(folder) && isRun(folder)) {
				runs.add(new Run(folder, records.isActive(folder), records.started(folder)));
			}
		}
		runs.sort(Comparator.comparing(Run::started).thenComparing(Run::folder).reversed());
		return runs;
	}

	/** A folder that a run made, or was about to. */
	private static boolean isRun(Path folder) throws IOException {
		return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
				&& (RUN_FILES.stream().anyMatch(name -> Files.exists(folder.resolve(name)))
						|| FileTrees.list(folder).isEmpty());
	}

	private Removal removal(CleanPolicy policy) throws IOException {
		var removal = new Removal();
		Set<String> keys = new HashSet<>();
		Instant now = Instant.now();
		int place = 0;
		for (Run run : runs()) {
			boolean kept = policy.keeps(place++, run.started(), now);
			if (run.isActive() || kept) {
				keys.addAll(records.keys(run.folder()));
			}
			if (!run.isActive()) {
				for (Path scratch : records.scratch(run.folder())) {
					removal.add(Kind.TEMPORARY_FILES, scratch, FileTrees.bytes(scratch), 0);
				}
				if (kept) {
					jobFolders(run.folder(), removal);
				} else {
					removal.runs.add(run.folder().getFileName().toString());
					removal.add(Kind.RUNS, run.folder(), FileTrees.bytes(run.folder()), 0);
				}
			}
		}
		products(results(keys, removal), removal);
		temporaryFiles(store.folder(), removal);
		halfMadeRuns(now, removal);
		Optional<StoreUse> index = store.reserveIndex();
		if (index.isPresent()) {
			try (StoreUse _ = index.orElseThrow()) {
				temporaryFiles(store.indexFolder(), removal);
			}
		}
		return removal;
	}

	private static void jobFolders(Path run, Removal removal) throws IOException {
		for (Path job : FileTrees.list(run.resolve("jobs"))) {
			if (Files.isDirectory(job, LinkOption.NOFOLLOW_LINKS)) {
				removal.add(Kind.JOB_FOLDERS, job, FileTrees.bytes(job), 0);
			}
		}
	}

	/** Finds results to remove; returns the products of all others. */
	private Set<Path> results(Set<String> keys, Removal removal) throws IOException {
		Set<Path> products = new HashSet<>();
		for (Path file : files(store.layout().results(), removal)) {
			var name = RESULT.matcher(file.getFileName().toString());
			if (!name.matches()) {
				continue;
			}
			Optional<JobReport> report = store.results().read(file);
			if (report.isPresent() && keys.contains(name.group(1))) {
				report.orElseThrow().products().values().stream().flatMap(List::stream).map(MadeProduct::path)
						.forEach(products::add);
			} else {
				removal.results.add(name.group(1));
				removal.add(Kind.RESULTS, file, Files.size(file),
						report.map(known -> known.result().duration().toNanos() / 1e9).orElse(0.0));
			}
		}
		return products;
	}

	private void products(Set<Path> kept, Removal removal) throws IOException {
		for (Path file : files(store.layout().objects(), removal)) {
			if (PRODUCT.matcher(file.getFileName().toString()).matches() && !kept.contains(file)) {
				removal.add(Kind.PRODUCTS, file, Files.size(file), 0);
			}
		}
	}

	/** The files in the folders of two digits below a folder; temporary ones are to go. */
	private static List<Path> files(Path top, Removal removal) throws IOException {
		var files = new ArrayList<Path>();
		for (Path folder : FileTrees.list(top)) {
			if (DIGITS.matcher(folder.getFileName().toString()).matches()
					&& Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
				files.addAll(FileTrees.list(folder));
				temporaryFiles(folder, removal);
			}
		}
		return files;
	}

	/** Folders of runs get their names when they are complete, at a time when nothing keeps cleaning away. */
	private void halfMadeRuns(Instant now, Removal removal) throws IOException {
		for (Path folder : FileTrees.list(store.runs())) {
			if (isTemporary(folder)
					&& Files.getLastModifiedTime(folder).toInstant().isBefore(now.minus(MAKING_A_RUN))) {
				removal.add(Kind.TEMPORARY_FILES, folder, FileTrees.bytes(folder), 0);
			}
		}
	}

	private static boolean isTemporary(Path file) {
		return file.getFileName().toString().startsWith(Layout.TEMPORARY);
	}

	private static void temporaryFiles(Path folder, Removal removal) throws IOException {
		for (Path file : FileTrees.list(folder)) {
			if (isTemporary(file)) {
				removal.add(Kind.TEMPORARY_FILES, file, FileTrees.bytes(file), 0);
			}
		}
	}
}
