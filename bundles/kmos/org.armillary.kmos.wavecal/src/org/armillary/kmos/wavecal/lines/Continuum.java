package org.armillary.kmos.wavecal.lines;

import java.util.Arrays;

import org.armillary.kmos.detector.DetectorFrame;

/**
 * The faint light under the lines of a slitlet: medians of the pixels between the lines in blocks of rows, linear
 * between the blocks. For one thread.
 */
final class Continuum {

	private static final int BLOCK = 64;
	private static final int FEWEST = 24;
	private static final double CLEAR = 6;

	private final double[] level;
	private final boolean[] covered;
	private final double[] sorted;
	private final double[] blocks;

	/** For detectors of so many rows. */
	Continuum(int rows) {
		level = new double[rows];
		covered = new boolean[rows];
		sorted = new double[BLOCK * LineMeasurements.COLUMNS];
		blocks = new double[(rows + BLOCK - 1) / BLOCK];
	}

	/** The level in a row, adu. */
	double at(int row) {
		return level[row];
	}

	/**
	 * Measures a slitlet.
	 *
	 * @param faintest
	 *            lines of less light in a column do not count, adu
	 */
	void measure(DetectorFrame frame, SlitletColumns columns, LineMeasurements lines, int slitlet, double[] light,
			double faintest) {
		Arrays.fill(covered, false);
		for (int line = 0; line < lines.lines(); line++) {
			double row = lines.predicted(slitlet, line);
			if (row > -CLEAR && row < frame.ny() + CLEAR && light[line] > faintest) {
				int from = Math.max(0, (int) Math.floor(row - CLEAR));
				int to = Math.min(frame.ny() - 1, (int) Math.ceil(row + CLEAR));
				Arrays.fill(covered, from, to + 1, true);
			}
		}
		for (int block = 0; block < blocks.length; block++) {
			blocks[block] = median(frame, columns, block);
		}
		interpolate();
	}

	private double median(DetectorFrame frame, SlitletColumns columns, int block) {
		int count = 0;
		int end = Math.min(frame.ny(), (block + 1) * BLOCK);
		for (int row = block * BLOCK; row < end; row++) {
			if (covered[row]) {
				continue;
			}
			int first = columns.first(row);
			int last = Math.min(columns.last(row), first + LineMeasurements.COLUMNS - 1);
			for (int column = first; column <= last; column++) {
				int pixel = row * frame.nx() + column;
				float value = frame.value()[pixel];
				if (frame.flags()[pixel] == 0 && value == value) {
					sorted[count++] = value;
				}
			}
		}
		if (count < FEWEST) {
			return Double.NaN;
		}
		Arrays.sort(sorted, 0, count);
		return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;
	}

	private void interpolate() {
		int before = -1;
		for (int block = 0; block <= blocks.length; block++) {
			if (block < blocks.length && Double.isNaN(blocks[block])) {
				continue;
			}
			int from = before < 0 ? 0 : middle(before);
			int to = block == blocks.length ? level.length : Math.min(level.length, middle(block));
			double start = before < 0 ? block < blocks.length ? blocks[block] : 0 : blocks[before];
			double end = block < blocks.length ? blocks[block] : start;
			for (int row = from; row < to; row++) {
				level[row] = start + (end - start) * (row - from) / (to - from);
			}
			before = block;
		}
	}

	private static int middle(int block) {
		return block * BLOCK + BLOCK / 2;
	}
}
