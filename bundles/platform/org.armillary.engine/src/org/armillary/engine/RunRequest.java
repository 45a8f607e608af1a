package org.armillary.engine;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.armillary.workflow.WorkflowDocument;

/**
 * What is to be run.
 *
 * @param workflow
 *            the workflow with its source positions
 * @param settings
 *            values that replace those of the workflow, as text by {@code node.parameter} or by parameter of the workflow
 * @param inputs
 *            files by input of the workflow
 * @param outputFolder
 *            where products go; made if it does not exist
 * @param layout
 *            how products are named below the output folder
 * @param decisions
 *            what a person decided, by {@code node.key}
 */
public record RunRequest(WorkflowDocument workflow, Map<String, String> settings, Map<String, List<Path>> inputs,
		Path outputFolder, Layout layout, Map<String, String> decisions) {

	/** How products are named. */
	public enum Layout {
		/** {@code NODE/INPUT_CATEGORY.fits}: a folder for each node of a workflow. */
		BY_NODE,
		/** {@code INPUT_CATEGORY.fits}: for one actor alone. */
		FLAT
	}

	/** Copies the maps, keeping their order. */
	public RunRequest {
		var copy = new LinkedHashMap<String, List<Path>>();
		inputs.forEach((name, files) -> copy.put(name, List.copyOf(files)));
		inputs = Collections.unmodifiableMap(copy);
		settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
		decisions = Map.copyOf(decisions);
	}
}
