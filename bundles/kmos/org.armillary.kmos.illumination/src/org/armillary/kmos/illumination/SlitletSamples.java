package org.armillary.kmos.illumination;

import java.util.Arrays;

import org.armillary.numerics.RobustMean;
import org.armillary.numerics.RobustStatistics;

/**
 * The pixels of a slitlet in arrays of their own, and the sums over them that a profile needs. Loops are short methods,
 * so that they are compiled soon. Not for several threads.
 */
final class SlitletSamples {

	private static final int TERMS = SlitletProfile.TERMS;
	private static final double CLIP_SIGMA = SlitletProfile.CLIP_SIGMA;
	/** A place needs this share of the pixels of the best one for a mean of its own. */
	private static final double FILLED_SHARE = 0.5;
	/** Parts of the band that are compared. */
	private static final int PARTS = 6;
	private static final int LEAST_PARTS = 3;
	/** So many deviations tell their scatter. */
	private static final int ENOUGH = 2000;
	/** Products of two terms, without doubles. */
	private static final int PRODUCTS = TERMS * (TERMS + 1) / 2;

	private final float[] place;
	private final float[] spectrum;
	private final float[] light;
	private final float[] variance;
	private final byte[] part;
	private final boolean[] rejects;
	private final int count;
	private int used;

	private SlitletSamples(int length, float[] place, float[] spectrum, float[] light, float[] variance,
			byte[] part) {
		this.place = place;
		this.spectrum = spectrum;
		this.light = light;
		this.variance = variance;
		this.part = part;
		rejects = new boolean[length];
		count = length;
	}

	/** The pixels of a slitlet that have light; parameters as those of {@link SlitletProfile#of}. */
	static SlitletSamples of(SlitletPixels pixels, int slitlet, CommonSpectrum common, EdgeProfiles edges,
			double marginPixel, float[] light, float[] variance) {
		int length = pixels.to(slitlet) - pixels.from(slitlet);
		float[] place = new float[length];
		float[] spectrum = new float[length];
		float[] here = new float[length];
		float[] noise = new float[length];
		byte[] part = new byte[length];
		SlitletShifts.Range away = edges.shifts().away(slitlet, marginPixel);
		int found = 0;
		for (int entry = pixels.from(slitlet); entry < pixels.to(slitlet); entry++) {
			int pixel = pixels.pixel(entry);
			float at = pixels.place(entry);
			if (at >= away.from() && at <= away.to() && Math.abs(light[pixel]) < Float.POSITIVE_INFINITY
					&& variance[pixel] >= 0) {
				float expected = common.at(pixels.position(entry)) * edges.at(slitlet, at);
				if (expected > 0) {
					place[found] = at;
					spectrum[found] = expected;
					here[found] = light[pixel];
					part[found] = (byte) common.part(pixels.position(entry), PARTS);
					noise[found++] = variance[pixel];
				}
			}
		}
		return new SlitletSamples(found, place, spectrum, here, noise, part);
	}

	/** Number of pixels. */
	int count() {
		return count;
	}

	/** Number of those that were not rejected. */
	int used() {
		return used;
	}

	/** The normal matrix of a cubic through those pixels that are not rejected. */
	double[][] normal() {
		return products(spectrum, -1, 1);
	}

	/** Its right side. */
	double[] rightSide() {
		return rightSide(-1, 1);
	}

	/**
	 * Rejects pixels that deviate by more than a share of what is expected, or five times their noise where that
	 * is larger, as it is in deep absorption bands.
	 */
	void reject(double[] cubic, double limit) {
		used = 0;
		double share = limit * limit;
		for (int i = 0; i < count; i++) {
			double expected = spectrum[i] * SlitletProfile.at(cubic, place[i]);
			double deviation = light[i] - expected;
			double most = Math.max(share * expected * expected, CLIP_SIGMA * CLIP_SIGMA * variance[i]);
			rejects[i] = !(deviation * deviation <= most);
			used += rejects[i] ? 0 : 1;
		}
	}

	/** Robust standard deviation of the light over what is expected. */
	double scatter(double[] cubic) {
		int step = Math.max(1, count / ENOUGH);
		double[] deviations = new double[count / step + 1];
		int found = 0;
		for (int i = 0; i < count; i += step) {
			if (!rejects[i]) {
				deviations[found++] = Math.abs(light[i] / (spectrum[i] * SlitletProfile.at(cubic, place[i])) - 1);
			}
		}
		return RobustMean.SIGMA_OVER_MAD * RobustStatistics.median(Arrays.copyOf(deviations, found));
	}

