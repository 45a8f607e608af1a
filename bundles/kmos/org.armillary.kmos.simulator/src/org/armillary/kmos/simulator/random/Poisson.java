package org.armillary.kmos.simulator.random;

import java.util.SplittableRandom;

/**
 * Counts of electrons. Exact for means up to 10⁷: by inversion below 10, by transformed rejection above (Hörmann
 * 1993, Insurance: Mathematics and Economics 12, 39); Gaussian beyond, where the skewness is less than 0.0004. Same
 * numbers on every machine.
 */
public final class Poisson {

	private static final double INVERSION_LIMIT = 10;
	private static final double EXACT_LIMIT = 1e7;
	private static final double HALF_LOG_TWO_PI = 0.5 * StrictMath.log(2 * StrictMath.PI);

	private Poisson() {
	}

	/**
	 * A count.
	 *
	 * @param mean
	 *            expected count, not negative
	 */
	public static long next(SplittableRandom random, double mean) {
		if (mean < INVERSION_LIMIT) {
			return inverted(random.nextDouble(), mean, StrictMath.exp(-mean));
		}
		if (mean < EXACT_LIMIT) {
			return rejected(random, mean);
		}
		return StrictMath.round(mean + StrictMath.sqrt(mean) * random.nextGaussian());
	}

	/**
	 * The smallest count whose cumulative probability exceeds {@code uniform}; for small means.
	 *
	 * @param uniform
	 *            a number of [0, 1)
	 * @param mean
	 *            expected count, below 100
	 * @param none
	 *            probability of no electron, {@code exp(-mean)}
	 */
	public static int inverted(double uniform, double mean, double none) {
		int count = 0;
		double rest = uniform;
		double probability = none;
		// when rounding has used up all probability, the last count of any weight is taken
		while (rest >= probability && (probability > 0 && count < mean || probability > 1e-17)) {
			rest -= probability;
			count++;
			probability *= mean / count;
		}
		return count;
	}

	/** Algorithm PTRS of the paper; its names of the variables. */
	private static long rejected(SplittableRandom random, double mean) {
		double b = 0.931 + 2.53 * StrictMath.sqrt(mean);
		double a = -0.059 + 0.02483 * b;
		double inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
		double quickAccept = 0.9277 - 3.6224 / (b - 2);
		while (true) {
			double u = random.nextDouble() - 0.5;
			double v = random.nextDouble();
			double us = 0.5 - StrictMath.abs(u);
			double k = StrictMath.floor((2 * a / us + b) * u + mean + 0.43);
			if (us >= 0.07 && v <= quickAccept) {
				return (long) k;
			}
			boolean outside = k < 0 || us < 0.013 && v > us;
			if (!outside && StrictMath.log(v * inverseAlpha / (a / (us * us) + b)) <= k * StrictMath.log(mean) - mean
					- logFactorial((long) k)) {
				return (long) k;
			}
		}
	}

	private static double logFactorial(long n) {
		if (n < INVERSION_LIMIT) {
			double product = 1;
			for (long factor = 2; factor <= n; factor++) {
				product *= factor;
			}
			return StrictMath.log(product);
		}
		double inverse = 1.0 / n;
		double square = inverse * inverse;
		return (n + 0.5) * StrictMath.log(n) - n + HALF_LOG_TWO_PI
				+ inverse * (1.0 / 12 - square * (1.0 / 360 - square / 1260));
	}
}
