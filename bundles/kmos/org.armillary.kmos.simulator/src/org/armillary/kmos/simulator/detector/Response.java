package org.armillary.kmos.simulator.detector;

import java.util.Arrays;
import java.util.SplittableRandom;

import org.armillary.kmos.simulator.random.RandomStreams;
import org.armillary.kmos.simulator.random.RandomStreams.Purpose;

/**
 * The response of pixels to light: smooth waves over the detector that carry a third of the standard deviation, the
 * others from pixel to pixel; and dead pixels, which respond with 0 to 0.33, alone and in clusters.
 *
 * @param values
 *            {@code [y][x]} in one array, about 1; 0 in reference pixels
 * @param dead
 *            the dead pixels, ascending
 */
record Response(float[] values, int[] dead) {

	/** Largest response of a dead pixel. */
	static final double LARGEST_DEAD = 0.33;

	private static final double SMOOTH_SHARE = 1.0 / 3;
	private static final double LARGEST_DEVIATION = 4;
	private static final int WAVES = 6;
	/** Most periods of a wave over the detector along an axis. */
	private static final double MOST_PERIODS = 2.5;
	/** Share of dead pixels that respond to nothing at all. */
	private static final double NO_RESPONSE_SHARE = 0.5;
	private static final double SINGLE_SHARE = 0.9;
	private static final double SMALLEST_CLUSTER = 3;
	private static final double LARGEST_CLUSTER = 40;

	private static final int WAVE_STREAM = 0;
	private static final int DEAD_STREAM = 1;
	private static final int PIXEL_STREAM = 2;

	/**
	 * Draws the response of a detector.
	 *
	 * @param number
	 *            which detector, from 0
	 * @param deviation
	 *            standard deviation of the response
	 * @param dead
	 *            number of dead pixels
	 */
	static Response of(RandomStreams streams, int number, FrameFormat format, double deviation, int dead) {
		var values = new float[format.pixels()];
		double[][] waves = deviation == 0 ? new double[0][] : waves(streams, number, format);
		double pixelDeviation = deviation * StrictMath.sqrt(1 - SMOOTH_SHARE * SMOOTH_SHARE);
		double smoothDeviation = deviation * SMOOTH_SHARE;
		for (int y = FrameFormat.REFERENCE_WIDTH; y < format.side() - FrameFormat.REFERENCE_WIDTH; y++) {
			SplittableRandom random = streams.generator(Purpose.RESPONSE, number, PIXEL_STREAM, y);
			int start = y * format.side();
			for (int x = FrameFormat.REFERENCE_WIDTH; x < format.side() - FrameFormat.REFERENCE_WIDTH; x++) {
				double value = 1;
				if (deviation > 0) {
					double pixel = StrictMath.clamp(random.nextGaussian(), -LARGEST_DEVIATION, LARGEST_DEVIATION);
					value += smoothDeviation * smooth(waves, x, y) + pixelDeviation * pixel;
				}
				values[start + x] = (float) StrictMath.max(0, value);
			}
		}
		SplittableRandom random = streams.generator(Purpose.RESPONSE, number, DEAD_STREAM);
		return new Response(values, deaden(values, format, dead, random));
	}

	/** Sines and cosines of the waves by column and row; mean 0 and mean square 1 over the active pixels. */
	private static double[][] waves(RandomStreams streams, int number, FrameFormat format) {
		SplittableRandom random = streams.generator(Purpose.RESPONSE, number, WAVE_STREAM);
		// a product of cosines, and one of sines, for each wave: x in even places, y in odd ones
		var waves = new double[4 * WAVES][format.side()];
		double norm = 0;
		for (int wave = 0; wave < WAVES; wave++) {
			double alongX = StrictMath.PI * MOST_PERIODS * (2 * random.nextDouble() - 1);
			double alongY = StrictMath.PI * MOST_PERIODS * (0.2 + 0.8 * random.nextDouble());
			double phase = 2 * StrictMath.PI * random.nextDouble();
			double amplitude = 0.5 + random.nextDouble();
			norm += amplitude * amplitude / 2;
			for (int i = 0; i < format.side(); i++) {
				double position = (2.0 * i - format.side() + 1) / format.side();
				waves[4 * wave][i] = amplitude * StrictMath.cos(alongX * position + phase);
				waves[4 * wave + 1][i] = StrictMath.cos(alongY * position);
				waves[4 * wave + 2][i] = -amplitude * StrictMath.sin(alongX * position + phase);
				waves[4 * wave + 3][i] = StrictMath.sin(alongY * position);
			}
		}
		return normalised(waves, format, StrictMath.sqrt(norm));
	}

