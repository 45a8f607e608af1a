package org.armillary.kmos.simulator.detector;

import org.armillary.kmos.simulator.random.RandomStreams;

/**
 * The numbers that a detector is drawn from. What counts pixels is meant for a detector of full size, and goes with
 * the area in others.
 *
 * @param seed
 *            seed of detectors and noise
 * @param number
 *            which detector, from 0
 * @param format
 *            where pixels and channels are
 * @param exposures
 *            number of exposures; the offsets of channels drift from one to the next
 * @param gain
 *            electrons for each adu
 * @param readNoise
 *            nominal standard deviation of the read noise of one integration, electrons
 * @param darkCurrent
 *            dark current of good pixels, electrons/s
 * @param biasLevel
 *            mean of the offsets, adu
 * @param offsetSpread
 *            standard deviation of the channels' offsets, adu
 * @param drift
 *            standard deviation of each channel's offset in time, adu
 * @param hotPixels
 *            number of hot pixels
 * @param hotPairs
 *            share of hot pixels that are put beside another one
 * @param coldPixels
 *            number of cold pixels
 * @param cosmicRate
 *            cosmic rays, hits/cm²/min
 * @param saturation
 *            highest value in a raw frame, adu
 */
public record DetectorModel(long seed, int number, FrameFormat format, int exposures, double gain, double readNoise,
		double darkCurrent, double biasLevel, double offsetSpread, double drift, int hotPixels, double hotPairs,
		int coldPixels, double cosmicRate, double saturation) {

	/** Checks what cannot be. */
	public DetectorModel {
		if (number < 0 || number >= DarkDetector.COUNT || exposures < 1 || !(gain > 0)) {
			throw new IllegalArgumentException("detector " + (number + 1) + " with " + exposures
					+ " exposures and a gain of " + gain + " electrons/adu cannot be; expected detectors 1 to "
					+ DarkDetector.COUNT + ", one exposure or more and a gain above 0");
		}
	}

	/** Random numbers of the simulation that the detector is part of. */
	RandomStreams streams() {
		return new RandomStreams(seed);
	}

	/** Expected number of cosmic rays in an exposure. */
	public double expectedHits(double seconds) {
		return cosmicRate * format.activeAreaCm2() * (seconds / 60);
	}
}
