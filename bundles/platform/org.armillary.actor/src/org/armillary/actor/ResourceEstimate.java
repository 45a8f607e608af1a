package org.armillary.actor;

/**
 * What a job is expected to need; zero where nothing is known.
 *
 * @param memoryBytes
 *            peak of the heap, bytes
 * @param scratchBytes
 *            files in the scratch folder, bytes
 * @param cores
 *            processor cores kept busy
 */
public record ResourceEstimate(long memoryBytes, long scratchBytes, int cores) {

	/** Nothing is known. */
	public static final ResourceEstimate UNKNOWN = new ResourceEstimate(0, 0, 0);
}
