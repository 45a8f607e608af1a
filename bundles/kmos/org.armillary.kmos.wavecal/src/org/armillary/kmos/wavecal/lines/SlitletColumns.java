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

	/** Of these edges on a detector of this size. */
	public static SlitletColumns of(SlitletTrace trace, int rows, int columns) {
		double[] middle = trace.left().columns(rows);
		double[] half = trace.right().columns(rows);
		for (int row = 0; row < rows; row++) {
			double left = middle[row];
			double right = half[row];
			middle[row] = (left + right) / 2;
			half[row] = (right - left) / 2;
		}
		return new SlitletColumns(trace, middle, half, columns);
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
