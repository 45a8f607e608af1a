package org.armillary.kmos.detector;

import java.util.ArrayList;
import java.util.List;

import org.armillary.actor.ActorException;
import org.armillary.data.FitsException;
import org.armillary.kmos.LevelCorrection;
import org.armillary.kmos.RawFrame;
import org.armillary.kmos.ReadoutChannels;

/**
 * One detector in the frames of a stack.
 *
 * @param rows
 *            its rows in the frames, with or without level correction
 * @param readVariance
 *            variance by read noise of each column, adu², {@code [frame][nx]}
 * @param photonVariance
 *            variance by photons for each adu of signal, adu, {@code [frame]}
 * @param saturation
 *            raw value from which on pixels are saturated, adu, {@code [frame]}
 * @param linearAdu
 *            end of the linear range above the level, adu
 */
record StackInput(RawRows rows, float[][] readVariance, double[] photonVariance, double[] saturation,
		double linearAdu) {

	static StackInput of(List<RawFrame> frames, int detector, StackSettings settings)
			throws ActorException, FitsException {
		if (frames.isEmpty()) {
			throw new IllegalArgumentException("a stack without frames");
		}
		RawRows rows = RawRows.of(frames, detector, settings.levelCorrected());
		var measured = new ArrayList<LevelCorrection>(settings.levelCorrected() ? rows.levels() : List.of());
		double[] photons = new double[frames.size()];
		double[] saturation = new double[frames.size()];
		for (int frame = 0; frame < photons.length; frame++) {
			if (!settings.levelCorrected()) {
				measured.add(LevelCorrection.measure(rows.images().get(frame), rows.channels()));
			}
			photons[frame] = 1 / (frames.get(frame).gain(detector - 1) * frames.get(frame).setup().integrations());
			saturation[frame] = settings.limits().saturation(rows.images().get(frame));
		}
		return new StackInput(rows, ReadNoise.variances(frames, detector, measured), photons, saturation,
				settings.limits().linearAdu());
	}

	/** Number of frames. */
	int frames() {
		return rows.frames();
	}

	/** The read-out channels. */
	ReadoutChannels channels() {
		return rows.channels();
	}

	/** Reads rows of a frame, adu above the level. */
	void read(int frame, int firstRow, int count, float[] target) throws FitsException {
		rows.read(frame, firstRow, count, target, 0);
	}
}
