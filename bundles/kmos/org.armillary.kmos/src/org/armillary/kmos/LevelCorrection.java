package org.armillary.kmos;

import java.util.Arrays;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.data.FitsException;
import org.armillary.data.fits.Hdu;
import org.armillary.numerics.RobustMean;

/**
 * The level of each read-out channel of one exposure, measured on the reference pixels (level correction OSCAN). For
 * even and odd columns of a channel alike: the mean of the reference pixels in the four rows at the bottom and the four
 * at the top, without those further than five robust standard deviations from their median.
 *
 * @param channels
 *            the read-out channels
 * @param levels
 *            level by {@link ReadoutChannels#level}, in the unit of the frame; NaN where the channel is dead
 * @param variances
 *            variance of each level, in the unit squared
 */
public record LevelCorrection(ReadoutChannels channels, double[] levels, double[] variances) {

	/** How far a reference pixel may lie from the others, in standard deviations. */
	private static final double CLIP_SIGMA = 5;

	/**
	 * Measures one detector.
	 *
	 * @param detector
	 *            a raw image, {@code [ny][nx]}
	 * @throws ActorException
	 *             if no channel has a finite reference pixel
	 */
	public static LevelCorrection measure(Hdu detector, ReadoutChannels channels) throws ActorException, FitsException {
		int rows = ReadoutChannels.REFERENCE;
		int count = rows * channels.nx();
		float[] bottom = detector.readFloats(0, count);
		float[] top = detector.readFloats((long) (channels.ny() - rows) * channels.nx(), count);
		double[] levels = new double[channels.levels()];
		double[] variances = new double[channels.levels()];
		double[] samples = new double[2 * rows * channels.width() / 2];
		for (int level = 0; level < levels.length; level++) {
			int first = level / 2 * channels.width() + level % 2;
			int last = (level / 2 + 1) * channels.width();
			int found = 0;
			for (int row = 0; row < rows; row++) {
				for (int x = first; x < last; x += 2) {
					found = addFinite(bottom[row * channels.nx() + x], samples, found);
					found = addFinite(top[row * channels.nx() + x], samples, found);
				}
			}
			RobustMean mean = RobustMean.of(samples, found, CLIP_SIGMA);
			levels[level] = mean.mean();
			variances[level] = mean.variance();
		}
		if (Arrays.stream(levels).allMatch(Double::isNaN)) {
			throw new ActorException(Kind.DATA, KmosMessage.NO_REFERENCE.with(detector.label()));
		}
		return new LevelCorrection(channels, levels, variances);
	}

	/** No correction: all levels are zero. */
	public static LevelCorrection none(ReadoutChannels channels) {
		return new LevelCorrection(channels, new double[channels.levels()], new double[channels.levels()]);
	}

	/**
	 * Subtracts the levels.
	 *
	 * @param rows
	 *            whole rows of the frame, changed in place
	 * @param from
	 *            index of the first pixel of the first row
	 * @param count
	 *            number of rows
	 */
	public void subtract(float[] rows, int from, int count) {
		float[] columns = new float[channels.nx()];
		for (int x = 0; x < columns.length; x++) {
			columns[x] = (float) levels[channels.level(x)];
		}
		for (int row = 0; row < count; row++) {
			int start = from + row * columns.length;
			for (int x = 0; x < columns.length; x++) {
				rows[start + x] -= columns[x];
			}
		}
	}

	private static int addFinite(float value, double[] samples, int found) {
		if (Float.isFinite(value)) {
			samples[found] = value;
			return found + 1;
		}
		return found;
	}
}
