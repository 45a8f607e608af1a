package org.armillary.kmos.simulator.detector;

import org.armillary.kmos.simulator.random.Moments;

/** Gain by channel from pairs of lamp frames: the slope of the variance of their differences against their mean. */
final class PhotonTransfer {

	private static final double[] LEVELS = { 300, 700, 1500, 3000, 6000, 12_000, 20_000, 30_000 };
	private static final byte HIT = 64;

	private final Detector detector;
	private final int ndit;
	private final Moments[][] means;
	private final Moments[][] differences;

	private PhotonTransfer(Detector detector, int ndit) {
		this.detector = detector;
		this.ndit = ndit;
		means = moments();
		differences = moments();
	}

	/** Number of exposures that pairs at all levels take. */
	static int exposures(int pairs) {
		return 2 * pairs * LEVELS.length;
	}

	/** Measures pairs of frames at each level, from 300 to 30 000 adu. */
	static PhotonTransfer of(Detector detector, int ndit, double readNoise, int pairs) {
		var transfer = new PhotonTransfer(detector, ndit);
		int number = 0;
		for (int pair = 0; pair < pairs; pair++) {
			for (int level = 0; level < LEVELS.length; level++) {
				var one = new DetectorExposure(number, 100 * number++, 10, ndit, readNoise);
				var two = new DetectorExposure(number, 100 * number++, 10, ndit, readNoise);
				transfer.add(level, one, two);
			}
		}
		return transfer;
	}

	/** Pixels that are of a class or hit in one of two exposures. */
	static byte[] bad(Detector detector, DetectorExposure one, DetectorExposure two) {
		byte[] bad = detector.classes();
		byte[] first = detector.cosmicMask(one);
		byte[] second = detector.cosmicMask(two);
		for (int pixel = 0; pixel < bad.length; pixel++) {
			bad[pixel] |= first[pixel] + second[pixel] > 0 ? HIT : 0;
		}
		return bad;
	}

	private void add(int level, DetectorExposure one, DetectorExposure two) {
		float[] light = DetectorSettings.flat(detector, one, LEVELS[level]);
		float[] first = DetectorSettings.expose(detector, one, light);
		float[] second = DetectorSettings.expose(detector, two, light);
		byte[] bad = bad(detector, one, two);
		double[][] offsets = detector.offsets(one);
		FrameFormat format = detector.format();
		for (int pixel = 0; pixel < first.length; pixel++) {
			if (bad[pixel] == 0) {
				int x = pixel % format.side();
				int channel = format.channel(x);
				means[level][channel].add((first[pixel] + second[pixel]) / 2 - offsets[channel][x & 1]);
				differences[level][channel].add(first[pixel] - second[pixel]);
			}
		}
	}

	/** Electrons for each adu of the whole detector. */
	double gain() {
		return gain(0, FrameFormat.CHANNELS);
	}

	/** Electrons for each adu of a channel. */
	double gain(int channel) {
		return gain(channel, channel + 1);
	}

	/** From a straight line through variances, with equal weights of relative errors. */
	private double gain(int from, int end) {
		double weights = 0;
		double sums = 0;
		double squares = 0;
		double products = 0;
		double ends = 0;
		for (int level = 0; level < LEVELS.length; level++) {
			double count = 0;
			double mean = 0;
			double variance = 0;
			for (int channel = from; channel < end; channel++) {
				count += means[level][channel].count();
				mean += means[level][channel].mean() * means[level][channel].count();
				variance += differences[level][channel].variance() * differences[level][channel].count();
			}
			mean /= count;
			variance = variance / count / 2 * ndit;
			double weight = 1 / (variance * variance);
			weights += weight;
			sums += weight * mean;
			squares += weight * mean * mean;
			products += weight * mean * variance;
			ends += weight * variance;
		}
		return (weights * squares - sums * sums) / (weights * products - sums * ends);
	}

	private static Moments[][] moments() {
		var moments = new Moments[LEVELS.length][FrameFormat.CHANNELS];
		for (Moments[] level : moments) {
			for (int channel = 0; channel < level.length; channel++) {
				level[channel] = new Moments();
			}
		}
		return moments;
	}
}
