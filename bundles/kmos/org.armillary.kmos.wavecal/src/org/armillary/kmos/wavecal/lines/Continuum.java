package org.armillary.kmos.wavecal.lines;

import java.util.Arrays;

import org.armillary.kmos.detector.DetectorFrame;
import org.armillary.numerics.Selection;

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
	private final double[] values;
	/** Medians of the blocks of each slitlet. */
	private final double[][] measured;
	private double[] blocks;

	/** For detectors of so many rows and slitlets. */
	Continuum(int rows, int slitlets) {
		level = new double[rows];
		covered = new boolean[rows];
		values = new double[BLOCK * LineMeasurements.COLUMNS];
		blocks = new double[0];
		measured = new double[slitlets][(rows + BLOCK - 1) / BLOCK];
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
		blocks = measured[slitlet];
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

	/** Takes up what was measured of a slitlet before. */
	void recall(int slitlet) {
		blocks = measured[slitlet];
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
			// every other column is enough, in turn
			for (int column = first + row % 2; column <= last; column += 2) {
				int pixel = row * frame.nx() + column;
				float value = frame.value()[pixel];
				if (frame.flags()[pixel] == 0 && value == value) {
					values[count++] = value;
				}
			}
		}
		return count < FEWEST ? Double.NaN : Selection.median(values, count);
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
