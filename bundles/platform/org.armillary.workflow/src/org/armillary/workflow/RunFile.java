package org.armillary.workflow;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Predicate;

import org.armillary.workflow.condition.Condition;

/**
 * What a run file holds: which workflow is run on which data with which settings, so that the workflow itself has no paths.
 * Paths are as written, see {@link RunFileDocument#resolve}.
 *
 * @param workflow
 *            path of the workflow file, or the name of a shipped workflow
 * @param data
 *            folders and files with data
 * @param overlays
 *            files that correct headers, leave out files and choose calibrations; see docs/rules.md
 * @param datasets
 *            names of the datasets that are reduced, with those that they need: names or patterns with {@code *} and {@code ?};
 *            empty for all
 * @param inputs
 *            files by name of the workflow input that they are for
 * @param out
 *            folder for products; empty where it is left to the command line
 * @param settings
 *            value by parameter of the workflow or {@code node.parameter}
 * @param overrides
 *            settings for some jobs only; of two for the same parameter, the later wins
 * @param exclude
 *            files that are left out: names, paths, or patterns of these with {@code *} and {@code ?}
 * @param decisions
 *            what people decided, as text by {@code node.key}
 */
public record RunFile(String workflow, List<String> data, List<String> overlays, List<String> datasets,
		SequencedMap<String, List<String>> inputs, Optional<String> out, SequencedMap<String, String> settings,
		List<Override> overrides, List<String> exclude, SequencedMap<String, String> decisions) {

	/** Version of the file format. */
	public static final String VERSION = "1";

	/**
	 * Settings for those jobs whose trigger meets a condition.
	 *
	 * @param where
	 *            the condition, on keywords of the first product of the job's trigger port and on parameters of the workflow
	 * @param settings
	 *            value by {@code node.parameter}
	 */
	public record Override(Condition where, SequencedMap<String, String> settings) {

		/** Copies the map in its order. */
		public Override {
			settings = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(settings));
		}
	}

	/** Copies lists and maps in their order. */
	public RunFile {
		data = List.copyOf(data);
		overlays = List.copyOf(overlays);
		datasets = List.copyOf(datasets);
		var copy = new LinkedHashMap<String, List<String>>();
		inputs.forEach((name, files) -> copy.put(name, List.copyOf(files)));
		inputs = Collections.unmodifiableSequencedMap(copy);
		settings = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(settings));
		overrides = List.copyOf(overrides);
		exclude = List.copyOf(exclude);
		decisions = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(decisions));
	}

	/**
	 * Tells which files are left out: those whose name, or the last parts of whose path, are listed or fit a pattern.
	 */
	public Predicate<Path> exclusion() {
		return matching(exclude);
	}

	/**
	 * Tells which files fit one of some patterns as they stand under {@code exclude}.
	 *
	 * @param patterns
	 *            names, paths, or patterns of these with {@code *} and {@code ?}
	 */
	public static Predicate<Path> matching(List<String> patterns) {
		var matchers = new ArrayList<Map.Entry<Integer, PathMatcher>>();
		for (String pattern : patterns) {
			String relative = pattern.replaceFirst("^(\\.{0,2}/)+", "");
			matchers.add(Map.entry(parts(relative), matcher(relative)));
		}
		return file -> matchers.stream().anyMatch(entry -> file.getNameCount() >= entry.getKey() && entry.getValue()
				.matches(file.subpath(file.getNameCount() - entry.getKey(), file.getNameCount())));
	}

	private static int parts(String pattern) {
		return (int) pattern.chars().filter(c -> c == '/').count() + 1;
	}

	/** A pattern without meaning for brackets and braces, which names of files may hold. */
	private static PathMatcher matcher(String pattern) {
		return FileSystems.getDefault().getPathMatcher("glob:" + pattern.replaceAll("[\\\\\\[\\]{}]", "\\\\$0"));
	}
}
