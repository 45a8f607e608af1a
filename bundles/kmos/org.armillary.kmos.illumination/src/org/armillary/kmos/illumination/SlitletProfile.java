package org.armillary.kmos.illumination;

import java.util.Arrays;

import org.armillary.numerics.RobustStatistics;
import org.jspecify.annotations.Nullable;

/**
 * How evenly one slitlet is lit: light at places of equal distance along it. A cubic over the pixels away from the edges
 * tells the light at its ends; between them the mean of what the pixels deviate from it is added. Light and spectrum are
 * summed before they are divided, so that lines, which are sharper in some slitlets than in others, leave no trace.
 *
 * @param value
 *            light at each place, from the left end to the right one
 * @param variance
 *            its variance by the noise of the pixels
 * @param cubic
 *            the cubic alone: coefficients of Legendre polynomials of the place, -1 at the left end to 1 at the right one
 * @param doubt
 *            what may be wrong beyond the noise of the pixels
 */
record SlitletProfile(double[] value, double[] variance, double[] cubic, Doubt doubt) {

	/** Order of the polynomial along a slitlet. */
	static final int ORDER = 3;

	private static final int TERMS = ORDER + 1;
	private static final int ITERATIONS = 3;
	private static final double CLIP_SIGMA = 5;
	private static final double SIGMA_OVER_MAD = 1.482602218505602;
	/** Before anything is known, light may differ from the level of the slitlet by this share. */
	private static final double FIRST_LIMIT = 0.5;
	/** Deviations of this share are usual in steep lines, which are sharper in some slitlets than in others. */
	private static final double LEAST_LIMIT = 0.15;
	/** Fewer pixels than this do not tell a profile. */
	private static final int LEAST_PIXELS = 60;
	/** A place needs this share of the pixels of the best one for a mean of its own. */
	private static final double FILLED_SHARE = 0.5;
	/** Parts of the band that are compared. */
	private static final int PARTS = 6;
	private static final int LEAST_PARTS = 3;

	/**
	 * Measures a slitlet.
	 *
	 * @param slitlet
	 *            its number on the detector, from 0
	 * @param edges
	 *            what the ends of the slitlets do to the light
	 * @param marginPixel
	 *            pixels nearer than this to an edge are not used
	 * @param light
	 *            light of each pixel of the detector
	 * @param variance
	 *            its variance
	 * @param places
	 *            number of places along the slitlet
	 * @return the profile; null if there is not enough light
	 */
	static @Nullable SlitletProfile of(SlitletPixels pixels, int slitlet,
			CommonSpectrum spectrum, EdgeProfiles edges, double marginPixel, float[] light, float[] variance,
			int places) {
		if (Double.isNaN(spectrum.level(slitlet))) {
			return null;
		}
		var samples = Samples.of(pixels, slitlet, spectrum, edges, marginPixel, light, variance);
		if (samples.count < LEAST_PIXELS) {
			return null;
		}
		double[] cubic = { spectrum.level(slitlet), 0, 0, 0 };
		double limit = FIRST_LIMIT;
		double[][] normal = new double[TERMS][TERMS];
		for (int iteration = 0; iteration < ITERATIONS; iteration++) {
			samples.reject(cubic, limit);
			if (samples.used < LEAST_PIXELS) {
				return null;
			}
			normal = samples.normalMatrix();
			double[] solution = solve(normal, samples.rightSide());
			if (solution.length == 0) {
				return null;
			}
			cubic = solution;
			limit = Math.max(LEAST_LIMIT, CLIP_SIGMA * samples.scatter(cubic));
		}
		return samples.profile(cubic, normal, places);
	}

	/** Legendre polynomials up to the third order. */
	private static void basis(double t, double[] terms) {
		terms[0] = 1;
		terms[1] = t;
		terms[2] = 1.5 * t * t - 0.5;
		terms[3] = (2.5 * t * t - 1.5) * t;
	}

	private static double at(double[] cubic, double t) {
		return cubic[0] + cubic[1] * t + cubic[2] * (1.5 * t * t - 0.5) + cubic[3] * (2.5 * t * t - 1.5) * t;
	}

