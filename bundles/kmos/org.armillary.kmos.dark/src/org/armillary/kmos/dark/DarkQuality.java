package org.armillary.kmos.dark;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

import org.armillary.actor.ActorContext;
import org.armillary.actor.QcValue;
import org.armillary.data.FitsHeader;
import org.armillary.kmos.LevelCorrection;
import org.armillary.kmos.ReadoutChannels;
import org.armillary.numerics.RobustStatistics;

/**
 * How good a detector is. The level is that of the pixels within three standard deviations of it, without the reference
 * frame: the thousands of warm pixels that are not bad yet do not raise it. Noises are of a single frame, so that they do
 * not depend on how many frames were combined. What could not be measured is NaN.
 *
 * @param mean
 *            mean level, adu
 * @param meanError
 *            standard error of the mean level, with that of the level correction, adu
 * @param median
 *            median level, adu
 * @param readNoises
 *            read noise of one frame in each read-out channel, electron; NaN of a dead channel
 * @param current
 *            dark current, electron/s; NaN without level correction, since nothing tells it from the level then
 * @param currentError
 *            its standard error, electron/s
 * @param sigma
 *            standard deviation of the master dark without outliers, adu: the unit of the thresholds
 * @param hot
 *            number of hot pixels
 * @param cold
 *            number of cold pixels
 * @param bad
 *            number of bad pixels
 * @param badPercent
 *            the same as a share of all pixels, per cent
 * @param rejectedPercent
 *            share of the samples that were rejected, per cent
 */
