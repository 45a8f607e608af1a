package org.armillary.kmos.simulator.detector;

import java.util.Arrays;
import java.util.SplittableRandom;

import org.armillary.kmos.simulator.random.Poisson;
import org.armillary.kmos.simulator.random.RandomStreams.Purpose;

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
 * @param model
 *            what it was drawn from
 * @param dit
 *            time of an integration, s
 * @param ndit
 *            number of integrations whose mean is a raw frame
 * @param dark
 *            dark current of good pixels
 * @param channels
 *            read-out channels
 * @param defects
 *            hot, warm and cold pixels
 */
public record DarkDetector(DetectorModel model, double dit, int ndit, SmoothDark dark, ReadoutChannels channels,
		DefectPixels defects) {

	/** Number of detectors of KMOS. */
	public static final int COUNT = 3;

	/** Expected electrons of a good pixel up to which its counts are drawn by inversion. */
	private static final double INVERSION_LIMIT = 20;

	private static final int ROWS_BETWEEN_CHECKPOINTS = 128;

	/** Draws a detector whose frames are means of {@code ndit} integrations of {@code dit} seconds. */
	public static DarkDetector of(DetectorModel model, double dit, int ndit) {
		SmoothDark dark = SmoothDark.of(model);
		ReadoutChannels channels = ReadoutChannels.of(model);
		return new DarkDetector(model, dit, ndit, dark, channels, DefectPixels.of(model, dark, channels));
	}

	/** Which detector, from 0. */
	public int number() {
		return model.number();
	}

	/** Electrons for each adu. */
	public double gain() {
		return model.gain();
	}

	/** Read noise of one integration, root of the mean square of the channels, electrons. */
	public double readNoise() {
		return StrictMath.sqrt(channels.meanSquareReadNoise());
	}

	/** Mean dark current of good pixels, adu/s. */
	public double darkMean() {
		return dark.mean(model.format()) / gain();
	}

	/** What one electron, collected in any of the integrations, adds to the raw frame, adu. */
	public double aduPerElectron() {
		return 1 / (gain() * ndit);
	}

	/** Standard deviation of the read noise of a channel in a raw frame, adu. */
	public double frameNoise(int channel) {
		return channels.readNoise()[channel] / (gain() * StrictMath.sqrt(ndit));
	}

	/** Cosmic rays of an exposure, counted from 0. */
	public CosmicRays cosmicRays(int exposure) {
		return CosmicRays.of(model, exposure, dit * ndit);
	}

	/** The true dark rates, {@code [y][x]} in one array, adu/s; zero in reference pixels. */
	public float[] rates() {
		FrameFormat format = model.format();
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
	public interface Checkpoint {

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
	public float[] expose(int exposure, Checkpoint checkpoint) throws InterruptedException {
		return new Exposure(exposure).frame(checkpoint);
	}

	/** One exposure while it is being made, row by row. */
	private final class Exposure {

		private final FrameFormat format = model.format();
		private final int exposure;
		private final double seconds = dit * ndit;
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
				SplittableRandom random = model.streams().generator(Purpose.PIXELS, model.number(), exposure, y);
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
			double saturation = model.saturation();
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
