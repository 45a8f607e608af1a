package org.armillary.kmos.simulator.source;

import java.util.SplittableRandom;

/**
 * A smooth function over the field of an IFU: a bowl around a place that is not the middle, on a bent slope. Its mean over the
 * field is 0 and its largest value exceeds its smallest one by 1. No polynomial follows it exactly.
 */
final class FieldShape {

	/** Half of the side of the field, mas. */
	static final double HALF_MAS = 1400;

	private static final int STEPS = 14;

	private final double centreAlong;
	private final double centreAcross;
	private final double slopeAlong;
	private final double slopeAcross;
	private final double bow;
	private final double mean;
	private final double scale;

	FieldShape(SplittableRandom random) {
		centreAlong = 0.5 * uniform(random);
		centreAcross = 0.5 * uniform(random);
		slopeAlong = 0.3 * uniform(random);
		slopeAcross = 0.3 * uniform(random);
		bow = 0.2 + 0.1 * uniform(random);
		double sum = 0;
		double least = Double.POSITIVE_INFINITY;
		double most = Double.NEGATIVE_INFINITY;
		for (int i = 0; i <= STEPS; i++) {
			for (int j = 0; j <= STEPS; j++) {
				double value = raw(2.0 * i / STEPS - 1, 2.0 * j / STEPS - 1);
				least = StrictMath.min(least, value);
				most = StrictMath.max(most, value);
				sum += i < STEPS && j < STEPS ? raw((2.0 * i + 1) / STEPS - 1, (2.0 * j + 1) / STEPS - 1) : 0;
			}
		}
		mean = sum / (STEPS * STEPS);
		scale = 1 / (most - least);
	}

	/**
	 * Its value.
	 *
	 * @param alongMas
	 *            place along the slitlets, mas from the middle of the field
	 * @param acrossMas
	 *            place across the slitlets, mas
	 */
	double at(double alongMas, double acrossMas) {
		return scale * (raw(alongMas / HALF_MAS, acrossMas / HALF_MAS) - mean);
	}

	private double raw(double along, double across) {
		double left = along - centreAlong;
		double up = across - centreAcross;
		double slope = slopeAlong * along + slopeAcross * across;
		return 1 / (1 + bow * (left * left + up * up)) + slope / StrictMath.sqrt(1 + slope * slope);
	}

	private static double uniform(SplittableRandom random) {
		return 2 * random.nextDouble() - 1;
	}
}
