package org.armillary.kmos.slitlet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.armillary.kmos.Slitlet;
import org.armillary.kmos.slitlet.SlitletProblem.Reason;

/**
 * Compares the widths of slitlets with those of the others: all have about the same length, and those of an IFU even
 * more so. Where light ends before the end of a slitlet, an edge is that of the light and not of the slitlet; where
 * several slitlets of an IFU end early, those of its slitlets that seem long enough are not trusted either, since the
 * border of the light crosses all of them.
 */
final class WidthCheck {

	/** How far a width may be off that of the others in each of some rows, pixel; such slitlets are left out. */
	private static final double LOST = 1;
	private static final int ROWS = 5;
	/** How far it may be off without a word: pixel, and robust standard deviations. */
	private static final double ODD = 0.3;
	private static final double ODD_SIGMA = 6;
	/** The same of the usual width of an IFU, which differs more. */
	private static final double IFU_SIGMA = 4;
	private static final double LEAST_IFU_SCATTER = 0.08;
	/** Slitlets of an IFU that tell its usual width. */
	private static final int FEW = 4;
	/** Least number of slitlets that end early where an IFU is half lit … */
	private static final int HALF_LIT_LEAST = 2;
	/** … and their part of those that are lit, or with slitlets that are narrow. */
	private static final double HALF_LIT_PART = 0.25;
	private static final double NARROW_PART = 0.5;
	private static final double SIGMA_OVER_MAD = 1.482602218505602;
	private static final double PER_CENT = 100;

	private final int ny;
	private final List<SlitletProblem> problems;
	/** Slitlets of each IFU that are narrower than usual. */
	private final int[] narrow = new int[Slitlet.IFUS + 1];

	/**
	 * A check.
	 *
	 * @param ny
	 *            rows of the detector
	 * @param problems
	 *            what is odd so far; takes what is found
	 */
	WidthCheck(int ny, List<SlitletProblem> problems) {
		this.ny = ny;
		this.problems = problems;
	}

	/** The slitlets that stay. */
	List<SlitletTrace> accepted(List<SlitletTrace> traces) {
		List<SlitletTrace> left = traces;
		for (int k = 0; k < ROWS; k++) {
			left = withoutLost(left, row(k));
		}
		tellOdd(left);
		List<SlitletTrace> trusted = new ArrayList<>(left);
		for (int ifu = 1; ifu <= Slitlet.IFUS; ifu++) {
			if (isHalfLit(ifu)) {
				leaveOut(ifu, trusted);
			}
		}
		return trusted;
	}

	private double row(int k) {
		return (ny - 1) * (k + 0.5) / ROWS;
	}

	private static double width(SlitletTrace trace, double row) {
		return trace.right().at(row) - trace.left().at(row);
	}

	/** Leaves out slitlets whose width is far off in a row. */
	private List<SlitletTrace> withoutLost(List<SlitletTrace> traces, double row) {
		double usual = median(traces.stream().mapToDouble(trace -> width(trace, row)).toArray());
		List<SlitletTrace> good = new ArrayList<>();
		for (SlitletTrace trace : traces) {
			if (Math.abs(width(trace, row) - usual) <= LOST) {
				good.add(trace);
			} else {
				problems.add(new SlitletProblem(trace.slitlet(), Reason.WIDTH, width(trace, row), usual));
			}
		}
		return good;
	}

	/** Tells which slitlets are off the usual width of their IFU, or which IFUs are off the others. */
	private void tellOdd(List<SlitletTrace> traces) {
		int count = traces.size();
		double[][] off = new double[ROWS][count];
		double[] usual = new double[ROWS];
		for (int k = 0; k < ROWS; k++) {
			double row = row(k);
			double[] widths = traces.stream().mapToDouble(trace -> width(trace, row)).toArray();
			usual[k] = median(widths);
			for (int i = 0; i < count; i++) {
				off[k][i] = widths[i] - usual[k];
			}
		}
		double[] ofIfu = new double[Slitlet.IFUS + 1];
		double limitOfIfu = ofIfus(traces, off, ofIfu);
		double[] apart = new double[ROWS * count];
		for (int j = 0; j < apart.length; j++) {
			apart[j] = Math.abs(off[j % ROWS][j / ROWS] - ofIfu[traces.get(j / ROWS).slitlet().ifu()]);
		}
		double limit = Math.max(ODD, ODD_SIGMA * SIGMA_OVER_MAD * median(apart));
		for (int i = 0; i < count; i++) {
			SlitletTrace trace = traces.get(i);
			double own = ofIfu[trace.slitlet().ifu()];
			boolean alone = traces.stream().filter(each -> each.slitlet().ifu() == trace.slitlet().ifu()).count() < FEW;
			boolean ifuIsOdd = Math.abs(own) > limitOfIfu;
			double expected = alone || ifuIsOdd ? 0 : own;
			int worst = 0;
			double least = 0;
			for (int k = 0; k < ROWS; k++) {
				worst = Math.abs(off[k][i] - expected) > Math.abs(off[worst][i] - expected) ? k : worst;
				least = Math.min(least, off[k][i]);
			}
			narrow[trace.slitlet().ifu()] += least < -ODD ? 1 : 0;
			if (Math.abs(off[worst][i] - expected) > (alone ? Math.max(limit, limitOfIfu) : limit)) {
				problems.add(new SlitletProblem(trace.slitlet(), Reason.WIDTH_ODD, usual[worst] + off[worst][i],
						usual[worst] + expected));
			}
		}
	}

