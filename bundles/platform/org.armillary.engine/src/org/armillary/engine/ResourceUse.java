package org.armillary.engine;

/**
 * What a job used; zero where it was not measured.
 *
 * @param declaredMemoryBytes
 *            peak of the heap that its plan declared, bytes
 * @param peakMemoryBytes
 *            peak of the heap, bytes; measured where the job had a JVM of its own
 * @param cpuSeconds
 *            processor time of all threads of the job, s; with what the virtual machine itself used where the job was
 *            alone in its process
 */
public record ResourceUse(long declaredMemoryBytes, long peakMemoryBytes, double cpuSeconds) {

	/** Nothing was measured. */
	public static final ResourceUse UNKNOWN = new ResourceUse(0, 0, 0);
}
