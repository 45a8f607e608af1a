package org.armillary.kmos.simulator.detector;

import java.util.Objects;
import java.util.SplittableRandom;

import org.armillary.kmos.simulator.config.Setting;
import org.armillary.kmos.simulator.config.Settings;
import org.armillary.kmos.simulator.random.Poisson;
import org.armillary.kmos.simulator.random.RandomStreams;
import org.armillary.kmos.simulator.random.RandomStreams.Purpose;

/**
 * A detector that sees light. A raw frame is the mean of NDIT integrations of DIT seconds:
 *
 * <pre>{@code
 * light'    = light with cross-talk along x
 * electrons = Poisson((light' response + dark + persistence) DIT NDIT) + cosmic rays
 * signal    = linearity(capacitance(electrons) / (gain NDIT))
 * value     = min(saturation, offset(channel, parity, exposure) + coldOffset + signal
 *                             + Gauss(readNoise(channel) / (gain √NDIT)))
 * }</pre>
 *
 * <p>Reference pixels, a frame of four all round, have offset and read noise alone. Linearity acts on the mean signal
 * of the integrations, so that a cosmic ray saturates only a pixel in which it would also saturate the mean. Frames
 * are {@code float[side][side]}, row after row in one array.
 *
 * <p><b>Threads.</b> Immutable; frames may be made by several threads and in any order, and are the same always.
 */
public final class Detector {

	/** Number of detectors of KMOS. */
	public static final int COUNT = DarkDetector.COUNT;

	private static final double HOT_PAIRS = 0.1;
	private static final int[] HOT_PIXELS = { 48_000, 18_000, 17_000 };

	/**
	 * Read noise of a ramp of 60 s, by which hot pixels are defined, over that of a pair of reads: 24 reads (Garnett &amp;
	 * Forrest 1993, SPIE 1946, 395).
	 */
	private static final double RAMP_NOISE = StrictMath.sqrt(6.0 * 23 / (24 * 25));

	private static final int ELECTRON_STREAM = 0;
	private static final int READ_STREAM = 1;

	private final DetectorModel model;
	private final ReadoutChannels channels;
	private final DefectPixels defects;
	private final Response response;
	/** Dark rates, electrons/s. */
	private final float[] dark;
	private final CrossTalk crossTalk;
	private final Linearity linearity;
	private final double capacitance;
	private final double photonNoise;
	private final double persistence;
	private final double darkMean;

	private Detector(DetectorModel model, Settings settings) {
		this.model = model;
		channels = ReadoutChannels.of(model);
		SmoothDark usual = SmoothDark.of(model);
		// hot pixels stay the same where read noise and smooth dark current are other than usual
		defects = DefectPixels.of(model, usual, channels);
		SmoothDark smooth = usual.scaled(settings.get(Setting.DARK_CURRENT) / model.darkCurrent());
		dark = darkRates(smooth);
		darkMean = smooth.mean(model.format());
		int dead = (int) StrictMath.round(settings.get(Setting.DEAD_PIXELS) * model.format().shareOfFullSize());
		response = Response.of(model.streams(), model.number(), model.format(), settings.get(Setting.RESPONSE), dead);
		crossTalk = new CrossTalk(settings.get(Setting.CROSSTALK), model.format());
		linearity = new Linearity(settings.get(Setting.NONLINEARITY));
		capacitance = settings.get(Setting.CAPACITANCE);
		photonNoise = settings.get(Setting.PHOTON_NOISE);
		persistence = settings.get(Setting.PERSISTENCE);
	}

	/**
	 * Draws a detector of full size.
	 *
	 * @param seed
	 *            seed of the simulation
	 * @param settings
	 *            strengths of effects
	 * @param number
	 *            which detector, from 0
	 * @param gain
	 *            electrons for each adu
	 * @param exposures
	 *            number of exposures of the night
	 */
	public static Detector of(long seed, Settings settings, int number, double gain, int exposures) {
		return of(seed, settings, number, gain, exposures, new FrameFormat(FrameFormat.FULL_SIDE));
	}

	/** Draws a detector of any size; numbers of pixels go with the area. */
	public static Detector of(long seed, Settings settings, int number, double gain, int exposures,
			FrameFormat format) {
		Objects.checkIndex(number, COUNT);
		int hot = (int) StrictMath.round(HOT_PIXELS[number] * settings.get(Setting.HOT_PIXELS));
		return new Detector(new DetectorModel(seed, number, format, exposures, gain,
				Setting.READ_NOISE.standard() * RAMP_NOISE, Setting.DARK_CURRENT.standard(), settings.get(Setting.BIAS),
				settings.get(Setting.OFFSET_SPREAD),
				settings.get(Setting.OFFSET_DRIFT), hot, HOT_PAIRS,
				(int) StrictMath.round(settings.get(Setting.COLD_OFFSETS)), settings.get(Setting.COSMIC_RATE),
				settings.get(Setting.SATURATION)), settings);
	}

