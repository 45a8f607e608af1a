package org.armillary.kmos.slitlet;

/**
 * Light over the gaps between slitlets in each bin of rows, without the wings of the edges on both sides: relative to
 * the light of the slitlets it changes smoothly with the row.
 */
final class GapLight {

	/** Pixels near the middle of the gap: least distance from both edges, and largest where there is no other. */
	private static final double NEAR = 1.7;
	private static final double FAR = 2.7;
	/** Light in a gap that is believed, relative to the level. */
	private static final double MOST = 0.4;
	private static final double LEAST = -0.05;

	private GapLight() {
	}

	/**
	 * Measures a gap.
	 *
	 * @param left
	 *            place of the edge left of the gap in each bin, that is a right edge; NaN where there is none
	 * @param right
	 *            place of the edge right of the gap
	 * @param leftLevel
	 *            light next to the edge left of the gap, adu; NaN where it is not known
	 * @param rightLevel
	 *            light next to the edge right of the gap, adu
	 * @param step
	 *            of so many bins one is looked at
	 * @param light
	 *            takes the light over the gap, adu
	 */
	static void measure(RowBins bins, double[] left, double[] right, double[] leftLevel, double[] rightLevel,
			EdgeProfile profile, int step, double[] light) {
		int count = bins.count();
		int blocks = SlitletLight.blocks(count);
		double[] places = new double[blocks];
		double[] values = new double[blocks];
		double[] used = new double[blocks];
		for (int bin = 0; bin < count; bin += step) {
			double level = level(leftLevel[bin], rightLevel[bin]);
			if (Double.isNaN(level)) {
				continue;
			}
			double from = left[bin];
			double to = right[bin];
			boolean hasLeft = !Double.isNaN(from) && !Double.isNaN(leftLevel[bin]);
			boolean hasRight = !Double.isNaN(to) && !Double.isNaN(rightLevel[bin]);
			double first = hasLeft ? from + NEAR : to - FAR;
			double last = hasRight ? to - NEAR : from + FAR;
			if (hasLeft && hasRight) {
				// at least the pixel in the middle of the gap
				first = Math.min(first, (from + to - 1) / 2);
				last = Math.max(last, (from + to + 1) / 2);
			}
			for (int x = (int) Math.ceil(first); x <= last; x++) {
				if (x < 0 || x >= bins.columns() || Float.isNaN(bins.mean(bin, x))) {
					continue;
				}
				double leftShare = hasLeft ? profile.at(from - x) : 0;
				double rightShare = hasRight ? profile.at(x - to) : 0;
				double tails = (hasLeft ? leftLevel[bin] * leftShare : 0)
						+ (hasRight ? rightLevel[bin] * rightShare : 0);
				double ratio = (bins.mean(bin, x) - tails) / (level * Math.max(0.5, 1 - leftShare - rightShare));
				if (ratio > LEAST && ratio < MOST) {
					values[SlitletLight.block(bin)] += ratio;
					used[SlitletLight.block(bin)]++;
				}
			}
		}
		for (int block = 0; block < blocks; block++) {
			places[block] = blocks == 1 ? 0 : 2.0 * block / (blocks - 1) - 1;
			values[block] = used[block] > 0 ? values[block] / used[block] : 0;
		}
		SlitletLight.smooth(places, values, used, light);
		for (int bin = 0; bin < count; bin++) {
			light[bin] *= level(leftLevel[bin], rightLevel[bin]);
		}
	}

	/** Mean level of two slitlets, of which one may not be there. */
	private static double level(double left, double right) {
		return Double.isNaN(left) ? right : Double.isNaN(right) ? left : (left + right) / 2;
	}
}
