package org.armillary.kmos.illumination;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import org.armillary.actor.ActorException;
import org.armillary.data.FitsException;
import org.armillary.data.fits.Hdu;
import org.armillary.kmos.LevelCorrection;
import org.armillary.kmos.RawFrame;
import org.armillary.kmos.Slitlet;
import org.armillary.kmos.detector.DetectorFrame;
import org.armillary.numerics.RobustStatistics;

/**
 * How much single exposures light the fields of the IFUs otherwise than their mean does. Twilight has a gradient, and what
 * of it changes from exposure to exposure is in the mean by its part. In each exposure and IFU a plane is fitted to its
 * light over that of the mean, on some rows. Sums, so that those of detectors can be added.
 *
 * @param level
 *            sum of the squares of what levels of IFUs, relative, differ from their mean over the exposures, less noise
 * @param slope
 *            the same for slopes along and across the slitlets, from the middle of a field to its end, mean of both
 * @param freedom
 *            number of squares that are independent: one less than exposures for each IFU
 * @param exposures
 *            number of exposures in the mean
 */
record ExposureChange(double level, double slope, int freedom, int exposures) {

	/** Nothing is known. */
	static final ExposureChange UNKNOWN = new ExposureChange(0, 0, 0, 0);

	/** So many rows are compared. */
	private static final int ROWS = 128;
	private static final int TERMS = 3;
	private static final int LEAST_PIXELS = 1000;
	/** So many pixels tell the brightness of an exposure. */
	private static final int ENOUGH = 20_000;
	private static final double CLIP_SIGMA = 5;
	private static final double CLIP_SHARE = 0.2;

	/**
	 * Measures the change on a detector.
	 *
	 * @param used
	 *            number of exposures that were combined
	 * @param frames
	 *            exposures to compare: those, and others of the same template
	 * @param mean
	 *            the combination, dark subtracted, not flattened
	 * @param detector
	 *            1 to 3
	 * @param darkRate
	 *            dark of each pixel, adu/s
	 * @param pixels
	 *            pixels of the slitlets
	 */
	static ExposureChange of(int used, List<RawFrame> frames, DetectorFrame mean, int detector,
			Optional<float[]> darkRate, SlitletPixels pixels) throws ActorException, FitsException {
		if (frames.size() < 2) {
			return UNKNOWN;
		}
		int step = Math.max(1, mean.ny() / ROWS);
		SlitletPixels some = pixels.thinned(mean.nx(), step);
		double[][][] planes = new double[frames.size()][][];
		float[] light = new float[mean.value().length];
		for (int i = 0; i < planes.length; i++) {
			Hdu image = frames.get(i).detectors().get(detector - 1);
			LevelCorrection levels = LevelCorrection.measure(image, frames.get(i).channels());
			float seconds = (float) frames.get(i).setup().ditSeconds();
			for (int row = step / 2; row < mean.ny(); row += step) {
				int first = row * mean.nx();
				image.readFloats(first, light, first, mean.nx());
				levels.subtract(light, first, 1);
				for (int at = first; darkRate.isPresent() && at < first + mean.nx(); at++) {
					light[at] -= seconds * darkRate.get()[at];
				}
			}
			double factor = factor(some, light, mean);
			planes[i] = new double[Slitlet.IFUS_PER_DETECTOR][];
			for (int ifu = 0; ifu < Slitlet.IFUS_PER_DETECTOR; ifu++) {
				planes[i][ifu] = plane(some, ifu, light, mean, factor, used);
			}
			overUsualLevel(planes[i]);
		}
		return compared(planes, used);
	}

	/** Together with that of another detector. */
	ExposureChange plus(ExposureChange other) {
		return new ExposureChange(level + other.level, slope + other.slope, freedom + other.freedom,
				Math.max(exposures, other.exposures));
	}

	/** Variance of the level of an IFU in the mean of the exposures, relative. */
	double levelVariance() {
		return freedom == 0 ? 0 : Math.max(0, level / freedom) / exposures;
	}

	/** Variance of a slope in the mean of the exposures, relative, from the middle of a field to its end. */
	double slopeVariance() {
		return freedom == 0 ? 0 : Math.max(0, slope / freedom) / exposures;
	}

