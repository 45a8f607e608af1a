package org.armillary.engine;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a job worked with, so completely that it can be repeated from this and its {@link JobKey} alone.
 *
 * @param parameters
 *            all parameters, in the order of the actor
 * @param inputs
 *            all inputs, port by port in the order in which the job received them
 * @param decisions
 *            what a person decided for the node, by key
 */
public record JobFacts(List<UsedParameter> parameters, List<UsedInput> inputs, Map<String, String> decisions) {

	/** Nothing is known, as of results that were made before facts were kept. */
	public static final JobFacts UNKNOWN = new JobFacts(List.of(), List.of(), Map.of());

	/** Copies the collections. */
	public JobFacts {
		parameters = List.copyOf(parameters);
		inputs = List.copyOf(inputs);
		decisions = Collections.unmodifiableMap(new LinkedHashMap<>(decisions));
	}

	/**
	 * A parameter as it was used.
	 *
	 * @param name
	 *            its name
	 * @param value
	 *            its value as canonical text
	 * @param defaultValue
	 *            the default of the actor when the job ran, as canonical text
	 * @param inKey
	 *            whether it can change a result
	 */
	public record UsedParameter(String name, String value, String defaultValue, boolean inKey) {

		/** Whether it has its default. */
		public boolean isDefault() {
			return value.equals(defaultValue);
		}
	}

	/**
	 * An input as it was used.
	 *
	 * @param port
	 *            the input port
	 * @param category
	 *            category for this job
	 * @param path
	 *            where it lay, absolute
	 * @param received
	 *            digest of what the job received, with its corrections and without extensions that were not selected
	 * @param selection
	 *            which of its extensions the job received
	 * @param corrections
	 *            what was changed in its header for the job
	 * @param origin
	 *            what file it is, wherever it lies
	 */
	public record UsedInput(String port, String category, Path path, String received, ExtensionSelection selection,
			List<HeaderCorrection> corrections, InputOrigin origin) {

		/** Copies the list. */
		public UsedInput {
			corrections = List.copyOf(corrections);
		}
	}

	/**
	 * What file an input is, wherever it lies.
	 *
	 * @param name
	 *            what people call it: its file name; of a product of the same run, the name it has in the output folder
	 * @param digest
	 *            digest of its whole content as it lies on the disk; see {@link InputFiles#digest}
	 * @param bytes
	 *            size of the file, bytes
	 * @param identity
	 *            name in the archive ({@code ARCFILE}); empty where it has none
	 * @param maker
	 *            which job of the run made it; empty for a file from outside
	 */
	public record InputOrigin(String name, String digest, long bytes, String identity, Optional<Maker> maker) {

		/** Nothing is known of it. */
		public static final InputOrigin UNKNOWN = new InputOrigin("", "", 0, "", Optional.empty());
	}

	/**
	 * A product by the job that made it.
	 *
	 * @param key
	 *            hash of the job's cache key, by which its result is found in the store
	 * @param port
	 *            output port
	 * @param index
	 *            place among the products of the port, from 0
	 */
	public record Maker(String key, String port, int index) {
	}
}
