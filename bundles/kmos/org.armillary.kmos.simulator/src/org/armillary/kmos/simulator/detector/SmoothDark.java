package org.armillary.kmos.simulator.detector;

import java.util.SplittableRandom;

import org.armillary.kmos.simulator.random.RandomStreams.Purpose;

/**
 * Dark current of good pixels: nearly flat, with a wave along x, and along y a wave and a glow that rises towards
 * both ends.
 *
 * @param level
 *            electrons/s where the structure is zero
 * @param alongX
 *            structure by column, as a share of the level
 * @param alongY
 *            structure by row, likewise; both add up
 */
public record SmoothDark(double level, double[] alongX, double[] alongY) {

	private static final double DETECTOR_SPREAD = 0.1;
	private static final double WAVE = 0.05;
	private static final double GLOW = 0.08;

	/** Draws the dark current of a detector. */
	static SmoothDark of(DetectorModel model) {
		SplittableRandom random = model.streams().generator(Purpose.DARK_CURRENT, model.number());
		double level = model.darkCurrent() * (1 + DETECTOR_SPREAD * (2 * random.nextDouble() - 1));
		int side = model.format().side();
		double glow = GLOW * (0.5 + random.nextDouble());
		double phaseX = 2 * StrictMath.PI * random.nextDouble();
		double phaseY = 2 * StrictMath.PI * random.nextDouble();
		var alongX = new double[side];
		var alongY = new double[side];
		for (int i = 0; i < side; i++) {
			double position = (2.0 * i - side + 1) / side;
			alongX[i] = WAVE * StrictMath.cos(2.4 * position + phaseX);
			// the mean of the fourth power over the detector is 1/5
			alongY[i] = WAVE * StrictMath.cos(3.1 * position + phaseY)
					+ glow * (position * position * position * position - 0.2);
		}
		return new SmoothDark(level, alongX, alongY);
	}

	/** The same structure at another level. */
	SmoothDark scaled(double factor) {
		return new SmoothDark(level * factor, alongX, alongY);
	}

	/** The rate of a pixel, electrons/s. */
	public double rate(int x, int y) {
		return level * (1 + alongX[x] + alongY[y]);
	}

	/** Mean over the active pixels, electrons/s. */
	public double mean(FrameFormat format) {
		double sum = 0;
		for (int i = FrameFormat.REFERENCE_WIDTH; i < format.side() - FrameFormat.REFERENCE_WIDTH; i++) {
			sum += alongX[i] + alongY[i];
		}
		return level * (1 + sum / format.activeSide());
	}
}
