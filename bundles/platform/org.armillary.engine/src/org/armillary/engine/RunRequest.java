package org.armillary.engine;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.message.Message;
import org.armillary.workflow.WorkflowDocument;

/**
 * What is to be run.
 *
 * @param workflow
 *            the workflow with its source positions, without sub-workflows
 * @param settings
 *            values that replace those of the workflow, as text by {@code node.parameter} or by parameter of the workflow
 * @param overrides
 *            values for some of the jobs; the later wins, and all win over settings
 * @param inputs
 *            files by input of the workflow
 * @param outputFolder
 *            where products go; made if it does not exist
 * @param layout
 *            how products are named below the output folder
 * @param decisions
 *            what a person decided, by {@code node.key}
 * @param datasets
 *            which files belong together; empty where no rules say so
 * @param limits
 *            the limits files by which quality-control values are judged, the later win over the earlier
 * @param notes
 *            what a user was told of the files before the run began: what was left out, and what is not complete
 */
public record RunRequest(WorkflowDocument workflow, Map<String, String> settings, List<JobSettings> overrides,
		Map<String, List<Path>> inputs, Path outputFolder, Layout layout, Map<String, String> decisions,
		Optional<RunDatasets> datasets, List<LimitText> limits, List<Message> notes) {

	/** How products are named. */
	public enum Layout {
		/** {@code NODE/INPUT_CATEGORY.fits}: a folder for each node of a workflow. */
		BY_NODE,
		/** {@code INPUT_CATEGORY.fits}: for one actor alone. */
		FLAT
	}

	/**
	 * Values for those jobs whose trigger meets a condition.
	 *
	 * @param where
	 *            the condition, on keywords of the first product at the trigger port
	 * @param settings
	 *            values as text by {@code node.parameter}
	 */
	public record JobSettings(String where, Map<String, String> settings) {

		/** Copies the map, keeping its order. */
		public JobSettings {
			settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
		}
	}

	/**
	 * A limits file as it was when the run began.
	 *
	 * @param file
	 *            what messages call it, usually a path
	 * @param text
	 *            what stands in it; see {@link org.armillary.engine.quality.LimitReader}
	 */
	public record LimitText(String file, String text) {
	}

	/** Copies the collections, keeping their order. */
	public RunRequest {
		var copy = new LinkedHashMap<String, List<Path>>();
		inputs.forEach((name, files) -> copy.put(name, List.copyOf(files)));
		inputs = Collections.unmodifiableMap(copy);
		settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
		overrides = List.copyOf(overrides);
		decisions = Collections.unmodifiableMap(new LinkedHashMap<>(decisions));
		limits = List.copyOf(limits);
		notes = List.copyOf(notes);
	}

	/** A request without limits and notes. */
	public RunRequest(WorkflowDocument workflow, Map<String, String> settings, List<JobSettings> overrides,
			Map<String, List<Path>> inputs, Path outputFolder, Layout layout, Map<String, String> decisions,
			Optional<RunDatasets> datasets) {
		this(workflow, settings, overrides, inputs, outputFolder, layout, decisions, datasets, List.of(), List.of());
	}

	/** A request without datasets, limits and notes. */
	public RunRequest(WorkflowDocument workflow, Map<String, String> settings, List<JobSettings> overrides,
			Map<String, List<Path>> inputs, Path outputFolder, Layout layout, Map<String, String> decisions) {
		this(workflow, settings, overrides, inputs, outputFolder, layout, decisions, Optional.empty());
	}

	/** A request without overrides, decisions, datasets, limits and notes. */
	public RunRequest(WorkflowDocument workflow, Map<String, String> settings, Map<String, List<Path>> inputs,
			Path outputFolder, Layout layout) {
		this(workflow, settings, List.of(), inputs, outputFolder, layout, Map.of());
	}

	/** The same request for files that belong together. */
	public RunRequest withDatasets(RunDatasets sets) {
		return new RunRequest(workflow, settings, overrides, inputs, outputFolder, layout, decisions,
				Optional.of(sets), limits, notes);
	}

	/** The same request with other limits of quality-control values. */
	public RunRequest withLimits(List<LimitText> texts) {
		return new RunRequest(workflow, settings, overrides, inputs, outputFolder, layout, decisions, datasets, texts,
				notes);
	}

	/** The same request with other notes. */
	public RunRequest withNotes(List<Message> told) {
		return new RunRequest(workflow, settings, overrides, inputs, outputFolder, layout, decisions, datasets, limits,
				told);
	}
}
