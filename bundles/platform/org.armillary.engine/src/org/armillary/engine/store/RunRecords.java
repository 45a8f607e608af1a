package org.armillary.engine.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What cleaning must know of runs; the store itself does not look into their folders. */
public interface RunRecords {

	/** Hashes of the cache keys of all jobs that a run executed or reused. */
	Set<String> keys(Path runFolder) throws IOException;

	/** Whether a process executes the run now. */
	boolean isActive(Path runFolder) throws IOException;

	/** Folders outside the run's that jobs of it, which did not come to their end, use for temporary files. */
	List<Path> scratch(Path runFolder) throws IOException;

	/** When the run began. */
	Instant started(Path runFolder) throws IOException;

	/** What a run gave to outputs of its workflow, each as {@link #output}. */
	default Set<String> outputs(Path runFolder) throws IOException {
		return Set.of();
	}

	/**
	 * The products of a port of a job.
	 *
	 * @param key
	 *            hash of the cache key of the job
	 */
	static String output(String key, String port) {
		return key + " " + port;
	}
}
