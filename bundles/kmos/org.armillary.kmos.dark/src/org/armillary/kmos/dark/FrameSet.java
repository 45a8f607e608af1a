package org.armillary.kmos.dark;

import java.util.List;

import org.armillary.actor.ActorException;
import org.armillary.data.FitsException;
import org.armillary.kmos.RawFrame;
import org.armillary.kmos.ReadoutChannels;
import org.armillary.kmos.detector.RawRows;

/**
 * One detector in all frames.
 *
 * @param rows
 *            its rows in each frame, with the levels of the read-out channels taken off
 * @param corrected
 *            whether the levels were taken off
 * @param gain
 *            electron/adu
 * @param integrations
 *            number of integrations of which a frame is the mean
 */
record FrameSet(RawRows rows, boolean corrected, double gain, long integrations) {

	/** Measures the levels of a detector (1 to 3) in all frames. */
	static FrameSet of(List<RawFrame> frames, int detector, boolean levelCorrection)
			throws ActorException, FitsException {
		return new FrameSet(RawRows.of(frames, detector, levelCorrection), levelCorrection,
				frames.getFirst().gain(detector - 1), frames.getFirst().setup().integrations());
	}

	int frames() {
		return rows.frames();
	}

	ReadoutChannels channels() {
		return rows.channels();
	}

	/** Variance of a pixel, adu², that so many adu more than the usual dark level add by their photon noise. */
	double photonVariance(double excess) {
		return Math.max(0, excess) / (gain * integrations);
	}
}