	/** Solves a positive definite system by Cholesky's method; empty if it is not. */
	private static double[] solve(double[][] matrix, double[] right) {
		double[][] lower = new double[TERMS][TERMS];
		for (int i = 0; i < TERMS; i++) {
			for (int j = 0; j <= i; j++) {
				double sum = matrix[i][j];
				for (int k = 0; k < j; k++) {
					sum -= lower[i][k] * lower[j][k];
				}
				if (i == j && !(sum > 1e-9 * matrix[i][i])) {
					return new double[0];
				}
				lower[i][j] = i == j ? Math.sqrt(sum) : sum / lower[j][j];
			}
		}
		double[] solution = right.clone();
		for (int i = 0; i < TERMS; i++) {
			for (int k = 0; k < i; k++) {
				solution[i] -= lower[i][k] * solution[k];
			}
			solution[i] /= lower[i][i];
		}
		for (int i = TERMS - 1; i >= 0; i--) {
			for (int k = i + 1; k < TERMS; k++) {
				solution[i] -= lower[k][i] * solution[k];
			}
			solution[i] /= lower[i][i];
		}
		return solution;
	}

	/** The pixels of a slitlet in arrays of their own. */
	private static final class Samples {

		private final float[] place;
		private final float[] spectrum;
		private final float[] light;
		private final float[] variance;
		private final byte[] part;
		private final boolean[] rejects;
		private final int count;
		private int used;

		private Samples(int length, float[] place, float[] spectrum, float[] light, float[] variance,
				byte[] part) {
			this.place = place;
			this.spectrum = spectrum;
			this.light = light;
			this.variance = variance;
			this.part = part;
			rejects = new boolean[length];
			count = length;
		}

		static Samples of(SlitletPixels pixels, int slitlet, CommonSpectrum common, EdgeProfiles edges,
				double marginPixel, float[] light, float[] variance) {
			int length = pixels.to(slitlet) - pixels.from(slitlet);
			float[] place = new float[length];
			float[] spectrum = new float[length];
			float[] here = new float[length];
			float[] noise = new float[length];
			byte[] part = new byte[length];
			int found = 0;
			for (int entry = pixels.from(slitlet); entry < pixels.to(slitlet); entry++) {
				int pixel = pixels.pixel(entry);
				double expected = edges.shifts().isAway(slitlet, pixels.place(entry), marginPixel)
						? common.at(pixels.position(entry)) * edges.at(slitlet, pixels.place(entry))
						: Double.NaN;
				if (expected > 0 && Float.isFinite(light[pixel]) && variance[pixel] >= 0) {
					place[found] = pixels.place(entry);
					spectrum[found] = (float) expected;
					here[found] = light[pixel];
					part[found] = (byte) common.part(pixels.position(entry), PARTS);
					noise[found++] = variance[pixel];
				}
			}
			return new Samples(found, place, spectrum, here, noise, part);
		}

		/**
		 * Rejects pixels that deviate by more than a share of what is expected, or five times their noise where that
		 * is larger, as it is in deep absorption bands.
		 */
		void reject(double[] cubic, double limit) {
			used = 0;
			for (int i = 0; i < count; i++) {
				double expected = spectrum[i] * at(cubic, place[i]);
				double deviation = light[i] - expected;
				double most = Math.max(limit * expected, CLIP_SIGMA * Math.sqrt(variance[i]));
				rejects[i] = !(Math.abs(deviation) <= most);
				used += rejects[i] ? 0 : 1;
			}
		}

		/** Robust standard deviation of the light over what is expected. */
		double scatter(double[] cubic) {
			double[] deviations = new double[used];
			int found = 0;
			for (int i = 0; i < count; i++) {
				if (!rejects[i]) {
					deviations[found++] = Math.abs(light[i] / (spectrum[i] * at(cubic, place[i])) - 1);
				}
			}
			return SIGMA_OVER_MAD * RobustStatistics.median(deviations);
		}

		double[][] normalMatrix() {
			double[][] matrix = new double[TERMS][TERMS];
			double[] terms = new double[TERMS];
			for (int i = 0; i < count; i++) {
				if (!rejects[i]) {
					basis(place[i], terms);
					addOuter(matrix, terms, spectrum[i]);
				}
			}
			return matrix;
		}

		double[] rightSide() {
			double[] right = new double[TERMS];
			double[] terms = new double[TERMS];
			for (int i = 0; i < count; i++) {
				if (!rejects[i]) {
					basis(place[i], terms);
					for (int k = 0; k < TERMS; k++) {
						right[k] += light[i] * terms[k];
					}
				}
			}
			return right;
		}

