package org.armillary.kmos.slitlet;

import java.util.Arrays;
import java.util.Random;

import org.armillary.kmos.Slitlet;
import org.armillary.kmos.detector.DetectorFrame;
import org.armillary.kmos.detector.PixelFlag;

/**
 * Frames of slitlets by formula: even or sloping light between two tilted edges, blurred by a Gaussian and integrated
 * over pixels, light over the gaps, response of pixels, noise and dead pixels.
 */
final class SlitletFrames {

	static final int COLUMNS = 2048;
	private static final double PITCH = 17.96;
	/** Places and weights of Gauss and Legendre on a pixel. */
	private static final double[] PLACES = { -0.4305681557970263, -0.1699905217924281, 0.1699905217924281,
			0.4305681557970263 };
	private static final double[] WEIGHTS = { 0.1739274225687269, 0.3260725774312731, 0.3260725774312731,
			0.1739274225687269 };

	final int rows;
	final double[] middle = new double[Slitlet.PER_DETECTOR];
	final double[] width = new double[Slitlet.PER_DETECTOR];
	final double[] slope = new double[Slitlet.PER_DETECTOR];
	final double[] level = new double[Slitlet.PER_DETECTOR];
	/** Change of the light for each pixel along the slitlet, relative to the level. */
	final double[] tilt = new double[Slitlet.PER_DETECTOR];
	double sigma = 0.55;
	/** By how much the blur grows from the first to the last slitlet, relative to it. */
	double blurGrowth;
	/** Part of each slitlet, from its left edge, that light falls on; behind its end there is none at all. */
	final double[] lit = new double[Slitlet.PER_DETECTOR];
	/** Pixels take in light at their centres only. */
	boolean point;
	double pedestal = 0.01;
	/** Light everywhere, adu. */
	double everywhere;
	double response = 0.03;
	double dead = 0.002;
	double gain = 2.1;
	double readNoise = 4;
	private final Random random;

	/** All slitlets lit, none where it is expected to the pixel. */
	SlitletFrames(int rows, double plateau, double offset, long seed) {
		this.rows = rows;
		random = new Random(seed);
		for (int i = 0; i < middle.length; i++) {
			middle[i] = (COLUMNS - 1) / 2.0 + (i - 55.5) * PITCH + offset + 0.1 * random.nextGaussian();
			width[i] = Slitlet.WIDTH_PIXEL + 0.1 * random.nextGaussian();
			slope[i] = (i - 55.5) / 55.5 / 150;
			level[i] = plateau;
			lit[i] = 1;
			tilt[i] = 0.004 * random.nextGaussian();
		}
	}

	/** True column of an edge: 0 left, 1 right. */
	double edge(int slitlet, int side, double row) {
		return middle[slitlet] + slope[slitlet] * (row - rows / 2.0) + (side - 0.5) * width[slitlet];
	}

	DetectorFrame frame() {
		float[] value = new float[rows * COLUMNS];
		float[] variance = new float[value.length];
		double[] line = new double[COLUMNS];
		for (int y = 4; y < rows - 4; y++) {
			Arrays.fill(line, 0);
			for (int i = 0; i < middle.length; i++) {
				add(i, y, line);
			}
			for (int x = 4; x < COLUMNS - 4; x++) {
				double light = (line[x] + everywhere) * (1 + response * random.nextGaussian());
				double each = Math.max(0, light) / gain / 3 + readNoise * readNoise;
				boolean isDead = random.nextDouble() < dead;
				value[y * COLUMNS + x] = (float) ((isDead ? 0 : light) + Math.sqrt(each) * random.nextGaussian());
				variance[y * COLUMNS + x] = (float) each;
			}
		}
		byte[] flags = new byte[value.length];
		for (int k = 0; k < value.length / 200; k++) {
			int i = random.nextInt(value.length);
			flags[i] = PixelFlag.BAD.value();
			value[i] = random.nextBoolean() ? 60000 : Float.NaN;
		}
		return new DetectorFrame(rows, COLUMNS, value, variance, flags);
	}

	private void add(int i, int y, double[] line) {
		double left = edge(i, 0, y);
		double right = edge(i, 1, y);
		double centre = (left + right) / 2;
		double blur = sigma * (1 + blurGrowth * (i - 55.5) / 111);
		double last = lit[i] < 1 ? left + lit[i] * (right - left) : Double.POSITIVE_INFINITY;
		for (int x = Math.max(0, (int) left - 5); x <= Math.min(COLUMNS - 1, right + 6); x++) {
			double sum = 0;
			for (int k = 0; k < PLACES.length; k++) {
				double place = x + (point ? 0 : PLACES[k]);
				double a = (place - left) / blur;
				double b = (place - right) / blur;
				sum += place > last ? 0
						: WEIGHTS[k] * ((1 + tilt[i] * (place - centre)) * (normal(a) - normal(b))
								- tilt[i] * blur * (density(b) - density(a)));
			}
			boolean near = x > left - 2.2 && x < right + 2.2;
			line[x] += level[i] * (sum + (near ? pedestal : 0));
		}
	}

	private static double density(double z) {
		return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
	}

	/** Cumulative normal distribution by Marsaglia's series. */
	private static double normal(double z) {
		if (Math.abs(z) > 8) {
			return z > 0 ? 1 : 0;
		}
		double sum = z;
		double term = z;
		for (int k = 3; Math.abs(term) > 1e-16; k += 2) {
			term *= z * z / k;
			sum += term;
		}
		return 0.5 + sum * density(z);
	}
}
