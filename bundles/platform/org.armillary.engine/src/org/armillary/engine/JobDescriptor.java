package org.armillary.engine;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.engine.JobFacts.InputOrigin;

/**
 * All that is needed to execute a job anywhere the files can be read: the content of {@code job.json} in its folder.
 *
 * @param run
 *            id of the run; empty where it has none
 * @param id
 *            id of the job
 * @param node
 *            id of its node
 * @param attempt
 *            1 for the first
 * @param key
 *            its cache key
 * @param actor
 *            id of the actor
 * @param parameters
 *            all parameters as canonical text
 * @param inputs
 *            products by input port
 * @param decisions
 *            what a person decided for the node, by key
 * @param memoryBytes
 *            heap that it needs, bytes; 0 where that is unknown
 * @param scratch
 *            where its temporary files go; empty for its folder
 */
public record JobDescriptor(String run, String id, String node, int attempt, JobKey key, String actor,
		Map<String, String> parameters, Map<String, List<Input>> inputs, Map<String, String> decisions,
		long memoryBytes, Optional<Path> scratch) {

	/**
	 * A product at an input port.
	 *
	 * @param path
	 *            the file, absolute
	 * @param category
	 *            its category for this job
	 * @param selection
	 *            which of its extensions the job receives
	 * @param corrections
	 *            what is to be changed in its primary header; the job receives a copy then, and the file stays as it is
	 * @param origin
	 *            what file it is, for the record of what the job worked with
	 */
	public record Input(Path path, String category, ExtensionSelection selection, List<HeaderCorrection> corrections,
			InputOrigin origin) {

		/** Copies the list. */
		public Input {
			corrections = List.copyOf(corrections);
		}

		/** A product of which no more is known. */
		public Input(Path path, String category, ExtensionSelection selection, List<HeaderCorrection> corrections) {
			this(path, category, selection, corrections, InputOrigin.UNKNOWN);
		}

		/** A product whose header is right and of which no more is known. */
		public Input(Path path, String category, ExtensionSelection selection) {
			this(path, category, selection, List.of(), InputOrigin.UNKNOWN);
		}
	}

	/** Copies the collections, keeping their order. */
	public JobDescriptor {
		parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
		var copy = new LinkedHashMap<String, List<Input>>();
		inputs.forEach((port, list) -> copy.put(port, List.copyOf(list)));
		inputs = Collections.unmodifiableMap(copy);
		decisions = Collections.unmodifiableMap(new LinkedHashMap<>(decisions));
	}
}
