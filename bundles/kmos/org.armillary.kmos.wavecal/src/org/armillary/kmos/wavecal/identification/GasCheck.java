package org.armillary.kmos.wavecal.identification;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.armillary.kmos.tables.Gas;

/**
 * Which gases shine: of the brightest lines of each that should be on the detector and stand alone, how many were seen.
 *
 * @param expected
 *            number of lines by gas, over all slitlets
 * @param seen
 *            how many of them have a peak
 */
public record GasCheck(Map<Gas, Integer> expected, Map<Gas, Integer> seen) {

	private static final int LINES = 12;
	private static final double LEAST_WEIGHT = 0.4;
	private static final int MARGIN = 8;
	/** Of a lamp that is on, more than this share of the brightest lines is seen. */
	private static final double LEAST_SHARE = 0.3;
	private static final int FEWEST = 3;

	/** Counts over the slitlets that were identified. */
	public static GasCheck of(LinePattern pattern, List<SlitletMatch> matches) {
		Map<Gas, Integer> expected = new EnumMap<>(Gas.class);
		Map<Gas, Integer> seen = new EnumMap<>(Gas.class);
		int[] brightest = pattern.brightest(pattern.count());
		for (SlitletMatch match : matches) {
			Set<Integer> matched = new HashSet<>();
			for (int line : match.lines().lines()) {
				matched.add(line);
			}
			Map<Gas, Integer> counted = new EnumMap<>(Gas.class);
			for (int line : brightest) {
				double row = match.law().rowAt(pattern.u()[line]);
				Gas gas = pattern.gas()[line];
				boolean counts = pattern.alone()[line] && pattern.weight()[line] >= LEAST_WEIGHT && row > MARGIN
						&& row < pattern.nominal().rows() - MARGIN && counted.getOrDefault(gas, 0) < LINES;
				if (counts) {
					counted.merge(gas, 1, Integer::sum);
					expected.merge(gas, 1, Integer::sum);
					seen.merge(gas, matched.contains(line) ? 1 : 0, Integer::sum);
				}
			}
		}
		return new GasCheck(expected, seen);
	}

	/** Share of the brightest lines that was seen; NaN if none should be on the detector. */
	public double share(Gas gas) {
		int lines = expected.getOrDefault(gas, 0);
		return lines == 0 ? Double.NaN : (double) seen.getOrDefault(gas, 0) / lines;
	}

	/** Whether a gas that is in the pattern does not shine. */
	public boolean isDark(Gas gas, int slitlets) {
		return expected.getOrDefault(gas, 0) >= FEWEST * slitlets && share(gas) < LEAST_SHARE;
	}
}
