package org.armillary.kmos.illumination;

import java.util.Arrays;

import org.armillary.numerics.RobustStatistics;

/**
 * The spectrum that all slitlets of a detector share, relative to its mean: with it each pixel tells how its place is lit,
 * whatever its wavelength. The median over all slitlets in each interval of wavelength, so that cosmic rays and bad pixels
 * do not matter. Immutable.
 */
final class CommonSpectrum {

	/** Slitlets fainter than this share of the usual level take no part. */
	static final double LIT_SHARE = 0.2;
	/** The same for light that was not divided by the flat: dim slitlets are still lit. */
	static final double DIM_SHARE = 0.02;

	/** One of so many pixels is enough for a level, or for an interval to which all slitlets contribute. */
	private static final int STEP = 3;
	/** Fewer pixels than this are used one and all. */
	private static final int FEW_PIXELS = 500_000;
	private static final int LEAST_VALUES = 5;
	private static final int WIDEST_GAP = 4;
	/** An interval counts if at least this share of the lit slitlets reaches over it. */
	private static final double COMMON_SHARE = 0.95;

	private final float[] value;
	private final double[] levels;

	private CommonSpectrum(double[] value, double[] levels) {
		this.value = new float[value.length];
		for (int bin = 0; bin < value.length; bin++) {
			this.value[bin] = (float) value[bin];
		}
		this.levels = levels;
	}

	/**
	 * Measures the spectrum.
	 *
	 * @param pixels
	 *            the pixels of the detector
	 * @param light
	 *            light of each pixel of the detector, NaN where there is none
	 * @param leastShare
	 *            slitlets fainter than this share of the usual level take no part
	 */
	static CommonSpectrum of(SlitletPixels pixels, float[] light, WavelengthAxis axis, int slitlets,
			double leastShare) {
		double[] levels = levels(pixels, light, slitlets);
		double[] lit = Arrays.stream(levels).filter(level -> level > 0).toArray();
		double usual = lit.length == 0 ? Double.NaN : RobustStatistics.median(lit);
		for (int k = 0; k < slitlets; k++) {
			levels[k] = levels[k] > leastShare * usual ? levels[k] : Double.NaN;
		}
		boolean[] common = common(pixels, levels, axis);
		double[] value = medians(pixels, light, levels, axis);
		bridge(value);
		double sum = 0;
		int count = 0;
		for (int bin = 0; bin < value.length; bin++) {
			value[bin] = common[bin] && value[bin] > 0 ? value[bin] : Double.NaN;
			if (!Double.isNaN(value[bin])) {
				sum += value[bin];
				count++;
			}
		}
		for (int bin = 0; bin < value.length; bin++) {
			value[bin] *= count / sum;
		}
		return new CommonSpectrum(value, levels);
	}

	/** The spectrum at a place of the axis, linear between the centres of intervals; NaN where it is not known. */
	float at(float position) {
		int below = Math.clamp((int) position, 0, Math.max(0, value.length - 2));
		float fraction = Math.clamp(position - below, 0f, 1f);
		return fraction == 0 || value.length == 1 ? value[below]
				: value[below] * (1 - fraction) + value[below + 1] * fraction;
	}

	/** In which of several equal parts of the axis a place lies. */
	int part(float position, int parts) {
		return Math.clamp((int) (position * parts / value.length), 0, parts - 1);
	}

	/** Level of a slitlet, 0 to 111; NaN if it is dark. */
	double level(int slitlet) {
		return levels[slitlet];
	}

	/** Median light of each slitlet. */
	private static double[] levels(SlitletPixels pixels, float[] light, int slitlets) {
		double[] levels = new double[slitlets];
		for (int k = 0; k < slitlets; k++) {
			int from = pixels.from(k);
			int length = (pixels.to(k) - from + STEP - 1) / STEP;
			float[] some = new float[length];
			int found = 0;
			for (int entry = from; entry < pixels.to(k); entry += STEP) {
				float here = light[pixels.pixel(entry)];
				if (Float.isFinite(here)) {
					some[found++] = here;
				}
			}
			levels[k] = found < LEAST_VALUES ? Double.NaN : RobustStatistics.median(Arrays.copyOf(some, found));
		}
		return levels;
	}

	/** Which intervals (nearly) all lit slitlets reach over, so that each place sees the same wavelengths. */
	private static boolean[] common(SlitletPixels pixels, double[] levels, WavelengthAxis axis) {
		int[] reached = new int[axis.bins()];
		int lit = 0;
		for (int k = 0; k < levels.length; k++) {
			if (!Double.isNaN(levels[k])) {
				lit++;
				float first = Float.POSITIVE_INFINITY;
				float last = Float.NEGATIVE_INFINITY;
				for (int entry = pixels.from(k); entry < pixels.to(k); entry++) {
					first = Math.min(first, pixels.position(entry));
					last = Math.max(last, pixels.position(entry));
				}
				for (int bin = axis.bin(first); bin <= axis.bin(last); bin++) {
					reached[bin]++;
				}
			}
		}
		boolean[] common = new boolean[reached.length];
		for (int bin = 0; bin < common.length; bin++) {
			common[bin] = axis.wanted()[bin] && lit > 0 && reached[bin] >= COMMON_SHARE * lit;
		}
		return common;
	}

	/** Median of the light over the level of its slitlet in each interval. */
	private static double[] medians(SlitletPixels pixels, float[] light, double[] levels, WavelengthAxis axis) {
		int bins = axis.bins();
		int step = pixels.to(levels.length - 1) > FEW_PIXELS ? STEP : 1;
		int[] start = new int[bins + 1];
		for (int k = 0; k < levels.length; k++) {
			for (int entry = pixels.from(k); entry < pixels.to(k); entry += step) {
				if (counts(light[pixels.pixel(entry)], levels[k])) {
					start[axis.bin(pixels.position(entry)) + 1]++;
				}
			}
		}
		for (int bin = 0; bin < bins; bin++) {
			start[bin + 1] += start[bin];
		}
		float[] sorted = new float[start[bins]];
		int[] next = start.clone();
		for (int k = 0; k < levels.length; k++) {
			for (int entry = pixels.from(k); entry < pixels.to(k); entry += step) {
				float here = light[pixels.pixel(entry)];
				if (counts(here, levels[k])) {
					sorted[next[axis.bin(pixels.position(entry))]++] = (float) (here / levels[k]);
				}
			}
		}
		double[] medians = new double[bins];
		for (int bin = 0; bin < bins; bin++) {
			medians[bin] = start[bin + 1] - start[bin] < LEAST_VALUES ? Double.NaN
					: RobustStatistics.median(Arrays.copyOfRange(sorted, start[bin], start[bin + 1]));
		}
		return medians;
	}

	/** Fills narrow gaps: where lines lie along the rows, some intervals fall between two rows. */
	private static void bridge(double[] value) {
		int last = -1;
		for (int bin = 0; bin < value.length; bin++) {
			if (!Double.isNaN(value[bin])) {
				for (int gap = last + 1; last >= 0 && bin - last <= WIDEST_GAP && gap < bin; gap++) {
					double fraction = (double) (gap - last) / (bin - last);
					value[gap] = value[last] * (1 - fraction) + value[bin] * fraction;
				}
				last = bin;
			}
		}
	}

	private static boolean counts(float light, double level) {
		return Float.isFinite(light) && !Double.isNaN(level);
	}
}
