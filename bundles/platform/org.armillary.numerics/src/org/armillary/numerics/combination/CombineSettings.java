package org.armillary.numerics.combination;

/**
 * How frames are combined.
 *
 * @param method
 *            how the values of a pixel become one
 * @param negativeKappa
 *            for ksigma: how many times the scale a value may lie below the centre, above 0
 * @param positiveKappa
 *            for ksigma: how many times the scale a value may lie above the centre, above 0
 * @param iterations
 *            for ksigma: how often values are rejected at most; 0 rejects nothing
 * @param minReject
 *            for min-max: how many of the lowest values are left out
 * @param maxReject
 *            for min-max: how many of the highest values are left out
 * @param noise
 *            where the variance comes from
 * @param scatterProbability
 *            probability at which scatter counts as significantly greater than the propagated variance, between 0 and 1
 */
public record CombineSettings(CombineMethod method, double negativeKappa, double positiveKappa, int iterations,
		int minReject, int maxReject, NoiseRule noise, double scatterProbability) {

	/** Of ten thousand pixels whose variance is right, one is given its scatter. */
	public static final double SCATTER_PROBABILITY = 1e-4;

	/** Checks the ranges. */
	public CombineSettings {
		if (!(negativeKappa > 0) || !(positiveKappa > 0) || iterations < 0) {
			throw new IllegalArgumentException("negativeKappa " + negativeKappa + " and positiveKappa " + positiveKappa
					+ " must be above 0, iterations " + iterations + " not below 0");
		}
		if (minReject < 0 || maxReject < 0) {
			throw new IllegalArgumentException(
					"minReject " + minReject + " and maxReject " + maxReject + " must not be below 0");
		}
		if (!(scatterProbability > 0 && scatterProbability < 1)) {
			throw new IllegalArgumentException(
					"scatterProbability " + scatterProbability + " must be between 0 and 1, both excluded");
		}
	}

	/** ESO's defaults for KMOS: 3, 3, 3 for ksigma, 1 and 1 for min-max; propagated variance unless scatter exceeds it. */
	public static CombineSettings of(CombineMethod method) {
		return new CombineSettings(method, 3, 3, 3, 1, 1, NoiseRule.PROPAGATED_OR_SCATTER, SCATTER_PROBABILITY);
	}

	/** The same with another noise rule. */
	public CombineSettings withNoise(NoiseRule rule) {
		return new CombineSettings(method, negativeKappa, positiveKappa, iterations, minReject, maxReject, rule,
				scatterProbability);
	}

	/** The same with other limits for ksigma. */
	public CombineSettings withKappa(double negative, double positive, int times) {
		return new CombineSettings(method, negative, positive, times, minReject, maxReject, noise, scatterProbability);
	}

	/** The same with other numbers for min-max. */
	public CombineSettings withRejected(int lowest, int highest) {
		return new CombineSettings(method, negativeKappa, positiveKappa, iterations, lowest, highest, noise,
				scatterProbability);
	}
}
