package org.armillary.kmos.illumination;

import org.armillary.numerics.fitting.Cholesky;
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

	/** Number of terms of the cubic. */
	static final int TERMS = ORDER + 1;
	/** A profile is determined if pivots of its normal equations are above this share of the diagonal. */
	private static final double LEAST_PIVOT = 1e-9;
	private static final int ITERATIONS = 3;
	/** Pixels that deviate by more standard deviations are left out. */
	static final double CLIP_SIGMA = 5;
	/** Before anything is known, light may differ from the level of the slitlet by this share. */
	private static final double FIRST_LIMIT = 0.5;
	/** Deviations of this share are usual in steep lines, which are sharper in some slitlets than in others. */
	private static final double LEAST_LIMIT = 0.15;
	/** Fewer pixels than this do not tell a profile. */
	private static final int LEAST_PIXELS = 60;

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
		var samples = SlitletSamples.of(pixels, slitlet, spectrum, edges, marginPixel, light, variance);
		if (samples.count() < LEAST_PIXELS) {
			return null;
		}
		double[] cubic = { spectrum.level(slitlet), 0, 0, 0 };
		double limit = FIRST_LIMIT;
		double[][] normal = new double[TERMS][TERMS];
		for (int iteration = 0; iteration < ITERATIONS; iteration++) {
			samples.reject(cubic, limit);
			if (samples.used() < LEAST_PIXELS) {
				return null;
			}
			normal = samples.normal();
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
	static void basis(double t, double[] terms) {
		terms[0] = 1;
		terms[1] = t;
		terms[2] = 1.5 * t * t - 0.5;
		terms[3] = (2.5 * t * t - 1.5) * t;
	}

	/** The cubic at a place. */
	static double at(double[] cubic, double t) {
		return cubic[0] + cubic[1] * t + cubic[2] * (1.5 * t * t - 0.5) + cubic[3] * (2.5 * t * t - 1.5) * t;
	}

	/** Solves a positive definite system; empty if it is not. */
	static double[] solve(double[][] matrix, double[] right) {
		Cholesky cholesky = Cholesky.of(matrix, LEAST_PIVOT);
		return cholesky.isDetermined() ? cholesky.solution(right) : new double[0];
	}
}
