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
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.armillary.engine.JobReport;
import org.armillary.engine.RunMessage;
import org.armillary.engine.files.FileTrees;
import org.armillary.engine.store.CleanPolicy.Fate;
import org.armillary.engine.store.CleanReport.Amount;
import org.armillary.engine.store.CleanReport.Kind;

/**
 * Removes from a store what is not needed: runs that a policy does not keep, results that no kept run made, used or was
 * made from, products that no kept result names, intermediate products where the policy says so, and what processes left
 * that did not come to their end. What it does not know, it does not touch.
 *
 * <p>Of a product whose file goes while a kept result names it, or whose descendants are kept, the result stays with all
 * that is known of how it was made, and says that its products were cleaned away.
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
		final Set<String> cleaned = new HashSet<>();
		List<CleanReport.Row> table = List.of();
		long remainingBytes;
		long qualityValues;

		void add(Kind kind, Path tree, long bytes) {
			amounts.merge(kind, Amount.NONE.plus(bytes, 0), (sum, _) -> sum.plus(bytes, 0));
			trees.add(tree);
		}

		/** The work of what was added; the kind is there where there is any. */
		void cost(Kind kind, double seconds) {
			amounts.computeIfPresent(kind, (_, sum) -> new Amount(sum.number(), sum.bytes(), sum.seconds() + seconds));
		}

		CleanReport report() {
			return new CleanReport(amounts, runs, table, remainingBytes, qualityValues);
		}
	}

	/** What runs need, by what becomes of them. */
	private static final class Needs {
		final Set<String> keys = new HashSet<>();
		final Set<String> fullKeys = new HashSet<>();
		final Set<String> activeKeys = new HashSet<>();
		/** Results and outputs of each run that is kept. */
		final List<Kept> kept = new ArrayList<>();
	}

	/** A run that is kept. */
	private record Kept(Set<String> keys, Set<String> outputs) {
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
			// results before products, so that no result is ever without its products and does not say so
			for (String key : removal.results) {
				store.forget(key);
			}
			for (String key : removal.cleaned) {
				Optional<JobReport> report = store.results().find(key);
				if (report.isPresent()) {
					store.noteCleaned(report.orElseThrow());
				}
			}
			store.commits().changed();
			store.sync();
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
		var needs = new Needs();
		Instant now = Instant.now();
		int place = 0;
		for (Run run : runs()) {
			String name = run.folder().getFileName().toString();
			Fate fate = policy.fate(name, place++, run.started(), now);
			if (run.isActive() || fate != Fate.GONE) {
				need(run, fate, needs);
			}
			if (!run.isActive()) {
				for (Path scratch : records.scratch(run.folder())) {
					removal.add(Kind.TEMPORARY_FILES, scratch, FileTrees.bytes(scratch));
				}
				if (fate == Fate.GONE) {
					removal.runs.add(name);
					removal.add(Kind.RUNS, run.folder(), FileTrees.bytes(run.folder()));
				} else {
					jobFolders(run.folder(), removal);
				}
			}
		}
		products(policy, needs, removal);
		temporaryFiles(store.folder(), removal);
		temporaryFiles(store.folder().resolve("marks"), removal);
		halfMadeRuns(now, removal);
		Optional<StoreUse> index = store.reserveIndex();
		if (index.isPresent()) {
			try (StoreUse _ = index.orElseThrow()) {
				temporaryFiles(store.indexFolder(), removal);
			}
		}
		return removal;
	}

	private void need(Run run, Fate fate, Needs needs) throws IOException {
		Set<String> keys = records.keys(run.folder());
		needs.keys.addAll(keys);
		if (run.isActive()) {
			needs.activeKeys.addAll(keys);
		}
		if (run.isActive() || fate == Fate.FULL) {
			needs.fullKeys.addAll(keys);
		}
		needs.kept.add(new Kept(keys, records.outputs(run.folder())));
	}

	private static void jobFolders(Path run, Removal removal) throws IOException {
		for (Path job : FileTrees.list(run.resolve("jobs"))) {
			if (Files.isDirectory(job, LinkOption.NOFOLLOW_LINKS)) {
				removal.add(Kind.JOB_FOLDERS, job, FileTrees.bytes(job));
			}
		}
	}

	/** Finds results and products to remove. */
	private void products(CleanPolicy policy, Needs needs, Removal removal) throws IOException {
		StoreContent content = content(removal);
		Set<String> known = content.withAncestors(needs.keys);
		for (StoreContent.Known result : content.results()) {
			if (!known.contains(result.key())) {
				Path file = store.layout().result(result.key());
				removal.results.add(result.key());
				removal.add(Kind.RESULTS, file, Files.size(file));
				removal.qualityValues += result.qualityValues();
			}
		}
		Map<Path, Long> sizes = new HashMap<>();
		for (Path file : files(store.layout().objects(), removal)) {
			if (PRODUCT.matcher(file.getFileName().toString()).matches()) {
				sizes.put(file, Files.size(file));
			}
		}
		Set<Path> stay = stay(policy, needs, content, known, sizes);
		Set<Path> named = content.files(known);
		Map<Path, Long> removed = new HashMap<>(sizes);
		removed.keySet().removeAll(stay);
		removed.forEach((file, bytes) -> removal.add(named.contains(file) ? Kind.INTERMEDIATES : Kind.PRODUCTS, file,
				bytes));
		content.results().stream().filter(result -> known.contains(result.key())
				&& result.products().stream().anyMatch(product -> removed.containsKey(product.path())))
				.forEach(result -> removal.cleaned.add(result.key()));
		sizes.keySet().retainAll(stay);
		removal.remainingBytes = sizes.values().stream().mapToLong(Long::longValue).sum();
		var remaking = new Remaking(content, removal.results, removed, sizes.keySet());
		double ofResults = remaking.seconds(removal.results);
		removal.table = remaking.table();
		removal.cost(Kind.RESULTS, ofResults);
		removal.cost(removal.cleaned.isEmpty() ? Kind.RESULTS : Kind.INTERMEDIATES, remaking.seconds() - ofResults);
	}

	/** The files that stay. */
	private static Set<Path> stay(CleanPolicy policy, Needs needs, StoreContent content, Set<String> known,
			Map<Path, Long> sizes) {
		Set<Path> stay = content.files(content.withAncestors(needs.fullKeys));
		Set<Path> finals = new HashSet<>();
		for (Kept run : needs.kept) {
			finals.addAll(content.finals(run.keys(), run.outputs()));
		}
		stay.addAll(finals);
		if (policy.mostBytes().isEmpty()) {
			return stay;
		}
		Set<Path> fixed = content.files(content.withAncestors(needs.activeKeys));
		fixed.addAll(finals);
		return new Shrinking(sizes, fixed).stay(stay,
				content.results().stream().filter(result -> known.contains(result.key())).toList(),
				policy.mostBytes().getAsLong());
	}

	/** Reads all results; those that cannot be understood are to go. */
	private StoreContent content(Removal removal) throws IOException {
		var content = new StoreContent();
		for (Path file : files(store.layout().results(), removal)) {
			var name = RESULT.matcher(file.getFileName().toString());
			if (name.matches()) {
				Optional<JobReport> report = store.results().read(file);
				if (report.isPresent()) {
					content.add(report.orElseThrow());
				} else {
					removal.results.add(name.group(1));
					removal.add(Kind.RESULTS, file, Files.size(file));
				}
			}
		}
		return content;
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
				removal.add(Kind.TEMPORARY_FILES, folder, FileTrees.bytes(folder));
			}
		}
	}

	private static boolean isTemporary(Path file) {
		return file.getFileName().toString().startsWith(Layout.TEMPORARY);
	}

	private static void temporaryFiles(Path folder, Removal removal) throws IOException {
		for (Path file : FileTrees.list(folder)) {
			if (isTemporary(file)) {
				removal.add(Kind.TEMPORARY_FILES, file, FileTrees.bytes(file));
			}
		}
	}
}
