package org.armillary.kmos.flat;

import org.armillary.kmos.detector.DetectorFrame;
import org.armillary.kmos.detector.PixelFlag;

/**
 * Which pixels of a detector can be used at an angle. A pixel is good if it lies between the edges of a slitlet and is no
 * defect: neither known as bad nor without value, saturated, or far from the light that its neighbours expect in it. Pixels with too
 * little light to be judged stay good.
 *
 * @param good
 *            1 for good, 0 for bad or unlit, {@code [ny][nx]} in one array
 * @param known
 *            number of lit pixels that a mask of bad pixels names
 * @param cold
 *            number of lit pixels that show too little light, without those
 * @param bright
 *            number of lit pixels that show too much light
 * @param blank
 *            number of lit pixels without value, or saturated
 * @param closed
 *            number of good pixels that are closed because too many of their neighbours are defects
 * @param lit
 *            number of pixels between the edges of slitlets
 */
record ColdPixels(byte[] good, int known, int cold, int bright, int blank, int closed, int lit) {

	/** Signal to noise of the missing light that a verdict needs. */
	private static final double JUDGED_SIGMA = 5;
	private static final byte GOOD = 1;
	private static final byte DEFECT = 2;

	/**
	 * Judges the pixels.
	 *
	 * @param frame
	 *            light of the lamp, adu
	 * @param light
	 *            the light expected
	 * @param threshold
	 *            least share of the expected light that a good pixel shows; it shows at most the inverse
	 * @param surrounding
	 *            number of defects among its eight neighbours that close a good pixel
	 */
	static ColdPixels find(DetectorFrame frame, SlitletLight light, double threshold, int surrounding) {
		byte[] states = new byte[frame.value().length];
		for (int pixel = 0; pixel < states.length; pixel++) {
			if (PixelFlag.BAD.in(frame.flags()[pixel])) {
				states[pixel] = DEFECT;
			}
		}
		int[] counts = new int[5];
		for (int slitlet = 0; slitlet < light.rows().count(); slitlet++) {
			judge(frame, light, slitlet, threshold, states, counts);
		}
		byte[] good = new byte[states.length];
		int closed = close(states, frame.ny(), frame.nx(), surrounding, good);
		return new ColdPixels(good, counts[0], counts[1], counts[2], counts[3], closed, counts[4]);
	}

	/** Number of lit pixels that are bad. */
	int count() {
		return known + cold + bright + blank + closed;
	}

	private static void judge(DetectorFrame frame, SlitletLight light, int slitlet, double threshold, byte[] states,
			int[] counts) {
		SlitletRows rows = light.rows();
		double[] shares = new double[rows.nx()];
		for (int row = rows.firstRow(); row < rows.endRow(); row++) {
			double level = light.smooth(slitlet)[row];
			double usual = light.variance(slitlet)[row] * (rows.right()[slitlet][row] - rows.left()[slitlet][row]);
			int first = rows.firstColumn(slitlet, row, 0);
			int last = rows.lastColumn(slitlet, row, 0);
			light.profile(slitlet, row, first, last, shares);
			for (int column = first; column <= last; column++) {
				int pixel = row * rows.nx() + column;
				float value = frame.value()[pixel];
				counts[4]++;
				if (states[pixel] == DEFECT) {
					counts[0]++;
					continue;
				}
				states[pixel] = GOOD;
				if (SlitletLight.isUnusable(frame.flags()[pixel]) || Float.isNaN(value)) {
					states[pixel] = DEFECT;
					counts[3]++;
					continue;
				}
				double expected = level * shares[column - first];
				boolean isCold = value < threshold * expected;
				if (!isCold && !(value * threshold > expected)) {
					continue;
				}
				double difference = isCold ? (1 - threshold) * expected : value - expected;
				double needed = JUDGED_SIGMA * JUDGED_SIGMA
						* Math.max(frame.variance()[pixel], Double.isNaN(usual) ? 0 : usual);
				if (difference * difference > needed) {
					states[pixel] = DEFECT;
					counts[isCold ? 1 : 2]++;
				}
			}
		}
	}

	/** Sets the good pixels; closes those with many defects around them, and returns their number. */
	private static int close(byte[] states, int ny, int nx, int surrounding, byte[] good) {
		int closed = 0;
		for (int row = 1; row < ny - 1; row++) {
			for (int column = 1; column < nx - 1; column++) {
				int pixel = row * nx + column;
				if (states[pixel] != GOOD) {
					continue;
				}
				if (defects(states, pixel, nx) >= surrounding) {
					closed++;
				} else {
					good[pixel] = GOOD;
				}
			}
		}
		return closed;
	}

	private static int defects(byte[] states, int pixel, int nx) {
		int defects = 0;
		for (int dy = -nx; dy <= nx; dy += nx) {
			for (int dx = -1; dx <= 1; dx++) {
				defects += states[pixel + dy + dx] == DEFECT ? 1 : 0;
			}
		}
		return defects;
	}
}
