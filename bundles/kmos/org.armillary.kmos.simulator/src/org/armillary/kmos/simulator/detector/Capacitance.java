package org.armillary.kmos.simulator.detector;

/**
 * Capacitance between pixels: each of the four neighbours shows a share of the signal of a pixel, after its noise was
 * decided (Moore, Ninkov &amp; Forrest 2006, Opt. Eng. 45, 076402). Reference pixels are left out; what would go to
 * them stays.
 */
final class Capacitance {

	private Capacitance() {
	}

	/**
	 * Couples the pixels of a frame.
	 *
	 * @param frame
	 *            {@code [y][x]} in one array; not changed
	 * @param share
	 *            share that each neighbour shows
	 * @return a frame with the same sum
	 */
	static float[] couple(float[] frame, double share, FrameFormat format) {
		int side = format.side();
		int first = FrameFormat.REFERENCE_WIDTH;
		int last = side - FrameFormat.REFERENCE_WIDTH - 1;
		float[] coupled = frame.clone();
		for (int y = first; y <= last; y++) {
			for (int x = first; x <= last; x++) {
				int pixel = y * side + x;
				double here = frame[pixel];
				double change = 0;
				change += x > first ? frame[pixel - 1] - here : 0;
				change += x < last ? frame[pixel + 1] - here : 0;
				change += y > first ? frame[pixel - side] - here : 0;
				change += y < last ? frame[pixel + side] - here : 0;
				coupled[pixel] = (float) (here + share * change);
			}
		}
		return coupled;
	}
}
