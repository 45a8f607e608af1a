package org.armillary.kmos.simulator.detector;

import java.util.SplittableRandom;

import org.armillary.kmos.simulator.random.RandomStreams.Purpose;

/**
 * The 32 read-out channels of a detector: what each adds to a pixel, and how much noise.
 *
 * @param readNoise
 *            {@code [channel]}, standard deviation of one integration, electrons
 * @param offsets
 *            {@code [exposure][channel][x & 1]}, adu; in columns counted from 0 the index is 0 in even ones,
 *            which FITS calls odd
 */
public record ReadoutChannels(double[] readNoise, double[][][] offsets) {

	/** Standard deviation of the channels' read noises, as a share of the mean. */
	private static final double NOISE_SPREAD = 0.1;
	private static final double LARGEST_NOISE_DEVIATION = 0.3;
	/** Standard deviation of the difference of odd and even columns, as a share of the spread of offsets. */
	private static final double PARITY_SPREAD = 0.1;
	/** Correlation of the drift between consecutive exposures. */
	private static final double DRIFT_MEMORY = 0.8;
	/** Drift of odd and of even columns on their own, as a share of that of the channel. */
	private static final double PARITY_DRIFT = 0.1;

	/** Draws the channels of a detector. */
	static ReadoutChannels of(DetectorModel model) {
		SplittableRandom constant = model.streams().generator(Purpose.CHANNELS, model.number());
		SplittableRandom time = model.streams().generator(Purpose.DRIFT, model.number());
		var readNoise = new double[FrameFormat.CHANNELS];
		var offsets = new double[model.exposures()][FrameFormat.CHANNELS][2];
		for (int channel = 0; channel < FrameFormat.CHANNELS; channel++) {
			double deviation = NOISE_SPREAD * constant.nextGaussian();
			readNoise[channel] = model.readNoise()
					* (1 + StrictMath.clamp(deviation, -LARGEST_NOISE_DEVIATION, LARGEST_NOISE_DEVIATION));
			double base = model.biasLevel() + model.offsetSpread() * constant.nextGaussian();
			double halfDifference = 0.5 * PARITY_SPREAD * model.offsetSpread() * constant.nextGaussian();
			double drift = time.nextGaussian();
			for (double[][] exposure : offsets) {
				double common = base + model.drift() * drift;
				for (int parity = 0; parity < 2; parity++) {
					exposure[channel][parity] = common + (parity == 0 ? halfDifference : -halfDifference)
							+ PARITY_DRIFT * model.drift() * time.nextGaussian();
				}
				drift = DRIFT_MEMORY * drift
						+ StrictMath.sqrt(1 - DRIFT_MEMORY * DRIFT_MEMORY) * time.nextGaussian();
			}
		}
		return new ReadoutChannels(readNoise, offsets);
	}

	/** Mean over the channels of the square of the read noise, electrons². */
	public double meanSquareReadNoise() {
		double sum = 0;
		for (double noise : readNoise) {
			sum += noise * noise;
		}
		return sum / readNoise.length;
	}
}