		/** The profile: the cubic, and what pixels deviate from it where there are enough. */
		SlitletProfile profile(double[] cubic, double[][] normal, int places) {
			double[][] expected = new double[places][PARTS];
			double[][] deviation = new double[places][PARTS];
			double[] noise = new double[places];
			int[] pixels = new int[places];
			double[][] middle = new double[TERMS][TERMS];
			double[] terms = new double[TERMS];
			double from = 1;
			double to = -1;
			for (int i = 0; i < count; i++) {
				if (!rejects[i]) {
					int at = bin(i, places);
					expected[at][part[i]] += spectrum[i];
					deviation[at][part[i]] += light[i] - spectrum[i] * at(cubic, place[i]);
					noise[at] += variance[i];
					pixels[at]++;
					from = Math.min(from, place[i]);
					to = Math.max(to, place[i]);
					basis(place[i], terms);
					addOuter(middle, terms, variance[i]);
				}
			}
			int filled = Arrays.stream(pixels).max().orElse(0);
			int first = places;
			int last = 0;
			double[] value = new double[places];
			double[] errors = new double[places];
			double[] scatter = new double[places];
			for (int at = 0; at < places; at++) {
				double t = Doubt.place(at, places);
				value[at] = at(cubic, t);
				if (pixels[at] >= FILLED_SHARE * filled) {
					double all = Arrays.stream(expected[at]).sum();
					value[at] += Arrays.stream(deviation[at]).sum() / all;
					errors[at] = noise[at] / (all * all);
					scatter[at] = (scatter(expected[at], deviation[at]) - errors[at]) / (cubic[0] * cubic[0]);
					first = Math.min(first, at);
					last = at;
				} else {
					scatter[at] = Double.NaN;
					basis(t, terms);
					double[] weights = solve(normal, terms);
					for (int i = 0; i < TERMS; i++) {
						for (int j = 0; j < TERMS; j++) {
							errors[at] += weights[i] * middle[i][j] * weights[j];
						}
					}
				}
			}
			double[] ends = ends(value, errors, normal, first, last);
			return new SlitletProfile(value, errors, cubic,
					Doubt.of(scatter, ends[0], ends[1], first, last, from, to));
		}

		private int bin(int sample, int places) {
			return Math.clamp((int) ((place[sample] + 1) / 2 * places), 0, places - 1);
		}

		/** Variance of the mean of a place by what parts of the band differ; NaN if there are too few. */
		private static double scatter(double[] expected, double[] deviation) {
			double all = Arrays.stream(expected).sum();
			double mean = Arrays.stream(deviation).sum() / all;
			double squares = 0;
			int parts = 0;
			for (int i = 0; i < PARTS; i++) {
				if (expected[i] > 0) {
					double off = deviation[i] - mean * expected[i];
					squares += off * off;
					parts++;
				}
			}
			return parts < LEAST_PARTS ? Double.NaN : squares / (all * all) * parts / (parts - 1);
		}

		/**
		 * Foretells the light of the outermost places with means of their own by the cubic through the others.
		 *
		 * @return squares, relative and less noise, of the quartic term that would explain the difference, and of the
		 *         difference; NaN if that cannot be told
		 */
		private double[] ends(double[] value, double[] errors, double[][] normal, int first, int last) {
			int places = value.length;
			double[][] inner = Arrays.stream(normal).map(double[]::clone).toArray(double[][]::new);
			double[] right = rightSide();
			double[] terms = new double[TERMS];
			for (int i = 0; i < count; i++) {
				int at = bin(i, places);
				if (!rejects[i] && (at <= first || at >= last)) {
					basis(place[i], terms);
					addOuter(inner, terms, -(double) spectrum[i]);
					for (int k = 0; k < TERMS; k++) {
						right[k] -= light[i] * terms[k];
					}
				}
			}
			double[] cubic = last - first < 2 * TERMS ? new double[0] : solve(inner, right);
			if (cubic.length == 0) {
				return new double[] { Double.NaN, Double.NaN };
			}
			double quartic = 0;
			double end = 0;
			for (int at : new int[] { first, last }) {
				double t = Doubt.place(at, places);
				double off = value[at] - at(cubic, t);
				double square = (off * off - 2 * errors[at]) / (cubic[0] * cubic[0]);
				double beyond = Doubt.quartic(t, 2.0 * (first + 1) / places - 1, 2.0 * last / places - 1);
				quartic += square / (beyond * beyond) / 2;
				end += square / 2;
			}
			return new double[] { quartic, end };
		}

		private static void addOuter(double[][] matrix, double[] terms, double weight) {
			for (int i = 0; i < TERMS; i++) {
				for (int j = 0; j < TERMS; j++) {
					matrix[i][j] += weight * terms[i] * terms[j];
				}
			}
		}
	}
}
