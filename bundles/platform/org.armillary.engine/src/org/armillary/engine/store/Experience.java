package org.armillary.engine.store;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.armillary.engine.JobReport;
import org.armillary.engine.JobResult;
import org.armillary.engine.KeyPart;
import org.armillary.engine.MadeProduct;

/**
 * What an earlier job of an actor took; forecasts are made from it.
 *
 * @param seconds
 *            time that it took, s
 * @param cpuSeconds
 *            processor time, s; 0 where it was not measured
 * @param inputBytes
 *            size of its inputs, bytes; 0 where it is not known
 * @param outputBytes
 *            size of its products by output port, bytes
 * @param peakMemoryBytes
 *            largest heap, bytes; 0 where it was not measured
 * @param machine
 *            what tells the machine from others of another speed; empty where it is not known
 * @param settings
 *            hash of all that decides a result but the inputs; see {@link #settings}
 */
public record Experience(double seconds, double cpuSeconds, long inputBytes, Map<String, Long> outputBytes,
		long peakMemoryBytes, String machine, long settings) {

	/** The circumstance of a result that tells the machine; where it is missing, the host does. */
	private static final String MACHINE = "machine";
	private static final String HOST = "host";
	private static final double NANOSECONDS = 1e9;

	/** Copies the map, keeping its order. */
	public Experience {
		outputBytes = Collections.unmodifiableMap(new LinkedHashMap<>(outputBytes));
	}

	/** Size of all products, bytes. */
	public long allOutputBytes() {
		return outputBytes.values().stream().mapToLong(Long::longValue).sum();
	}

	/**
	 * Hash of all parts of a key that are no inputs: the actor, its algorithm, parameters, environment and decisions.
	 */
	public static long settings(Collection<KeyPart> parts) {
		return Hashes.settings(parts);
	}

	/** What a job took, as its report tells. */
	static Experience of(JobReport report) {
		JobResult result = report.result();
		Map<String, String> circumstances = report.circumstances();
		String machine = circumstances.getOrDefault(MACHINE, circumstances.getOrDefault(HOST, ""));
		var sizes = new LinkedHashMap<String, Long>();
		report.products().forEach((port, list) -> sizes.put(port, list.stream().mapToLong(MadeProduct::bytes).sum()));
		return new Experience(result.duration().toNanos() / NANOSECONDS, result.use().cpuSeconds(),
				InputBytes.of(report), sizes, result.use().peakMemoryBytes(), machine, settings(report.key().parts()));
	}
}
