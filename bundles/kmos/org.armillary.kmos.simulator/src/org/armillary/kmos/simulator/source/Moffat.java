package org.armillary.kmos.simulator.source;

/**
 * The Moffat profile {@code (1 + r²)^-β} integrated along one line, by tables: with {@code s = z / √(1 + z²)} the integral
 * of {@code (1 + z²)^-β} from 0 to z has the derivative {@code (1 - s²)^(β - 3/2)} in s, which is smooth, and is
 * interpolated by cubics that have the exact derivatives at the nodes. Better than 1e-8 of the whole. Immutable.
 */
final class Moffat {

	private static final int INTERVALS = 4096;
	private static final double[] NODES = { 0.1834346424956498, 0.5255324099163290, 0.7966664774136267,
			0.9602898564975363 };
	private static final double[] WEIGHTS = { 0.3626837833783620, 0.3137066458778873, 0.2223810344533745,
			0.1012285362903763 };

	private final double beta;
	/** Value and derivative in units of the interval, in turn. */
	private final double[] integral = new double[2 * INTERVALS + 2];
	private final double[] powers = new double[2 * INTERVALS + 2];

	Moffat(double beta) {
		this.beta = beta;
		double step = 1.0 / INTERVALS;
		double exponent = 2 * beta - 1;
		double sum = 0;
		for (int node = 0; node <= INTERVALS; node++) {
			double s = node * step;
			integral[2 * node] = sum;
			integral[2 * node + 1] = step * slope(s);
			powers[2 * node] = StrictMath.pow(s, exponent);
			powers[2 * node + 1] = step * exponent * StrictMath.pow(s, exponent - 1);
			for (int i = 0; i < NODES.length; i++) {
				double half = step / 2;
				sum += half * WEIGHTS[i] * (slope(s + half * (1 - NODES[i])) + slope(s + half * (1 + NODES[i])));
			}
		}
	}

	/** Exponent of the profile. */
	double beta() {
		return beta;
	}

	/** Integral of {@code (1 + z²)^-β} from 0. */
	double integral(double z) {
		double s = z / Math.sqrt(1 + z * z);
		return s < 0 ? -value(integral, -s) : value(integral, s);
	}

	/** {@code w^(2β - 1)} for w from 0 to 1. */
	double power(double w) {
		return value(powers, w);
	}

	private double slope(double s) {
		return StrictMath.pow(StrictMath.max(0, 1 - s * s), beta - 1.5);
	}

	private static double value(double[] table, double position) {
		double scaled = position * INTERVALS;
		int interval = Math.min((int) scaled, INTERVALS - 1);
		double f = scaled - interval;
		int at = 2 * interval;
		double first = table[at];
		double rise = table[at + 2] - first;
		double firstSlope = table[at + 1];
		double lastSlope = table[at + 3];
		return first + f * (firstSlope
				+ f * (3 * rise - 2 * firstSlope - lastSlope + f * (firstSlope + lastSlope - 2 * rise)));
	}
}
