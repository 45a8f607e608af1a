package org.armillary.engine.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.armillary.engine.store.Experience;

/**
 * How long jobs take on this machine, by how long they took on others: learned from the actors that worked on both.
 *
 * <p><b>Threads.</b> For one thread.
 */
final class Speeds {

	/** Uncertainty of the ratio of two machines on which nothing worked that worked on the other. */
	private static final double UNKNOWN = 0.5;
	/** Another actor may use the machines otherwise: least uncertainty of a ratio, and more with few actors. */
	private static final double LEAST = 0.1;
	private static final double OF_FEW = 0.2;
	private static final double DEVIATION = 1.4826;

	private final String here;
	private final Collection<List<Experience>> experiences;
	private final Map<String, Ratio> ratios = new HashMap<>();

	/**
	 * The ratio of the times on this machine and another.
	 *
	 * @param logarithm
	 *            its natural logarithm
	 * @param spread
	 *            uncertainty of that; 0 for this machine
	 */
	record Ratio(double logarithm, double spread) {
	}

	/**
	 * Learns speeds.
	 *
	 * @param here
	 *            this machine
	 * @param experiences
	 *            what jobs of each actor took
	 */
	Speeds(String here, Collection<List<Experience>> experiences) {
		this.here = here;
		this.experiences = experiences;
	}

	/** Whether it is this machine. */
	boolean isHere(String machine) {
		return machine.equals(here);
	}

	/** The time on this machine by that on another. */
	Ratio from(String machine) {
		return isHere(machine) ? new Ratio(0, 0) : ratios.computeIfAbsent(machine, this::learned);
	}

	private Ratio learned(String machine) {
		var offsets = new ArrayList<Double>();
		for (List<Experience> results : experiences) {
			Law.offset(results(results, here), results(results, machine)).ifPresent(offsets::add);
		}
		if (offsets.isEmpty()) {
			return new Ratio(0, UNKNOWN);
		}
		double[] values = offsets.stream().mapToDouble(Double::doubleValue).toArray();
		double middle = Law.median(values);
		double[] away = offsets.stream().mapToDouble(offset -> Math.abs(offset - middle)).toArray();
		return new Ratio(middle, Math.max(LEAST, DEVIATION * Law.median(away)) + OF_FEW / values.length);
	}

	private static List<Law.Result> results(List<Experience> results, String machine) {
		return results.stream().filter(result -> result.machine().equals(machine) && result.seconds() > 0
				&& result.inputBytes() > 0)
				.map(result -> new Law.Result(result.inputBytes(), Math.log(result.seconds()), 1)).toList();
	}
}
