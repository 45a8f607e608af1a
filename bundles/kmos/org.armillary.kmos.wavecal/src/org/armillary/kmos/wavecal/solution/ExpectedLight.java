package org.armillary.kmos.wavecal.solution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.armillary.kmos.tables.ArcLine;
import org.armillary.kmos.tables.Gas;
import org.armillary.kmos.wavecal.lines.LineMeasurements;
import org.armillary.kmos.wavecal.lines.LineStatus;
import org.armillary.numerics.RobustStatistics;
import org.armillary.numerics.Selection;

/**
 * How much light the lines of a list have in a column: from the list, whose strengths may be wrong by factors and are
 * not comparable between gases, then from what is seen. For one thread.
 */
final class ExpectedLight {

	/** Lines of a list may be that many times stronger than it says. */
	private static final double STRENGTH_DOUBT = 5;
	private static final double BRIGHT_SHARE = 0.25;
	private static final double FAINTEST = 1e-3;
	private static final int FEWEST_SLITLETS = 3;

	private final List<ArcLine> list;
	private final double[] listed;
	private final double[] expected;
	private final double[] measured;

	/**
	 * For a list.
	 *
	 * @param seen
	 *            light around the place of each line, adu in a column, with that of its neighbours; NaN if not known
	 */
	ExpectedLight(List<ArcLine> list, double[] seen) {
		this.list = list;
		listed = new double[list.size()];
		expected = new double[list.size()];
		measured = new double[list.size()];
		Arrays.fill(measured, Double.NaN);
		Map<Gas, Double> scales = scales(seen);
		for (int line = 0; line < listed.length; line++) {
			listed[line] = list.get(line).strength() * scales.get(list.get(line).gas());
		}
		see(seen);
	}

	/** Light by the list alone, scaled to what is seen of each gas. */
	double[] listed() {
		return listed;
	}

	/** Light as well as it is known. */
	double[] expected() {
		return expected;
	}

	/** Median of the light that was measured of a line; NaN if it was hardly measured. */
	double measured(int line) {
		return measured[line];
	}

	/** Takes over what is seen around the lines: an upper limit. */
	void see(double[] seen) {
		for (int line = 0; line < listed.length; line++) {
			double limit = STRENGTH_DOUBT * listed[line];
			double value = Double.isNaN(seen[line]) ? listed[line] : Math.min(limit, seen[line]);
			expected[line] = Math.max(FAINTEST, value);
		}
	}

	/** Takes over what was measured. */
	void measure(LineMeasurements lines, int slitlets) {
		double[] values = new double[slitlets];
		double[] columns = new double[LineMeasurements.COLUMNS];
		for (int line = 0; line < listed.length; line++) {
			int count = 0;
			for (int s = 0; s < slitlets; s++) {
				if (lines.status(s, line) == LineStatus.MEASURED) {
					int found = 0;
					for (int i = 0; i < LineMeasurements.COLUMNS; i++) {
						if (!Double.isNaN(lines.row(s, line, i))) {
							columns[found++] = lines.flux(s, line, i);
						}
					}
					values[count++] = Selection.select(columns, found, found / 2);
				}
			}
			if (count >= Math.min(slitlets, FEWEST_SLITLETS)) {
				measured[line] = Selection.select(values, count, count / 2);
				expected[line] = Math.max(FAINTEST, measured[line]);
			}
		}
	}

	/** What a unit of strength is worth for each gas: median over its brightest lines. */
	private Map<Gas, Double> scales(double[] seen) {
		Map<Gas, Double> scales = new EnumMap<>(Gas.class);
		for (Gas gas : Gas.values()) {
			List<Integer> lines = new ArrayList<>();
			for (int line = 0; line < seen.length; line++) {
				if (list.get(line).gas() == gas && seen[line] > 0) {
					lines.add(line);
				}
			}
			lines.sort((a, b) -> Double.compare(list.get(b).strength(), list.get(a).strength()));
			int bright = (int) Math.ceil(BRIGHT_SHARE * lines.size());
			double[] ratios = lines.subList(0, bright).stream()
					.mapToDouble(line -> seen[line] / list.get(line).strength()).toArray();
			scales.put(gas, ratios.length == 0 ? 1e-9 : RobustStatistics.median(ratios));
		}
		return scales;
	}
}
