package org.armillary.kmos.wavecal.lines;

import org.armillary.kmos.slitlet.SlitletTrace;

/**
 * The columns of a slitlet, row by row. The place along the slitlet is {@code t}, −1 on the left and 1 on the right
 * edge. Immutable; the arrays must not be changed.
 *
 * @param trace
 *            the edges
 * @param middle
 *            column of the middle of the slitlet by row
 * @param half
 *            half of the distance of the edges by row, pixel
 * @param columns
 *            columns of the detector
 */
public record SlitletColumns(SlitletTrace trace, double[] middle, double[] half, int columns) {

	/** Pixels whose centres are nearer to an edge than this are left out, pixel. */
	private static final double MARGIN = 0.8;
	/** Edges are evaluated so many rows apart; between them cubic interpolation is exact to 1e-5 pixel. */
	private static final int STEP = 16;

	/** Of these edges on a detector of this size. */
	public static SlitletColumns of(SlitletTrace trace, int rows, int columns) {
		int count = (rows - 1) / STEP + 4;
		double[] middles = new double[count];
		double[] halves = new double[count];
		for (int i = 0; i < count; i++) {
			double left = trace.left().at((i - 1.0) * STEP);
			double right = trace.right().at((i - 1.0) * STEP);
			middles[i] = (left + right) / 2;
			halves[i] = (right - left) / 2;
		}
		double[] middle = new double[rows];
		double[] half = new double[rows];
		for (int row = 0; row < rows; row++) {
			int i = row / STEP;
			double f = (double) (row % STEP) / STEP;
			middle[row] = between(middles, i, f);
			half[row] = between(halves, i, f);
		}
		return new SlitletColumns(trace, middle, half, columns);
	}

	/** The cubic through four values, between the middle two. */
	private static double between(double[] values, int i, double f) {
		double before = values[i];
		double low = values[i + 1];
		double high = values[i + 2];
		double after = values[i + 3];
		double rise = (high - before) / 2 - (after - 3 * high + 3 * low - before) / 6;
		double bend = (high - 2 * low + before) / 2;
		double twist = (after - 3 * high + 3 * low - before) / 6;
		return low + f * (rise + f * (bend + f * twist));
	}

	/** The first column that is well inside. */
	public int first(int row) {
		return Math.max(0, (int) Math.ceil(middle[row] - half[row] + MARGIN));
	}

	/** The last column that is well inside. */
	public int last(int row) {
		return Math.min(columns - 1, (int) Math.floor(middle[row] + half[row] - MARGIN));
	}

	/** The place of a column along the slitlet. */
	public double place(int column, int row) {
		return (column - middle[row]) / half[row];
	}

	/** The place of the slitlet on the detector, −1 in the first and 1 in the last column. */
	public double reducedColumn(int row) {
		return 2 * middle[row] / (columns - 1) - 1;
	}
}
