package org.armillary.kmos.detector;

import java.util.ArrayList;
import java.util.List;

import org.armillary.actor.ActorException;
import org.armillary.data.FitsException;
import org.armillary.data.fits.Hdu;
import org.armillary.kmos.LevelCorrection;
import org.armillary.kmos.RawFrame;
import org.armillary.kmos.ReadoutChannels;

/**
 * One detector in the frames of a stack.
 *
 * @param channels
 *            the read-out channels
 * @param images
 *            the image of the detector in each frame
 * @param levels
 *            the levels of each frame; zero without level correction
 * @param levelColumns
 *            the same for each column, adu, {@code [frame][nx]}
 * @param readVariance
 *            variance by read noise of each column, adu², {@code [frame][nx]}
 * @param photonVariance
 *            variance by photons for each adu of signal, adu, {@code [frame]}
 * @param saturation
 *            raw value from which on pixels are saturated, adu, {@code [frame]}
 * @param linearAdu
 *            end of the linear range above the level, adu
 */
record StackInput(ReadoutChannels channels, List<Hdu> images, List<LevelCorrection> levels, float[][] levelColumns,
		float[][] readVariance, double[] photonVariance, double[] saturation, double linearAdu) {

	/** Rows that {@link #someRows} reads. */
	private static final int SOME_ROWS = 64;

	static StackInput of(List<RawFrame> frames, int detector, StackSettings settings)
			throws ActorException, FitsException {
		if (frames.isEmpty()) {
			throw new IllegalArgumentException("a stack without frames");
		}
		ReadoutChannels channels = frames.getFirst().channels();
		List<Hdu> images = frames.stream().map(frame -> frame.detectors().get(detector - 1)).toList();
		var levels = new ArrayList<LevelCorrection>();
		var measured = new ArrayList<LevelCorrection>();
		float[][] columns = new float[images.size()][channels.nx()];
		double[] photons = new double[images.size()];
		double[] saturation = new double[images.size()];
		for (int frame = 0; frame < images.size(); frame++) {
			LevelCorrection reference = LevelCorrection.measure(images.get(frame), channels);
			LevelCorrection level = settings.levelCorrected() ? reference : LevelCorrection.none(channels);
			measured.add(reference);
			levels.add(level);
			for (int x = 0; x < channels.nx(); x++) {
				columns[frame][x] = (float) level.levels()[channels.level(x)];
			}
			photons[frame] = 1 / (frames.get(frame).gain(detector - 1) * frames.get(frame).setup().integrations());
			saturation[frame] = settings.limits().saturation(images.get(frame));
		}
		return new StackInput(channels, images, List.copyOf(levels), columns,
				ReadNoise.variances(frames, detector, measured), photons, saturation, settings.limits().linearAdu());
	}

	/** Number of frames. */
	int frames() {
		return images.size();
	}

	/** Reads rows of a frame, adu above the level. */
	void read(int frame, int firstRow, int rows, float[] target, int offset) throws FitsException {
		int nx = channels.nx();
		images.get(frame).readFloats((long) firstRow * nx, target, offset, rows * nx);
		float[] level = levelColumns[frame];
		for (int row = 0; row < rows; row++) {
			int start = offset + row * nx;
			for (int x = 0; x < nx; x++) {
				target[start + x] -= level[x];
			}
		}
	}

	/** Some rows of each frame, evenly spread and without reference pixels at the ends; adu above the level. */
	float[][] someRows() throws FitsException {
		int inner = channels.ny() - 2 * ReadoutChannels.REFERENCE;
		int count = Math.min(SOME_ROWS, inner);
		float[][] some = new float[frames()][count * channels.nx()];
		for (int frame = 0; frame < some.length; frame++) {
			for (int i = 0; i < count; i++) {
				int row = ReadoutChannels.REFERENCE + (int) ((2L * i + 1) * inner / (2L * count));
				read(frame, row, 1, some[frame], i * channels.nx());
			}
		}
		return some;
	}
}
