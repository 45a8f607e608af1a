package org.armillary.kmos.simulator;

import java.util.Arrays;
import java.util.SplittableRandom;

import org.armillary.kmos.simulator.RandomStreams.Purpose;

/**
 * A detector in the dark, from its electrons to the raw frame. A raw frame is the mean of NDIT integrations of DIT
 * seconds:
 *
 * <pre>{@code
 * value = min(saturation, offset(channel, parity, exposure) + coldOffset
 *                         + (Poisson(rate DIT NDIT) + cosmic rays) / (gain NDIT) + Gauss(readNoise / (gain √NDIT)))
 * }</pre>
 *
 * <p><b>Threads.</b> Immutable; frames may be rendered by several threads.
 *
 * @param number
 *            which detector, from 0
 * @param parameters
 *            what the user asked for
 * @param streams
 *            random numbers
 * @param dark
 *            dark current of good pixels
 * @param channels
 *            read-out channels
 * @param defects
 *            hot, warm and cold pixels
 */
record DarkDetector(int number, SimulateDarks.Parameters parameters, RandomStreams streams, SmoothDark dark,
		ReadoutChannels channels, DefectPixels defects) {

	/** Number of detectors of KMOS. */
	static final int COUNT = 3;

	/** Expected electrons of a good pixel up to which its counts are drawn by inversion. */
	private static final double INVERSION_LIMIT = 20;

	private static final int ROWS_BETWEEN_CHECKPOINTS = 128;

	/** Draws a detector, counted from 0. */
	static DarkDetector of(SimulateDarks.Parameters parameters, int number) {
		var streams = new RandomStreams(parameters.seed());
		SmoothDark dark = SmoothDark.of(parameters, streams, number);
		ReadoutChannels channels = ReadoutChannels.of(parameters, streams, number);
		double electrons = dark.mean(parameters.size().format()) * DefectPixels.REFERENCE_SECONDS;
		double sigma = StrictMath.sqrt((channels.meanSquareReadNoise() + electrons) / DefectPixels.REFERENCE_EXPOSURES)
				/ parameters.gain().get(number);
		return new DarkDetector(number, parameters, streams, dark, channels,
				DefectPixels.of(parameters, streams, number, sigma));
	}

	/** Electrons for each adu. */
	double gain() {
		return parameters.gain().get(number);
	}

	/** Read noise of one integration, root of the mean square of the channels, electrons. */
	double readNoise() {
		return StrictMath.sqrt(channels.meanSquareReadNoise());
	}

	/** Mean dark current of good pixels, adu/s. */
	double darkMean() {
		return dark.mean(parameters.size().format()) / gain();
	}

	/** What one electron, collected in any of the integrations, adds to the raw frame, adu. */
	double aduPerElectron() {
		return 1 / (gain() * parameters.ndit());
	}

	/** Standard deviation of the read noise of a channel in a raw frame, adu. */
	double frameNoise(int channel) {
		return channels.readNoise()[channel] / (gain() * StrictMath.sqrt(parameters.ndit()));
	}

	/** Cosmic rays of an exposure, counted from 0. */
	CosmicRays cosmicRays(int exposure) {
		return CosmicRays.of(parameters, streams, number, exposure);
	}

	/** The true dark rates, {@code [y][x]} in one array, adu/s; zero in reference pixels. */
	float[] rates() {
		FrameFormat format = parameters.size().format();
		var rates = new float[format.pixels()];
		int next = 0;
		for (int y = 0; y < format.side(); y++) {
			for (int x = 0; x < format.side(); x++) {
				int pixel = y * format.side() + x;
				double rate = format.isReference(x, y) ? 0 : dark.rate(x, y) / gain();
				if (next < defects.excess().size() && defects.excess().pixels()[next] == pixel) {
					rate += defects.excess().values()[next++];
				}
				rates[pixel] = (float) rate;
			}
		}
		return rates;
	}

	/** Lets a job be cancelled while it works. */
	@FunctionalInterface
	interface Checkpoint {

		/**
		 * Ends the work if the job was cancelled.
		 *
		 * @throws InterruptedException
		 *             where it was
		 */
		void pass() throws InterruptedException;
	}

	/**
	 * Makes a raw frame.
	 *
	 * @param exposure
	 *            which, from 0
	 * @param checkpoint
	 *            passed from time to time, as often in each frame
	 * @return {@code [y][x]} in one array, adu
	 */
	float[] expose(int exposure, Checkpoint checkpoint) throws InterruptedException {
		return new Exposure(exposure).frame(checkpoint);
	}

	/** One exposure while it is being made, row by row. */
	private final class Exposure {

		private final FrameFormat format = parameters.size().format();
		private final int exposure;
		private final double seconds = parameters.dit() * parameters.ndit();
		private final double[][] offsets;
		private final PixelValues cosmics;
		private final double[] noises = new double[FrameFormat.CHANNELS];
		/** Factors of the probability that a good pixel collects nothing, by column. */
		private final double[] emptyColumn;
		private final float[] frame = new float[format.pixels()];

		Exposure(int exposure) {
			this.exposure = exposure;
			offsets = channels.offsets()[exposure];
			CosmicRays rays = cosmicRays(exposure);
			cosmics = PixelValues.sorted(rays.pixels(), rays.charges());
			for (int channel = 0; channel < noises.length; channel++) {
				noises[channel] = frameNoise(channel);
			}
			emptyColumn = new double[format.side()];
			for (int x = 0; x < format.side(); x++) {
				emptyColumn[x] = StrictMath.exp(-dark.level() * seconds * dark.alongX()[x]);
			}
		}

		float[] frame(Checkpoint checkpoint) throws InterruptedException {
			var signal = new double[format.side()];
			for (int y = 0; y < format.side(); y++) {
				if (y % ROWS_BETWEEN_CHECKPOINTS == 0) {
					checkpoint.pass();
				}
				SplittableRandom random = streams.generator(Purpose.PIXELS, number, exposure, y);
				collect(y, random, signal);
				readOut(y, random, signal);
			}
			return frame;
		}

		/** Signal of a row above the offsets of its channels, adu. */
		private void collect(int y, SplittableRandom random, double[] signal) {
			Arrays.fill(signal, 0);
			if (format.isReference(y)) {
				return;
			}
			goodPixels(y, random, signal);
			PixelValues excess = defects.excess();
			int rowStart = y * format.side();
			for (int i = excess.firstFrom(rowStart); i < excess.firstFrom(rowStart + format.side()); i++) {
				double electrons = excess.values()[i] * gain() * seconds;
				signal[excess.pixels()[i] - rowStart] += Poisson.next(random, electrons) * aduPerElectron();
			}
			for (int i = cosmics.firstFrom(rowStart); i < cosmics.firstFrom(rowStart + format.side()); i++) {
				signal[cosmics.pixels()[i] - rowStart] += cosmics.values()[i] * aduPerElectron();
			}
			PixelValues cold = defects.coldOffsets();
			for (int i = cold.firstFrom(rowStart); i < cold.firstFrom(rowStart + format.side()); i++) {
				signal[cold.pixels()[i] - rowStart] += cold.values()[i];
			}
		}

		private void goodPixels(int y, SplittableRandom random, double[] signal) {
			int end = format.side() - FrameFormat.REFERENCE_WIDTH;
			double level = dark.level() * seconds;
			double emptyRow = StrictMath.exp(-level * (1 + dark.alongY()[y]));
			double aduPerElectron = aduPerElectron();
			for (int x = FrameFormat.REFERENCE_WIDTH; x < end; x++) {
				double mean = level * (1 + dark.alongX()[x] + dark.alongY()[y]);
				long electrons = level < INVERSION_LIMIT
						? Poisson.inverted(random.nextDouble(), mean, emptyColumn[x] * emptyRow)
						: Poisson.next(random, mean);
				signal[x] = electrons * aduPerElectron;
			}
		}

		private void readOut(int y, SplittableRandom random, double[] signal) {
			int columns = format.channelColumns();
			double saturation = parameters.saturation();
			for (int channel = 0; channel < FrameFormat.CHANNELS; channel++) {
				double noise = noises[channel];
				double even = offsets[channel][0];
				double odd = offsets[channel][1];
				for (int x = channel * columns; x < (channel + 1) * columns; x++) {
					double offset = (x & 1) == 0 ? even : odd;
					double value = offset + signal[x] + noise * random.nextGaussian();
					frame[y * format.side() + x] = (float) StrictMath.min(saturation, value);
				}
			}
		}
	}
}
