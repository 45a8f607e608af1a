package org.armillary.kmos.flat;

import java.util.Arrays;
import java.util.List;

import org.armillary.kmos.Slitlet;
import org.armillary.kmos.slitlet.SlitletTrace;

/** How far the edges of the half segments move from the first angle to the others. */
final class EdgeDrift {

	private EdgeDrift() {
	}

	/**
	 * Median shift in the middle row, pixel; NaN where no slitlet was found at both angles.
	 *
	 * @param unit
	 *            a detector at an angle
	 * @param first
	 *            the same at the first angle
	 * @param halfSegment
	 *            1 to 6
	 */
	static double pixels(UnitResult unit, UnitResult first, int halfSegment) {
		double row = 0.5 * (unit.ny() - 1);
		List<SlitletTrace> traces = unit.traces().slitlets().stream()
				.filter(trace -> Slitlet.halfSegment(trace.slitlet().ifu()) == halfSegment).toList();
		double[] shifts = traces.stream().flatMap(trace -> first.traces().find(trace.slitlet()).stream()
				.map(other -> middle(trace, row) - middle(other, row))).mapToDouble(Double::doubleValue).sorted()
				.toArray();
		return shifts.length == 0 ? Double.NaN
				: 0.5 * Arrays.stream(shifts, (shifts.length - 1) / 2, shifts.length / 2 + 1).sum()
						* (shifts.length % 2 == 1 ? 2 : 1);
	}

	private static double middle(SlitletTrace trace, double row) {
		return 0.5 * (trace.left().at(row) + trace.right().at(row));
	}
}