	/** Which detector, from 0. */
	public int number() {
		return model.number();
	}

	/** Where pixels and channels are. */
	public FrameFormat format() {
		return model.format();
	}

	/** Electrons for each adu. */
	public double gain() {
		return model.gain();
	}

	/** What is measured of a signal. */
	public Linearity linearity() {
		return linearity;
	}

	/** Highest value in a raw frame, adu. */
	public double saturation() {
		return model.saturation();
	}

	/** Mean dark current of good pixels, adu/s. */
	public double darkMean() {
		return darkMean / gain();
	}

	/** Hot, warm and cold pixels and what they are judged by. */
	public DefectPixels defects() {
		return defects;
	}

	/** Response of the pixels to light, about 1; 0 in reference pixels. */
	public float[] response() {
		return response.values().clone();
	}

	/** Sums of the classes of {@link DefectPixels} that pixels belong to, or 0. */
	public byte[] classes() {
		byte[] classes = defects.classes().clone();
		for (int pixel : response.dead()) {
			classes[pixel] |= DefectPixels.DEAD;
		}
		return classes;
	}

	/** Dark rates of the pixels, adu/s; 0 in reference pixels. */
	public float[] darkRates() {
		float[] rates = dark.clone();
		for (int pixel = 0; pixel < rates.length; pixel++) {
			rates[pixel] /= (float) gain();
		}
		return rates;
	}

	/** Standard deviation of the read noise of each channel in one integration, electrons. */
	public double[] readNoise(DetectorExposure exposure) {
		double[] noise = channels.readNoise().clone();
		for (int channel = 0; channel < noise.length; channel++) {
			noise[channel] *= exposure.readNoise() / model.readNoise();
		}
		return noise;
	}

	/** Offsets of the channels in an exposure, {@code [channel][x & 1]} with x from 0, adu. */
	public double[][] offsets(DetectorExposure exposure) {
		double[][] offsets = channels.offsets()[exposure.number()].clone();
		for (int channel = 0; channel < offsets.length; channel++) {
			offsets[channel] = offsets[channel].clone();
		}
		return offsets;
	}

	/** Cosmic rays of an exposure. */
	public CosmicRays cosmicRays(DetectorExposure exposure) {
		return CosmicRays.of(model, exposure.number(), exposure.seconds());
	}

	/** Pixels with charge of cosmic rays in an exposure: 1 in these and 0 in others. */
	public byte[] cosmicMask(DetectorExposure exposure) {
		return cosmicRays(exposure).mask(format());
	}

	/**
	 * Makes a raw frame.
	 *
	 * @param exposure
	 *            how it is exposed and read
	 * @param light
	 *            expected electrons of the light, electrons/s, as optics bring it; not changed
	 * @param left
	 *            what earlier exposures left, of {@link Persistence#rates}
	 * @return adu
	 */
	public float[] expose(DetectorExposure exposure, float[] light, PixelValues left) {
		require(exposure, light);
		float[] frame = new Collection(exposure, light, left).electrons();
		if (capacitance > 0) {
			frame = Capacitance.couple(frame, capacitance, format());
		}
		readOut(exposure, frame);
		return frame;
	}

	/**
	 * What an exposure leaves for later ones. Follows from the expected light and not from its noise, dark current and
	 * cosmic rays.
	 *
	 * @param light
	 *            as for {@link #expose}
	 */
	public Persistence.Source left(DetectorExposure exposure, float[] light) {
		require(exposure, light);
		double aduForRate = exposure.dit() / gain();
		double brightest = 0;
		for (float rate : light) {
			brightest = StrictMath.max(brightest, rate);
		}
		double mostResponse = 0;
		if (persistence > 0 && brightest > 0) {
			for (float value : response.values()) {
				mostResponse = StrictMath.max(mostResponse, value);
			}
		}
		if (brightest * crossTalk.largestFactor() * mostResponse * aduForRate <= Linearity.LIMIT_ADU) {
			return new Persistence.Source(exposure.endSeconds(), PixelValues.NONE);
		}
		return new Persistence.Source(exposure.endSeconds(), charges(light, aduForRate));
	}

	private PixelValues charges(float[] light, double aduForRate) {
		double most = StrictMath.min(model.saturation(), Linearity.FULL_WELL_ADU);
		var found = new PixelValues.Builder();
		var row = new double[format().activeSide()];
		for (int y = FrameFormat.REFERENCE_WIDTH; y < format().side() - FrameFormat.REFERENCE_WIDTH; y++) {
			int start = y * format().side() + FrameFormat.REFERENCE_WIDTH;
			crossTalk.spread(light, start, row);
			for (int x = 0; x < row.length; x++) {
				double signal = StrictMath.min(most, row[x] * response.values()[start + x] * aduForRate);
				if (signal > Linearity.LIMIT_ADU) {
					found.add(start + x, persistence * (signal - Linearity.LIMIT_ADU) * gain());
				}
			}
		}
		return found.build();
	}

