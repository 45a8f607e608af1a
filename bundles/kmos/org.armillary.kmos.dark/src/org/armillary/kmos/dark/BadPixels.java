package org.armillary.kmos.dark;

import org.armillary.kmos.ReadoutChannels;
import org.armillary.numerics.KappaSigma;
import org.armillary.numerics.RobustStatistics;
import org.armillary.numerics.SampleStatistics;

/**
 * Which pixels of a detector are bad: those whose level lies far from that of the detector, and those without a value.
 * The reference pixels are not judged: they see no dark current.
 *
 * @param good
 *            1 for good, 0 for bad, {@code [ny][nx]} in one array
 * @param hot
 *            number of pixels above the upper threshold
 * @param cold
 *            number of pixels below the lower threshold
 * @param blank
 *            number of pixels without a value
 * @param ordinary
 *            number of pixels that are no outliers
 * @param mean
 *            mean level of the detector without outliers, adu
 * @param sigma
 *            standard deviation of the level without outliers, adu
 */
record BadPixels(byte[] good, int hot, int cold, int blank, long ordinary, double mean, double sigma) {

	/** Rejection of outliers for mean and sigma of the detector. */
	private static final KappaSigma REJECTION = new KappaSigma(3, 3, 10);
	/** The first mean and sigma come from each n-th pixel; a prime, so that all columns take part. */
	private static final int START_STEP = 61;

	/**
	 * Judges the pixels of a master dark.
	 *
	 * @param level
	 *            levels, {@code [ny][nx]} in one array, adu
	 * @param positiveSigma
	 *            upper threshold, standard deviations above the mean
	 * @param negativeSigma
	 *            lower threshold, standard deviations below the mean
	 */
	static BadPixels find(float[] level, ReadoutChannels channels, double positiveSigma, double negativeSigma) {
		double[] centre = meanAndSigma(level, channels);
		double above = centre[0] + positiveSigma * centre[1];
		double below = centre[0] - negativeSigma * centre[1];
		byte[] good = new byte[level.length];
		int hot = 0;
		int cold = 0;
		int blank = 0;
		for (int y = 0; y < channels.ny(); y++) {
			for (int x = 0; x < channels.nx(); x++) {
				int pixel = y * channels.nx() + x;
				boolean judged = !channels.isReference(y, x);
				if (Float.isNaN(level[pixel])) {
					blank++;
				} else if (judged && level[pixel] > above) {
					hot++;
				} else if (judged && level[pixel] < below) {
					cold++;
				} else {
					good[pixel] = 1;
				}
			}
		}
		return new BadPixels(good, hot, cold, blank, (long) centre[2], centre[0], centre[1]);
	}

	/** Number of bad pixels. */
	int count() {
		return hot + cold + blank;
	}

	/**
	 * Mean, standard deviation and number of the pixels without what lies more than three standard deviations away, until
	 * nothing changes. The start is median and percentile spread of a part of the pixels.
	 */
	private static double[] meanAndSigma(float[] level, ReadoutChannels channels) {
		SampleStatistics start = RobustStatistics.of(everyNth(level, channels), REJECTION);
		double mean = start.clippedMean();
		double sigma = start.clippedStandardDeviation();
		long ordinary = 0;
		for (int iteration = 0; iteration < REJECTION.iterations(); iteration++) {
			double limit = REJECTION.positiveKappa() * sigma;
			double sum = 0;
			double squares = 0;
			long used = 0;
			for (int y = ReadoutChannels.REFERENCE; y < channels.ny() - ReadoutChannels.REFERENCE; y++) {
				int row = y * channels.nx();
				for (int x = ReadoutChannels.REFERENCE; x < channels.nx() - ReadoutChannels.REFERENCE; x++) {
					double deviation = level[row + x] - mean;
					if (Math.abs(deviation) <= limit) {
						sum += deviation;
						squares += deviation * deviation;
						used++;
					}
				}
			}
			if (used < 2) {
				break;
			}
			ordinary = used;
			double shift = sum / used;
			double next = Math.sqrt(Math.max(0, squares - used * shift * shift) / (used - 1));
			boolean settled = Math.abs(next - sigma) < 1e-6 * sigma && Math.abs(shift) < 1e-6 * sigma;
			mean += shift;
			sigma = next;
			if (settled) {
				break;
			}
		}
		return new double[] { mean, sigma, ordinary };
	}

	private static float[] everyNth(float[] level, ReadoutChannels channels) {
		int width = channels.nx() - 2 * ReadoutChannels.REFERENCE;
		int height = channels.ny() - 2 * ReadoutChannels.REFERENCE;
		int inner = width * height;
		int step = inner > START_STEP * 1000 ? START_STEP : 1;
		float[] some = new float[(inner + step - 1) / step];
		for (int i = 0; i < some.length; i++) {
			int pixel = i * step;
			some[i] = level[(ReadoutChannels.REFERENCE + pixel / width) * channels.nx() + ReadoutChannels.REFERENCE
					+ pixel % width];
		}
		return some;
	}
}
