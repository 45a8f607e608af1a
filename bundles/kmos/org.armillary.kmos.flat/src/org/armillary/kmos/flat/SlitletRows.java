package org.armillary.kmos.flat;

import java.util.List;

import org.armillary.kmos.ReadoutChannels;
import org.armillary.kmos.Slitlet;
import org.armillary.kmos.slitlet.DetectorTraces;
import org.armillary.kmos.slitlet.SlitletTrace;

/**
 * Both edges of each slitlet of a detector in each row, as columns from 0. The arrays are not to be changed.
 *
 * @param ny
 *            rows of the detector
 * @param nx
 *            columns of the detector
 * @param slitlets
 *            the slitlets with rising x
 * @param left
 *            {@code [slitlet][row]}
 * @param right
 *            {@code [slitlet][row]}
 */
record SlitletRows(int ny, int nx, List<Slitlet> slitlets, double[][] left, double[][] right) {

	/** Evaluates the traces. */
	static SlitletRows of(DetectorTraces traces, int ny, int nx) {
		List<SlitletTrace> all = traces.slitlets();
		double[][] left = new double[all.size()][];
		double[][] right = new double[all.size()][];
		for (int i = 0; i < left.length; i++) {
			left[i] = all.get(i).left().columns(ny);
			right[i] = all.get(i).right().columns(ny);
		}
		return new SlitletRows(ny, nx, all.stream().map(SlitletTrace::slitlet).toList(), left, right);
	}

	int count() {
		return left.length;
	}

	/** First row that sees light. */
	int firstRow() {
		return ReadoutChannels.REFERENCE;
	}

	/** Row behind the last that sees light. */
	int endRow() {
		return ny - ReadoutChannels.REFERENCE;
	}

	/** First column of a row whose centre lies so many pixels inside the left edge. */
	int firstColumn(int slitlet, int row, double inside) {
		return Math.max(ReadoutChannels.REFERENCE, (int) Math.ceil(left[slitlet][row] + inside));
	}

	/** Last column of a row whose centre lies so many pixels inside the right edge. */
	int lastColumn(int slitlet, int row, double inside) {
		return Math.min(nx - 1 - ReadoutChannels.REFERENCE, (int) Math.floor(right[slitlet][row] - inside));
	}

	/** Mean width, pixel. */
	double width(int slitlet) {
		double sum = 0;
		for (int row = firstRow(); row < endRow(); row++) {
			sum += right[slitlet][row] - left[slitlet][row];
		}
		return sum / (endRow() - firstRow());
	}

	/** Middle of the slitlet in the middle row, -1 to 1 over the detector. */
	double place(int slitlet) {
		return reduced(0.5 * (left[slitlet][ny / 2] + right[slitlet][ny / 2]));
	}

	/** A column, -1 to 1 over the detector. */
	double reduced(double column) {
		return (2 * column - (nx - 1)) / nx;
	}
}