	private void require(DetectorExposure exposure, float[] light) {
		if (exposure.number() >= model.exposures()) {
			throw new IllegalArgumentException("exposure " + exposure.number() + ", counted from 0, of a night of "
					+ model.exposures());
		}
		if (light.length != format().pixels()) {
			throw new IllegalArgumentException(
					"light on " + light.length + " pixels; expected " + format().pixels() + ", one for each pixel");
		}
	}

	private float[] darkRates(SmoothDark smooth) {
		FrameFormat format = format();
		var rates = new float[format.pixels()];
		for (int y = FrameFormat.REFERENCE_WIDTH; y < format.side() - FrameFormat.REFERENCE_WIDTH; y++) {
			for (int x = FrameFormat.REFERENCE_WIDTH; x < format.side() - FrameFormat.REFERENCE_WIDTH; x++) {
				rates[y * format.side() + x] = (float) smooth.rate(x, y);
			}
		}
		PixelValues excess = defects.excess();
		for (int i = 0; i < excess.size(); i++) {
			rates[excess.pixels()[i]] += (float) (excess.values()[i] * gain());
		}
		return rates;
	}

	/** Turns electrons into adu, reads them and clips. */
	private void readOut(DetectorExposure exposure, float[] frame) {
		FrameFormat format = format();
		double aduPerElectron = 1 / (gain() * exposure.ndit());
		double[] noises = readNoise(exposure);
		double[][] offsets = channels.offsets()[exposure.number()];
		PixelValues cold = defects.coldOffsets();
		int columns = format.channelColumns();
		var shifts = new double[format.side()];
		for (int y = 0; y < format.side(); y++) {
			SplittableRandom random = model.streams().generator(Purpose.PIXELS, number(), exposure.number(), y,
					READ_STREAM);
			int start = y * format.side();
			for (int x = 0; x < shifts.length; x++) {
				shifts[x] = offsets[x / columns][x & 1];
			}
			for (int i = cold.firstFrom(start); i < cold.size() && cold.pixels()[i] < start + shifts.length; i++) {
				shifts[cold.pixels()[i] - start] += cold.values()[i];
			}
			for (int channel = 0; channel < FrameFormat.CHANNELS; channel++) {
				double noise = noises[channel] / (gain() * StrictMath.sqrt(exposure.ndit()));
				for (int x = channel * columns; x < (channel + 1) * columns; x++) {
					double signal = linearity.measured(frame[start + x] * aduPerElectron);
					double value = shifts[x] + signal + noise * random.nextGaussian();
					frame[start + x] = (float) StrictMath.min(model.saturation(), value);
				}
			}
		}
	}

	/** Electrons of an exposure while they are being collected, row by row. */
	private final class Collection {

		private final DetectorExposure exposure;
		private final float[] light;
		private final PixelValues left;
		private final PixelValues cosmics;
		private final double[] rates = new double[format().activeSide()];
		private final float[] frame = new float[format().pixels()];

		Collection(DetectorExposure exposure, float[] light, PixelValues left) {
			this.exposure = exposure;
			this.light = light;
			this.left = left;
			CosmicRays rays = cosmicRays(exposure);
			cosmics = PixelValues.sorted(rays.pixels(), rays.charges());
		}

		/** Electrons of all integrations together; none in reference pixels. */
		float[] electrons() {
			var streams = model.streams();
			for (int y = FrameFormat.REFERENCE_WIDTH; y < format().side() - FrameFormat.REFERENCE_WIDTH; y++) {
				collect(y, streams);
			}
			for (int i = 0; i < cosmics.size(); i++) {
				frame[cosmics.pixels()[i]] += (float) cosmics.values()[i];
			}
			return frame;
		}

		private void collect(int y, RandomStreams streams) {
			int start = y * format().side() + FrameFormat.REFERENCE_WIDTH;
			crossTalk.spread(light, start, rates);
			float[] responses = response.values();
			for (int x = 0; x < rates.length; x++) {
				rates[x] = rates[x] * responses[start + x] + dark[start + x];
			}
			for (int i = left.firstFrom(start); i < left.size() && left.pixels()[i] < start + rates.length; i++) {
				rates[left.pixels()[i] - start] += left.values()[i];
			}
			SplittableRandom random = streams.generator(Purpose.PIXELS, number(), exposure.number(), y,
					ELECTRON_STREAM);
			double seconds = exposure.seconds();
			for (int x = 0; x < rates.length; x++) {
				double mean = rates[x] * seconds;
				if (!(mean >= 0)) {
					throw new IllegalArgumentException("light of " + light[start + x] + " electrons/s on pixel "
							+ (FrameFormat.REFERENCE_WIDTH + x + 1) + ", " + (y + 1) + "; expected 0 or more");
				}
				double count = photonNoise == 0 ? mean : Poisson.next(random, mean);
				frame[start + x] = (float) (photonNoise == 1 ? count : mean + photonNoise * (count - mean));
			}
		}
	}
}
