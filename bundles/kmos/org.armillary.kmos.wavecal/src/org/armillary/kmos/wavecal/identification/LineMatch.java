package org.armillary.kmos.wavecal.identification;

import java.util.Arrays;

/**
 * Lines of a pattern and the peaks that are theirs under a law: each other's nearest within a tolerance, a bright line
 * before a faint one. The arrays are of equal length and are not to be changed.
 *
 * @param lines
 *            places in the pattern, rising
 * @param peaks
 *            places among the peaks
 * @param distances
 *            row of the peak less that of the law
 */
public record LineMatch(int[] lines, int[] peaks, double[] distances) {

	/** A line so much brighter may lie this much farther away, in tolerances. */
	private static final double BRIGHT_REACH = 0.5;

	/**
	 * Matches lines with peaks.
	 *
	 * @param tolerance
	 *            greatest distance, rows
	 * @param leastWeight
	 *            lines of less weight are left out
	 */
	public static LineMatch of(LinePattern pattern, RowLaw law, LinePeaks peaks, double tolerance,
			double leastWeight) {
		int count = peaks.count();
		int[] best = new int[count];
		double[] cost = new double[count];
		Arrays.fill(best, -1);
		Arrays.fill(cost, Double.POSITIVE_INFINITY);
		double[] rows = peaks.rows();
		int near = 0;
		for (int line = 0; line < pattern.count(); line++) {
			if (pattern.weight()[line] < leastWeight) {
				continue;
			}
			double row = law.rowAt(pattern.u()[line]);
			while (near > 0 && rows[near - 1] > row) {
				near--;
			}
			while (near < count && rows[near] < row) {
				near++;
			}
			int peak = near;
			if (near == count || near > 0 && row - rows[near - 1] < rows[near] - row) {
				peak = near - 1;
			}
			if (peak < 0 || Math.abs(rows[peak] - row) > tolerance) {
				continue;
			}
			double price = Math.abs(rows[peak] - row) / tolerance - BRIGHT_REACH * pattern.weight()[line];
			if (price < cost[peak]) {
				cost[peak] = price;
				best[peak] = line;
			}
		}
		int found = 0;
		for (int line : best) {
			found += line >= 0 ? 1 : 0;
		}
		int[] lines = new int[found];
		int[] matched = new int[found];
		double[] distances = new double[found];
		int at = 0;
		for (int peak = 0; peak < count; peak++) {
			if (best[peak] >= 0) {
				lines[at] = best[peak];
				matched[at] = peak;
				distances[at] = rows[peak] - law.rowAt(pattern.u()[best[peak]]);
				at++;
			}
		}
		return new LineMatch(lines, matched, distances);
	}

	/** Number of pairs. */
	public int count() {
		return lines.length;
	}

	/** Row of the peak less that of the law. */
	double distance(int pair) {
		return distances[pair];
	}
}