	/** Takes off the mean, as a product of ones put in the end, and divides by the standard deviation. */
	private static double[][] normalised(double[][] waves, FrameFormat format, double guess) {
		double sum = 0;
		double squares = 0;
		int count = 0;
		int step = StrictMath.max(1, format.side() / 64);
		for (int y = FrameFormat.REFERENCE_WIDTH; y < format.side() - FrameFormat.REFERENCE_WIDTH; y += step) {
			for (int x = FrameFormat.REFERENCE_WIDTH; x < format.side() - FrameFormat.REFERENCE_WIDTH; x += step) {
				double value = smooth(waves, x, y) / guess;
				sum += value;
				squares += value * value;
				count++;
			}
		}
		double mean = sum / count;
		double deviation = StrictMath.sqrt(squares / count - mean * mean);
		double[][] all = Arrays.copyOf(waves, waves.length + 2);
		all[waves.length] = new double[format.side()];
		all[waves.length + 1] = new double[format.side()];
		Arrays.fill(all[waves.length], -mean / deviation);
		Arrays.fill(all[waves.length + 1], 1);
		for (int i = 0; i < waves.length; i += 2) {
			for (int x = 0; x < format.side(); x++) {
				all[i][x] /= guess * deviation;
			}
		}
		return all;
	}

	private static double smooth(double[][] waves, int x, int y) {
		double sum = 0;
		for (int i = 0; i < waves.length; i += 2) {
			sum += waves[i][x] * waves[i + 1][y];
		}
		return sum;
	}

	/** Chooses dead pixels and lowers their response. */
	private static int[] deaden(float[] values, FrameFormat format, int number, SplittableRandom random) {
		var chosen = new int[number];
		var taken = new boolean[values.length];
		int left = 0;
		int count = 0;
		while (count < number) {
			boolean inCluster = left > 0;
			int pixel = inCluster ? beside(chosen[count - 1 - random.nextInt(StrictMath.min(count, 3))], format, random)
					: any(format, random);
			left = inCluster ? left - 1 : 0;
			if (!taken[pixel] && !format.isReference(pixel % format.side(), pixel / format.side())) {
				taken[pixel] = true;
				chosen[count++] = pixel;
				values[pixel] = random.nextDouble() < NO_RESPONSE_SHARE ? 0
						: (float) (LARGEST_DEAD * random.nextDouble());
				if (!inCluster && random.nextDouble() > SINGLE_SHARE) {
					left = (int) (SMALLEST_CLUSTER
							* StrictMath.pow(LARGEST_CLUSTER / SMALLEST_CLUSTER, random.nextDouble()));
				}
			}
		}
		Arrays.sort(chosen);
		return chosen;
	}

	private static int any(FrameFormat format, SplittableRandom random) {
		int x = FrameFormat.REFERENCE_WIDTH + random.nextInt(format.activeSide());
		int y = FrameFormat.REFERENCE_WIDTH + random.nextInt(format.activeSide());
		return y * format.side() + x;
	}

	private static int beside(int pixel, FrameFormat format, SplittableRandom random) {
		int[] steps = { 1, -1, format.side(), -format.side() };
		return pixel + steps[random.nextInt(steps.length)];
	}
}