record DarkQuality(double mean, double meanError, double median, double[] readNoises, double current,
		double currentError, double sigma, int hot, int cold, int bad, double badPercent, double rejectedPercent) {

	private static final int MEDIAN_STEP = 7;
	private static final double ORDINARY_SIGMA = 3;

	/**
	 * Measures a detector.
	 *
	 * @param ditSeconds
	 *            integration time of a frame, s
	 * @param added
	 *            number of frames whose levels add up in the master dark: all for a sum, otherwise 1
	 */
	static DarkQuality of(FrameSet frames, ChannelNoise noise, MasterFrame master, BadPixels bad, double ditSeconds,
			int added) {
		ReadoutChannels channels = frames.channels();
		double error = Math.sqrt(bad.sigma() * bad.sigma() / bad.ordinary() + added * added * levelVariance(frames));
		double[] readNoises = new double[ReadoutChannels.COUNT];
		double electronsPerSecond = frames.corrected() ? frames.gain() / (added * ditSeconds) : Double.NaN;
		for (int channel = 0; channel < readNoises.length; channel++) {
			double photons = frames.corrected() ? frames.photonVariance(bad.mean() / added) : 0;
			readNoises[channel] = frames.gain() * Math.sqrt(Math.max(0, noise.ofChannel(channel) - photons));
		}
		int pixels = master.value().length;
		return new DarkQuality(bad.mean(), error, median(master, bad, channels), readNoises,
				bad.mean() * electronsPerSecond, error * electronsPerSecond, bad.sigma(), bad.hot(), bad.cold(),
				bad.count(), 100.0 * bad.count() / pixels,
				100.0 * master.rejected() / ((double) pixels * frames.frames()));
	}

	/** Read noise of one frame over all channels, electron: root of the mean square. */
	double readNoise() {
		return Math.sqrt(Arrays.stream(readNoises).filter(Double::isFinite).map(noise -> noise * noise).average()
				.orElse(Double.NaN));
	}

	/** Publishes the values. */
	void publish(String subject, ActorContext context) {
		context.publish(new QcValue("dark level mean", subject, mean, "adu"));
		context.publish(new QcValue("dark level median", subject, median, "adu"));
		context.publish(new QcValue("dark level error", subject, meanError, "adu"));
		if (!Double.isNaN(current)) {
			context.publish(new QcValue("dark current", subject, current, "electron/s"));
			context.publish(new QcValue("dark current error", subject, currentError, "electron/s"));
		}
		context.publish(new QcValue("read noise mean", subject, readNoise(), "electron"));
		context.publish(new QcValue("read noise median", subject, medianReadNoise(), "electron"));
		context.publish(new QcValue("bad pixels", subject, bad, ""));
		context.publish(new QcValue("hot pixels", subject, hot, ""));
		context.publish(new QcValue("cold pixels", subject, cold, ""));
		context.publish(new QcValue("rejected samples", subject, rejectedPercent, "%"));
	}

	/** The header with the values as keywords. */
	FitsHeader addTo(FitsHeader header) {
		FitsHeader.Builder keywords = header.toBuilder().set("ESO QC DARK", mean, "[adu] Mean level without outliers")
				.set("ESO QC DARK ERR", meanError, "[adu] Standard error of the mean level")
				.set("ESO QC DARK MEDIAN", median, "[adu] Median level without outliers")
				.set("ESO QC DARK SIGMA", sigma, "[adu] Deviation of pixels, unit of thresholds")
				.set("ESO QC RON", readNoise(), "[electron] Read noise of one frame")
				.set("ESO QC RON MEDIAN", medianReadNoise(), "[electron] Median of the channels")
				.set("ESO QC REJECTED", rejectedPercent, "[%] Samples rejected in all frames")
				.set("ESO QC BADPIX NCOUNTS", (long) bad, "Bad pixels")
				.set("ESO QC BADPIX HOT", (long) hot, "Bad pixels that are hot")
				.set("ESO QC BADPIX COLD", (long) cold, "Bad pixels that are cold");
		if (!Double.isNaN(current)) {
			keywords.set("ESO QC DARKCUR", current, "[electron/s] Dark current")
					.set("ESO QC DARKCUR ERR", currentError, "[electron/s] Its standard error");
		}
		for (int channel = 0; channel < readNoises.length; channel++) {
			if (!Double.isNaN(readNoises[channel])) {
				keywords.set("ESO QC RON CHAN" + (channel + 1), readNoises[channel], "[electron] Read noise");
			}
		}
		return keywords.build();
	}

	private double medianReadNoise() {
		return RobustStatistics.median(readNoises);
	}

	/** Read-out channels, from 1, that have no pixel to measure. */
	List<Integer> deadChannels() {
		return IntStream.rangeClosed(1, readNoises.length).filter(i -> Double.isNaN(readNoises[i - 1])).boxed()
				.toList();
	}

	/** Variance of the mean level that comes from the level correction, adu². */
	private static double levelVariance(FrameSet frames) {
		double sum = 0;
		for (LevelCorrection levels : frames.rows().levels()) {
			double[] alive = Arrays.stream(levels.variances()).filter(Double::isFinite).toArray();
			sum += Arrays.stream(alive).sum() / alive.length / alive.length;
		}
		return sum / ((double) frames.frames() * frames.frames());
	}

	/** Median of every seventh ordinary pixel, which tells it to a hundredth of their scatter. */
	private static double median(MasterFrame master, BadPixels bad, ReadoutChannels channels) {
		float[] some = new float[master.value().length / MEDIAN_STEP + 1];
		int count = 0;
		for (int y = ReadoutChannels.REFERENCE; y < channels.ny() - ReadoutChannels.REFERENCE; y++) {
			for (int x = ReadoutChannels.REFERENCE; x < channels.nx() - ReadoutChannels.REFERENCE; x++) {
				int pixel = y * channels.nx() + x;
				if (Math.abs(master.value()[pixel] - bad.mean()) <= ORDINARY_SIGMA * bad.sigma()) {
					some[count / MEDIAN_STEP] = master.value()[pixel];
					count++;
				}
			}
		}
		return RobustStatistics.median(Arrays.copyOf(some, (count + MEDIAN_STEP - 1) / MEDIAN_STEP));
	}
}
