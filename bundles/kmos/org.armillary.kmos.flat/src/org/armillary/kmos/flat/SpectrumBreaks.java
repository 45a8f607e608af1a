package org.armillary.kmos.flat;

import java.util.Arrays;

/**
 * Fits the spectrum of a model with a spline whose breaks are closer together where the spectrum is steep, as at the ends of a
 * filter. There all slitlets depart from a spline that cannot follow, which is told from odd rows of single slitlets by limiting
 * what one sample may say.
 */
final class SpectrumBreaks {

	/** Where the spectrum is steep there are so many breaks for each usual one. */
	private static final int FINER = 4;
	/** The spline goes so far beyond the rows. */
	private static final double MARGIN = 42;
	/** Breaks are added where residuals of a few rows, averaged over the slitlets, exceed so many errors. */
	private static final double REFINE_SIGMA = 5;
	private static final int CELL_ROWS = 4;
	private static final int ROUNDS = 3;

	private SpectrumBreaks() {
	}

	/** A spline with breaks at equal distances. */
	static CubicSplineFit even(int ny, double distance) {
		return new CubicSplineFit(breaks(ny, distance, new boolean[0]));
	}

	/**
	 * Fits the spectrum of a model, of which no sample counts as odd, with breaks as close as it needs.
	 *
	 * @param distance
	 *            of the breaks where the spectrum is smooth, rows
	 */
	static void follow(LampModel model, double distance) {
		int ny = model.rows.ny();
		model.weigh();
		model.spline = even(ny, distance);
		model.fitSpline();
		boolean[] steep = new boolean[(ny + CELL_ROWS - 1) / CELL_ROWS];
		for (int round = 0; round < ROUNDS && findSteep(model, steep); round++) {
			model.spline = new CubicSplineFit(breaks(ny, distance, steep));
			model.fitSpline();
			model.weigh();
		}
	}

	/** Marks cells of rows that the spline does not follow; returns whether there are new ones. */
	private static boolean findSteep(LampModel model, boolean[] steep) {
		double[] sums = new double[steep.length];
		double[] counts = new double[steep.length];
		for (int slitlet = 0; slitlet < model.rows.count(); slitlet++) {
			for (int sample = 0; sample < model.levels.samples; sample++) {
				if (model.counts(slitlet, sample)) {
					int cell = Math.clamp((int) model.at(slitlet, sample) / CELL_ROWS, 0, steep.length - 1);
					double sigmas = model.residual(slitlet, sample) * Math.sqrt(model.weight[slitlet][sample]);
					sums[cell] += Math.clamp(sigmas, -LampModel.ODD_SIGMA, LampModel.ODD_SIGMA);
					counts[cell]++;
				}
			}
		}
		boolean any = false;
		for (int cell = 0; cell < steep.length; cell++) {
			if (!steep[cell] && Math.abs(sums[cell]) > REFINE_SIGMA * Math.sqrt(counts[cell])) {
				steep[cell] = true;
				any = true;
			}
		}
		return any;
	}

	/** Breaks at equal distances; intervals with steep cells, and their neighbours, have finer ones. */
	private static double[] breaks(int ny, double distance, boolean[] steep) {
		int intervals = (int) Math.ceil((ny + 2 * MARGIN) / distance);
		double step = (ny + 2 * MARGIN) / intervals;
		boolean[] fine = new boolean[intervals];
		for (int cell = 0; cell < steep.length; cell++) {
			if (steep[cell]) {
				int interval = (int) ((cell * CELL_ROWS + MARGIN) / step);
				for (int i = Math.max(0, interval - 1); i <= Math.min(intervals - 1, interval + 1); i++) {
					fine[i] = true;
				}
			}
		}
		double[] breaks = new double[intervals * FINER + 1];
		int count = 0;
		for (int i = 0; i < intervals; i++) {
			int parts = fine[i] ? FINER : 1;
			for (int part = 0; part < parts; part++) {
				breaks[count++] = -MARGIN + step * (i + (double) part / parts);
			}
		}
		breaks[count++] = -MARGIN + step * intervals;
		return Arrays.copyOf(breaks, count);
	}
}
