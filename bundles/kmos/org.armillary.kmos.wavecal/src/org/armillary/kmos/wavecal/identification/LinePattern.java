package org.armillary.kmos.wavecal.identification;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

import org.armillary.kmos.tables.ArcLine;
import org.armillary.kmos.tables.Gas;

/**
 * The lines of a list as a spectrograph of low resolution shows them: lines that cannot be told apart are one, at the
 * mean of their wavelengths by strength. By rising wavelength; immutable, the arrays are not to be changed.
 *
 * @param nominal
 *            the nominal law of rows
 * @param micron
 *            wavelengths in vacuum, µm
 * @param u
 *            the same as -1 to 1 over the useful range
 * @param weight
 *            brightness on a logarithmic scale, from 0 (too faint to be expected) to 1 (among the brightest of the
 *            gas); strengths of lists are no better than that
 * @param gas
 *            the gas of the strongest line of each
 * @param alone
 *            whether no line of a tenth of its strength is so near that it could displace it
 * @param order
 *            lines that may be expected, places in the arrays, the brightest first
 */
public record LinePattern(RowLaw.Nominal nominal, double[] micron, double[] u, double[] weight, Gas[] gas,
		boolean[] alone, int[] order) {

	/** Lines closer than this are one, rows. */
	private static final double BLEND_ROWS = 2.4;
	/** Lines of a tenth of the strength displace others from farther, rows. */
	private static final double NEAR_ROWS = 4.5;
	private static final double DISPLACES = 0.1;
	/** Lines this far beyond the useful range may still be seen, in u. */
	private static final double REACH = 1.15;
	/** The brightness that has weight 1 is the mean of these ranks, so that one extraordinary line does not rule. */
	private static final int FIRST_RANK = 1;
	private static final int LAST_RANK = 6;
	/** Weight 0 is so many powers of ten fainter than weight 1. */
	private static final double DECADES = 2.2;
	private static final double MOST_WEIGHT = 1.2;

	/**
	 * The pattern of a list.
	 *
	 * @param lines
	 *            lines in any order; those far outside the band are left out
	 * @param nominal
	 *            where they should be
	 */
	public static LinePattern of(List<ArcLine> lines, RowLaw.Nominal nominal) {
		List<ArcLine> near = lines.stream().filter(line -> Math.abs(nominal.u(line.micron())) <= REACH)
				.filter(line -> line.strength() > 0)
				.sorted(Comparator.comparingDouble(ArcLine::strength).reversed()
						.thenComparingDouble(ArcLine::micron))
				.toList();
		double[] rows = near.stream().mapToDouble(line -> nominal.row(nominal.u(line.micron()))).toArray();
		boolean[] taken = new boolean[near.size()];
		var blends = new ArrayList<Blend>();
		for (int i = 0; i < near.size(); i++) {
			if (!taken[i]) {
				blends.add(blend(near, rows, taken, i));
			}
		}
		blends.sort(Comparator.comparingDouble(Blend::micron));
		double all = reference(near);
		double[] references = Arrays.stream(Gas.values())
				.mapToDouble(gas -> reference(near.stream().filter(line -> line.gas() == gas).toList())).toArray();
		int count = blends.size();
		double[] micron = new double[count];
		double[] u = new double[count];
		double[] weight = new double[count];
		Gas[] gas = new Gas[count];
		boolean[] alone = new boolean[count];
		for (int i = 0; i < count; i++) {
			Blend blend = blends.get(i);
			micron[i] = blend.micron();
			u[i] = nominal.u(blend.micron());
			gas[i] = blend.gas();
			alone[i] = blend.alone();
			// the brightness of one gas over the other depends on the lamps, not on the list alone
			double reference = Math.sqrt(all * references[gas[i].ordinal()]);
			weight[i] = Math.clamp(1 + StrictMath.log10(blend.strength() / reference) / DECADES, 0, MOST_WEIGHT);
		}
		return new LinePattern(nominal, micron, u, weight, gas, alone, order(weight));
	}

	/** Number of lines. */
	public int count() {
		return micron.length;
	}

	/** The brightest lines, places in the arrays, the brightest first. */
	public int[] brightest(int most) {
		return Arrays.copyOf(order, Math.min(most, order.length));
	}

	private static int[] order(double[] weight) {
		return IntStream.range(0, weight.length).filter(i -> weight[i] > 0).boxed()
				.sorted(Comparator.comparingDouble((Integer i) -> -weight[i]).thenComparing(i -> i))
				.mapToInt(Integer::intValue).toArray();
	}

	private static Blend blend(List<ArcLine> lines, double[] rows, boolean[] taken, int strongest) {
		ArcLine main = lines.get(strongest);
		double strength = main.strength();
		double moment = 0;
		boolean alone = true;
		taken[strongest] = true;
		for (int i = 0; i < rows.length; i++) {
			double distance = Math.abs(rows[i] - rows[strongest]);
			ArcLine line = lines.get(i);
			if (i != strongest && distance <= NEAR_ROWS && line.strength() > DISPLACES * main.strength()) {
				alone = false;
			}
			if (!taken[i] && distance <= BLEND_ROWS) {
				taken[i] = true;
				strength += line.strength();
				moment += line.strength() * (line.micron() - main.micron());
			}
		}
		return new Blend(main.micron() + moment / strength, strength, main.gas(), alone);
	}

	private static double reference(List<ArcLine> brightestFirst) {
		return brightestFirst.stream().skip(brightestFirst.size() > LAST_RANK ? FIRST_RANK : 0)
				.limit(LAST_RANK - FIRST_RANK).mapToDouble(ArcLine::strength).average().orElse(1);
	}

	private record Blend(double micron, double strength, Gas gas, boolean alone) {
	}
}