	/** Sums of products of the terms between two places, each pixel with a weight: a symmetric matrix. */
	private double[][] products(float[] weight, double from, double to) {
		double[] sums = new double[PRODUCTS];
		addProducts(weight, from, to, sums);
		double[][] matrix = new double[TERMS][TERMS];
		int at = 0;
		for (int i = 0; i < TERMS; i++) {
			for (int j = i; j < TERMS; j++) {
				matrix[i][j] = sums[at];
				matrix[j][i] = sums[at++];
			}
		}
		return matrix;
	}

	private void addProducts(float[] weight, double from, double to, double[] sums) {
		double s00 = 0;
		double s01 = 0;
		double s02 = 0;
		double s03 = 0;
		double s11 = 0;
		double s12 = 0;
		double s13 = 0;
		double s22 = 0;
		double s23 = 0;
		double s33 = 0;
		for (int i = 0; i < count; i++) {
			double t = place[i];
			if (!rejects[i] && t >= from && t < to) {
				double w = weight[i];
				double two = 1.5 * t * t - 0.5;
				double three = (2.5 * t * t - 1.5) * t;
				s00 += w;
				s01 += w * t;
				s02 += w * two;
				s03 += w * three;
				s11 += w * t * t;
				s12 += w * t * two;
				s13 += w * t * three;
				s22 += w * two * two;
				s23 += w * two * three;
				s33 += w * three * three;
			}
		}
		double[] all = { s00, s01, s02, s03, s11, s12, s13, s22, s23, s33 };
		System.arraycopy(all, 0, sums, 0, PRODUCTS);
	}

	/** Sums of the light times each term between two places. */
	private double[] rightSide(double from, double to) {
		double zero = 0;
		double one = 0;
		double two = 0;
		double three = 0;
		for (int i = 0; i < count; i++) {
			double t = place[i];
			if (!rejects[i] && t >= from && t < to) {
				zero += light[i];
				one += light[i] * t;
				two += light[i] * (1.5 * t * t - 0.5);
				three += light[i] * ((2.5 * t * t - 1.5) * t);
			}
		}
		return new double[] { zero, one, two, three };
	}

	/**
	 * Sums of what is expected and of deviations in each place and part, of noise and numbers of pixels in each place.
	 */
	private void addSums(double[] cubic, int places, double[] expected, double[] deviation, double[] noise,
			int[] pixels) {
		for (int i = 0; i < count; i++) {
			if (!rejects[i]) {
				int at = bin(i, places);
				int cell = at * PARTS + part[i];
				expected[cell] += spectrum[i];
				deviation[cell] += light[i] - spectrum[i] * SlitletProfile.at(cubic, place[i]);
				noise[at] += variance[i];
				pixels[at]++;
			}
		}
	}

	/** First and last place of a pixel. */
	private double[] range() {
		float from = 1;
		float to = -1;
		for (int i = 0; i < count; i++) {
			if (!rejects[i]) {
				from = Math.min(from, place[i]);
				to = Math.max(to, place[i]);
			}
		}
		return new double[] { from, to };
	}

	/** The profile: the cubic, and what pixels deviate from it where there are enough. */
	SlitletProfile profile(double[] cubic, double[][] normal, int places) {
		double[] expected = new double[places * PARTS];
		double[] deviation = new double[places * PARTS];
		double[] noise = new double[places];
		int[] pixels = new int[places];
		addSums(cubic, places, expected, deviation, noise, pixels);
		double[][] middle = products(variance, -1, 1);
		int filled = 0;
		for (int number : pixels) {
			filled = Math.max(filled, number);
		}
		int first = places;
		int last = 0;
		double[] value = new double[places];
		double[] errors = new double[places];
		double[] scatter = new double[places];
		double[] terms = new double[TERMS];
		for (int at = 0; at < places; at++) {
			double t = Doubt.place(at, places);
			value[at] = SlitletProfile.at(cubic, t);
			if (pixels[at] >= FILLED_SHARE * filled) {
				double all = sum(expected, at);
				value[at] += sum(deviation, at) / all;
				errors[at] = noise[at] / (all * all);
				scatter[at] = (scatter(expected, deviation, at) - errors[at]) / (cubic[0] * cubic[0]);
				first = Math.min(first, at);
				last = at;
			} else {
				scatter[at] = Double.NaN;
				SlitletProfile.basis(t, terms);
				errors[at] = variance(normal, middle, terms);
			}
		}
		double[] range = range();
		double[] ends = ends(value, errors, scatter, first, last);
		return new SlitletProfile(value, errors, cubic,
				Doubt.of(scatter, roughness(cubic, value, errors, scatter), ends[0], ends[1], first, last, range[0],
						range[1], new double[][] { leverage(normal, first, places),
								leverage(normal, last, places) }));
	}

