package org.armillary.kmos.simulator.detector;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

import org.armillary.kmos.simulator.random.RandomStreams.Purpose;

/**
 * The pixels of a detector that are not like the others. Dark rates of hot pixels follow a power law: of those whose
 * excess is above {@link #limit}, {@code (r / limit)^-0.7} have more than r, up to 2000 times the limit. The law
 * goes on below the limit, down to a tenth of it; the pixels there are called warm. Cold pixels have an offset of
 * their own, below the others whatever the exposure time.
 *
 * @param classes
 *            {@code [y][x]} in one array: {@link #REFERENCE}, {@link #HOT}, {@link #WARM}, {@link #COLD} or 0
 * @param sigma
 *            the noise by which pixels are judged, adu: standard deviation of the good pixels in the mean of
 *            5 exposures of 60 s without error of the level correction
 * @param limit
 *            excess of the dark rate above which a pixel is hot, adu/s: 50 sigma in 60 s
 * @param excess
 *            hot and warm pixels, by their place: what their dark rates exceed the smooth dark current, adu/s
 * @param coldOffsets
 *            cold pixels, by their place: negative offsets, adu
 */
public record DefectPixels(byte[] classes, double sigma, double limit, PixelValues excess, PixelValues coldOffsets) {

	/** Class of a reference pixel. */
	public static final byte REFERENCE = 1;
	/** Class of a pixel whose dark rate is above the limit. */
	public static final byte HOT = 2;
	/** Class of a pixel whose dark rate is high but below the limit. */
	public static final byte WARM = 4;
	/** Class of a pixel with an offset far below the others. */
	public static final byte COLD = 8;
	/** Class of a pixel that hardly responds to light; known to detectors that see light alone. */
	public static final byte DEAD = 16;

	/** Exposure time for which hot pixels are defined, s. */
	public static final double REFERENCE_SECONDS = 60;
	/** Number of exposures for which hot pixels are defined. */
	public static final int REFERENCE_EXPOSURES = 5;
	/** How many sigma make a pixel hot. */
	public static final double HOT_SIGMAS = 50;
	/** Number of pixels above a rate falls with this power of it. */
	public static final double POWER = 0.7;
	/** Where warm pixels begin, as a share of the limit. */
	public static final double WARMEST_SHARE = 0.1;

	private static final double LARGEST_RATIO = 2000;
	private static final double COLDEST_SIGMAS = 400;
	private static final double COLD_SIGMAS = 60;

	/**
	 * Draws the pixels of a detector.
	 *
	 * @param model
	 *            the detector
	 * @param dark
	 *            its smooth dark current
	 * @param channels
	 *            its read-out channels
	 */
	static DefectPixels of(DetectorModel model, SmoothDark dark, ReadoutChannels channels) {
		double electrons = dark.mean(model.format()) * REFERENCE_SECONDS;
		double sigma = StrictMath.sqrt((channels.meanSquareReadNoise() + electrons) / REFERENCE_EXPOSURES)
				/ model.gain();
		FrameFormat format = model.format();
		double limit = HOT_SIGMAS * sigma / REFERENCE_SECONDS;
		int hot = scaled(model.hotPixels(), format);
		int warm = (int) StrictMath.round(hot * (StrictMath.pow(WARMEST_SHARE, -POWER) - 1));
		int cold = scaled(model.coldPixels(), format);
		var places = new Places(format, model.streams().generator(Purpose.DEFECTS, model.number()));
		var excess = new double[hot + warm];
		var excessPlaces = new int[hot + warm];
		for (int i = 0; i < excess.length; i++) {
			boolean paired = i > 0 && i < hot && places.random.nextDouble() < model.hotPairs();
			excessPlaces[i] = paired ? places.nextTo(excessPlaces[i - 1], HOT) : places.any(i < hot ? HOT : WARM);
			double share = 1 - places.random.nextDouble();
			excess[i] = limit * (i < hot ? hotRatio(share) : warmRatio(share));
		}
		var offsets = new double[cold];
		var coldPlaces = new int[cold];
		for (int i = 0; i < cold; i++) {
			coldPlaces[i] = places.any(COLD);
			offsets[i] = -sigma * COLD_SIGMAS
					* StrictMath.pow(COLDEST_SIGMAS / COLD_SIGMAS, places.random.nextDouble());
		}
		return new DefectPixels(places.classes, sigma, limit, PixelValues.sorted(excessPlaces, excess),
				PixelValues.sorted(coldPlaces, offsets));
	}

	/** Number of pixels of a class. */
	public int count(byte pixelClass) {
		return (int) IntStream.range(0, classes.length).filter(pixel -> classes[pixel] == pixelClass).count();
	}

	private static int scaled(int atFullSize, FrameFormat format) {
		return (int) StrictMath.round(atFullSize * format.shareOfFullSize());
	}

	/** The rate above which lies a share of the hot pixels, in limits. */
	private static double hotRatio(double share) {
		double least = StrictMath.pow(LARGEST_RATIO, -POWER);
		return StrictMath.pow(least + share * (1 - least), -1 / POWER);
	}

	/** The rate above which lies a share of the warm pixels, in limits. */
	private static double warmRatio(double share) {
		return StrictMath.pow(1 + share * (StrictMath.pow(WARMEST_SHARE, -POWER) - 1), -1 / POWER);
	}

	/** Gives each defect a pixel of its own. */
	private static final class Places {

		private static final int[] STEP_X = { 1, -1, 0, 0 };
		private static final int[] STEP_Y = { 0, 0, 1, -1 };

		private final FrameFormat format;
		private final SplittableRandom random;
		private final byte[] classes;

		Places(FrameFormat format, SplittableRandom random) {
			this.format = format;
			this.random = random;
			classes = new byte[format.pixels()];
			for (int y = 0; y < format.side(); y++) {
				for (int x = 0; x < format.side(); x++) {
					classes[y * format.side() + x] = format.isReference(x, y) ? REFERENCE : 0;
				}
			}
		}

		/** Takes any active pixel that is free. */
		int any(byte pixelClass) {
			while (true) {
				int x = FrameFormat.REFERENCE_WIDTH + random.nextInt(format.activeSide());
				int y = FrameFormat.REFERENCE_WIDTH + random.nextInt(format.activeSide());
				if (take(x, y, pixelClass)) {
					return y * format.side() + x;
				}
			}
		}

		/** Takes a neighbour of a pixel, or where the chosen one is not free any pixel. */
		int nextTo(int pixel, byte pixelClass) {
			int direction = random.nextInt(STEP_X.length);
			int x = pixel % format.side() + STEP_X[direction];
			int y = pixel / format.side() + STEP_Y[direction];
			return take(x, y, pixelClass) ? y * format.side() + x : any(pixelClass);
		}

		private boolean take(int x, int y, byte pixelClass) {
			int pixel = y * format.side() + x;
			if (classes[pixel] != 0) {
				return false;
			}
			classes[pixel] = pixelClass;
			return true;
		}
	}
}