	/** Brightness over the mean: the median over some pixels. */
	private static double factor(SlitletPixels pixels, float[] light, DetectorFrame mean) {
		int count = pixels.to(Slitlet.PER_DETECTOR - 1);
		int step = Math.max(1, count / ENOUGH);
		double[] ratios = new double[count / step + 1];
		int found = 0;
		for (int entry = 0; entry < count; entry += step) {
			int pixel = pixels.pixel(entry);
			if (mean.value()[pixel] > 0 && light[pixel] > 0) {
				ratios[found++] = light[pixel] / mean.value()[pixel];
			}
		}
		return RobustStatistics.median(Arrays.copyOf(ratios, found));
	}

	/**
	 * Level, slope along and slope across of the light over the mean in an IFU, from 0, slopes over the level; and the
	 * variance by noise of each. Empty if there is no light.
	 */
	private static double[] plane(SlitletPixels pixels, int ifu, float[] light, DetectorFrame mean, double factor,
			int used) {
		double[][] normal = new double[TERMS][TERMS];
		double[][] middle = new double[TERMS][TERMS];
		double[] right = new double[TERMS];
		double[] terms = { 1, 0, 0 };
		int counted = 0;
		for (int slice = 0; slice < Slitlet.SLICES; slice++) {
			int k = ifu * Slitlet.SLICES + slice;
			terms[2] = Doubt.place(slice, Slitlet.SLICES);
			for (int entry = pixels.from(k); entry < pixels.to(k); entry++) {
				int pixel = pixels.pixel(entry);
				double expected = mean.value()[pixel];
				double variance = used * (double) mean.variance()[pixel];
				double most = CLIP_SHARE * expected * factor + CLIP_SIGMA * Math.sqrt(variance);
				if (expected > 0 && Math.abs(light[pixel] - factor * expected) <= most) {
					terms[1] = pixels.place(entry);
					for (int i = 0; i < TERMS; i++) {
						for (int j = 0; j < TERMS; j++) {
							normal[i][j] += expected * terms[i] * terms[j];
							middle[i][j] += variance * terms[i] * terms[j];
						}
						right[i] += light[pixel] * terms[i];
					}
					counted++;
				}
			}
		}
		double[] plane = counted < LEAST_PIXELS ? new double[0] : SlitletProfile.solve(normal, right);
		if (plane.length == 0 || !(plane[0] > 0)) {
			return new double[0];
		}
		double[] result = new double[2 * TERMS];
		for (int i = 0; i < TERMS; i++) {
			double[] unit = new double[TERMS];
			unit[i] = 1;
			double[] weights = SlitletProfile.solve(normal, unit);
			for (int a = 0; a < TERMS; a++) {
				for (int b = 0; b < TERMS; b++) {
					result[TERMS + i] += weights[a] * middle[a][b] * weights[b] / (plane[0] * plane[0]);
				}
			}
			result[i] = i == 0 ? plane[0] : plane[i] / plane[0];
		}
		return result;
	}

	/** Levels over the usual one of the detector. */
	private static void overUsualLevel(double[][] planes) {
		double usual = RobustStatistics.median(
				Arrays.stream(planes).filter(plane -> plane.length > 0).mapToDouble(plane -> plane[0]).toArray());
		for (double[] plane : planes) {
			if (plane.length > 0) {
				plane[0] /= usual;
			}
		}
	}

	private static ExposureChange compared(double[][][] planes, int used) {
		double level = 0;
		double slope = 0;
		int freedom = 0;
		for (int ifu = 0; ifu < Slitlet.IFUS_PER_DETECTOR; ifu++) {
			int of = ifu;
			if (Arrays.stream(planes).allMatch(plane -> plane[of].length > 0)) {
				freedom += planes.length - 1;
				level += squares(planes, ifu, 0);
				slope += (squares(planes, ifu, 1) + squares(planes, ifu, 2)) / 2;
			}
		}
		return new ExposureChange(level, slope, freedom, used);
	}

	/** Sum of the squares of what a term of an IFU differs from its mean over the exposures, less noise. */
	private static double squares(double[][][] planes, int ifu, int term) {
		double mean = Arrays.stream(planes).mapToDouble(plane -> plane[ifu][term]).average().orElseThrow();
		double sum = 0;
		for (double[][] plane : planes) {
			double off = plane[ifu][term] - mean;
			sum += off * off - plane[ifu][TERMS + term] * (planes.length - 1) / planes.length;
		}
		return sum;
	}
}
