package org.armillary.kmos.dark;

import java.util.ArrayList;
import java.util.List;

import org.armillary.actor.ActorException;
import org.armillary.data.FitsException;
import org.armillary.data.fits.Hdu;
import org.armillary.kmos.LevelCorrection;
import org.armillary.kmos.RawFrame;
import org.armillary.kmos.ReadoutChannels;

/**
 * One detector in all frames, read row by row, with the levels of the read-out channels taken off.
 *
 * @param channels
 *            the read-out channels
 * @param images
 *            the image of the detector in each frame
 * @param levels
 *            the levels of each frame
 * @param corrected
 *            whether the levels were taken off
 * @param gain
 *            electron/adu
 * @param integrations
 *            number of integrations of which a frame is the mean
 */
record FrameSet(ReadoutChannels channels, List<Hdu> images, List<LevelCorrection> levels, boolean corrected,
		double gain,
		long integrations) {

	/** Measures the levels of a detector (from 0) in all frames. */
	static FrameSet of(List<RawFrame> frames, int detector, boolean levelCorrection)
			throws ActorException, FitsException {
		ReadoutChannels channels = frames.getFirst().channels();
		List<Hdu> images = frames.stream().map(frame -> frame.detectors().get(detector)).toList();
		var levels = new ArrayList<LevelCorrection>();
		for (Hdu image : images) {
			levels.add(levelCorrection ? LevelCorrection.measure(image, channels) : LevelCorrection.none(channels));
		}
		return new FrameSet(channels, images, List.copyOf(levels), levelCorrection, frames.getFirst().gain(detector),
				frames.getFirst().setup().integrations());
	}

	int frames() {
		return images.size();
	}

	/** Memory for so many rows of all frames: {@code float[frame][rows * nx]}. */
	float[][] strips(int rows) {
		return new float[frames()][rows * channels.nx()];
	}

	/** Reads rows of all frames into {@code strips}, adu. */
	void read(int firstRow, int rows, float[][] strips) throws FitsException {
		for (int frame = 0; frame < strips.length; frame++) {
			images.get(frame).readFloats((long) firstRow * channels.nx(), strips[frame], 0, rows * channels.nx());
			levels.get(frame).subtract(strips[frame], 0, rows);
		}
	}

	/** Variance of a pixel, adu², that so many adu more than the usual dark level add by their photon noise. */
	double photonVariance(double excess) {
		return Math.max(0, excess) / (gain * integrations);
	}
}