	/** How much the cubic changes at each place if the light in one of them changes by 1. */
	private double[] leverage(double[][] normal, int changed, int places) {
		double[] weights = SlitletProfile.solve(normal,
				products(spectrum, edge(changed, places), edge(changed + 1, places))[0]);
		double[] leverage = new double[places];
		for (int at = 0; at < places && weights.length > 0; at++) {
			leverage[at] = SlitletProfile.at(weights, Doubt.place(at, places));
		}
		return leverage;
	}

	/** Variance of places with means of their own around the cubic, relative, less that of noise. */
	private static double roughness(double[] cubic, double[] value, double[] errors, double[] scatter) {
		int places = value.length;
		double sum = 0;
		double noise = 0;
		int known = 0;
		for (int at = 0; at < places; at++) {
			if (!Double.isNaN(scatter[at])) {
				double off = value[at] - SlitletProfile.at(cubic, Doubt.place(at, places));
				sum += off * off;
				noise += errors[at];
				known++;
			}
		}
		return known <= TERMS ? Double.NaN
				: (sum / (known - TERMS) - noise / known) / (cubic[0] * cubic[0]);
	}

	/** Where a place begins. */
	private static double edge(int place, int places) {
		return 2.0 * place / places - 1;
	}

	private static double sum(double[] parts, int place) {
		double sum = 0;
		for (int part = 0; part < PARTS; part++) {
			sum += parts[place * PARTS + part];
		}
		return sum;
	}

	private int bin(int sample, int places) {
		return Math.clamp((int) ((place[sample] + 1) / 2 * places), 0, places - 1);
	}

	/** Variance of the mean of a place by what parts of the band differ; NaN if there are too few. */
	private static double scatter(double[] expected, double[] deviation, int place) {
		double all = sum(expected, place);
		double mean = sum(deviation, place) / all;
		double squares = 0;
		int parts = 0;
		for (int i = place * PARTS; i < (place + 1) * PARTS; i++) {
			if (expected[i] > 0) {
				double off = deviation[i] - mean * expected[i];
				squares += off * off;
				parts++;
			}
		}
		return parts < LEAST_PARTS ? Double.NaN : squares / (all * all) * parts / (parts - 1);
	}

	/**
	 * Foretells the light of the outermost places with means of their own by the cubic through the others, and looks for a
	 * quartic in these.
	 *
	 * @return squares, relative and less noise, of the quartic term, and of what the outermost places differ beyond it;
	 *         NaN if that cannot be told
	 */
	private double[] ends(double[] value, double[] errors, double[] scatter, int first, int last) {
		int places = value.length;
		double from = edge(first + 1, places);
		double to = edge(last, places);
		double[][] normal = products(spectrum, from, to);
		double[] cubic = last - first < 2 * TERMS ? new double[0] : SlitletProfile.solve(normal, rightSide(from, to));
		if (cubic.length == 0) {
			return new double[] { Double.NaN, Double.NaN };
		}
		double level = cubic[0] * cubic[0];
		double products = 0;
		double squares = 0;
		double noise = 0;
		for (int at = first + 1; at < last; at++) {
			double t = Doubt.place(at, places);
			double quartic = Doubt.quartic(t, from, to);
			products += (value[at] - SlitletProfile.at(cubic, t)) * quartic;
			squares += quartic * quartic;
			// what parts of the band disagree is noise, too
			noise += (errors[at] + level * known(scatter[at])) * quartic * quartic;
		}
		double quartic = (products * products - noise) / (squares * squares) / level;
		double[][] middle = products(variance, from, to);
		double[] terms = new double[TERMS];
		double end = 0;
		for (int at : new int[] { first, last }) {
			double t = Doubt.place(at, places);
			double off = value[at] - SlitletProfile.at(cubic, t);
			SlitletProfile.basis(t, terms);
			double foretold = errors[at] + level * known(scatter[at]) + variance(normal, middle, terms);
			double beyond = Doubt.quartic(t, from, to);
			end += ((off * off - foretold) / level - quartic * beyond * beyond) / 2;
		}
		return new double[] { quartic, end };
	}

	private static double known(double scatter) {
		return Double.isNaN(scatter) ? 0 : scatter;
	}

	/** Variance of the cubic by the noise of pixels where terms have these values. */
	private static double variance(double[][] normal, double[][] middle, double[] terms) {
		double[] weights = SlitletProfile.solve(normal, terms);
		double variance = 0;
		for (int i = 0; i < weights.length; i++) {
			for (int j = 0; j < weights.length; j++) {
				variance += weights[i] * middle[i][j] * weights[j];
			}
		}
		return variance;
	}
}