	/** Finds by how much the slitlets of each IFU are usually wider than all; returns how much is not odd. */
	private static double ofIfus(List<SlitletTrace> traces, double[][] off, double[] ofIfu) {
		double[] lit = new double[Slitlet.IFUS];
		int found = 0;
		for (int ifu = 1; ifu <= Slitlet.IFUS; ifu++) {
			double[] own = new double[off.length * traces.size()];
			int count = 0;
			for (int i = 0; i < traces.size(); i++) {
				for (int k = 0; k < off.length && traces.get(i).slitlet().ifu() == ifu; k++) {
					own[count++] = off[k][i];
				}
			}
			if (count > 0) {
				ofIfu[ifu] = median(Arrays.copyOf(own, count));
				lit[found++] = Math.abs(ofIfu[ifu]);
			}
		}
		double scatter = found == 0 ? 0 : SIGMA_OVER_MAD * median(Arrays.copyOf(lit, found));
		return Math.max(ODD, IFU_SIGMA * Math.max(LEAST_IFU_SCATTER, scatter));
	}

	/** Whether the light of several slitlets of an IFU ends before they do. */
	private boolean isHalfLit(int ifu) {
		long early = problems.stream().filter(problem -> problem.slitlet().ifu() == ifu && endsEarly(problem)).count();
		long dark = problems.stream()
				.filter(problem -> problem.slitlet().ifu() == ifu && problem.reason() == Reason.NOT_LIT).count();
		double lit = Slitlet.SLICES - dark;
		return early >= HALF_LIT_LEAST
				&& (early >= HALF_LIT_PART * lit || early + narrow[ifu] >= NARROW_PART * lit);
	}

	private static boolean endsEarly(SlitletProblem problem) {
		return switch (problem.reason()) {
		case PART_LIT, NO_LEFT_EDGE, NO_RIGHT_EDGE -> true;
		case WIDTH -> problem.found() < problem.expected();
		default -> false;
		};
	}

	/** Takes out an IFU; what is known of its slitlets becomes how much of them is lit. */
	private void leaveOut(int ifu, List<SlitletTrace> traces) {
		double row = row(ROWS / 2);
		double usual = median(traces.stream().mapToDouble(trace -> width(trace, row)).toArray());
		double[] lit = new double[Slitlet.SLICES];
		Arrays.fill(lit, Double.NaN);
		for (SlitletTrace trace : traces) {
			if (trace.slitlet().ifu() == ifu) {
				lit[trace.slitlet().slice() - 1] = Math.min(PER_CENT, PER_CENT * width(trace, row) / usual);
			}
		}
		for (SlitletProblem problem : problems) {
			if (problem.slitlet().ifu() == ifu) {
				int slice = problem.slitlet().slice() - 1;
				lit[slice] = switch (problem.reason()) {
				case NOT_LIT -> 0;
				case PART_LIT -> problem.found();
				case WIDTH -> Math.min(PER_CENT, PER_CENT * problem.found() / problem.expected());
				default -> lit[slice];
				};
			}
		}
		problems.removeIf(problem -> problem.slitlet().ifu() == ifu && problem.reason() != Reason.UNEXPECTED_LIGHT);
		traces.removeIf(trace -> trace.slitlet().ifu() == ifu);
		for (int slice = 1; slice <= Slitlet.SLICES; slice++) {
			problems.add(new SlitletProblem(new Slitlet(ifu, slice), Reason.HALF_LIT, lit[slice - 1], PER_CENT));
		}
	}

	private static double median(double[] values) {
		return CombFinder.median(values, 0, values.length - 1);
	}
}
