package org.armillary.kmos.simulator.plan;

/**
 * Velocity of the Earth's centre in the barycentric frame of J2000: the leading terms of the trigonometric series of
 * Ron &amp; Vondrák 1986 (Bull. Astron. Inst. Czech. 37, 96), those above 0.5 m/s. Good to 2 m/s from 1980 to 2088.
 */
final class EarthVelocity {

	private static final double KM_PER_S = 149_597_870.7 / 86_400 * 1e-8;
	private static final double DAYS_PER_CENTURY = 36_525;
	private static final double MJD_J2000 = 51_544.5;

	/**
	 * Arguments in multiples of the mean longitudes of the Earth, Jupiter, Saturn and the Moon, of the Moon's anomaly
	 * and its distance from the node, and then the factors of sine and cosine in x, y and z, 10⁻⁸ au/d.
	 */
	private static final double[][] TERMS = {
			{ 1, 0, 0, 0, 0, 0, -1_719_914, -25, 25, 1_578_089, 10, 684_185 },
			{ 2, 0, 0, 0, 0, 0, 6434, 28_007, 25_697, -5904, 11_141, -2559 },
			{ 0, 1, 0, 0, 0, 0, 715, 0, 6, -657, -15, -282 },
			{ 0, 0, 0, 1, 0, 0, 715, 0, 0, -656, 0, -285 },
			{ 3, 0, 0, 0, 0, 0, 486, -236, -216, -446, -94, -193 },
			{ 0, 0, 1, 0, 0, 0, 159, 0, 2, -147, -6, -61 },
			{ 0, 0, 0, 0, 0, 1, 0, 0, 0, 26, 0, -59 },
			{ 0, 0, 0, 1, 1, 0, 39, 0, 0, -36, 0, -16 },
			{ 0, 2, 0, 0, 0, 0, 33, -10, -9, -30, -5, -13 },
			{ 2, -1, 0, 0, 0, 0, 31, 1, 1, -28, 0, -12 } };
	/** How the factors of the first two terms change in a century. */
	private static final double[][] CHANGES = { { -2, 0, -13, 156, 32, -358 }, { 141, -107, -95, -130, -48, -55 } };
	private static final int LONGITUDES = 6;

	private EarthVelocity() {
	}

	/**
	 * The velocity.
	 *
	 * @param mjd
	 *            modified Julian date; which of the time scales does not matter here
	 * @return x, y and z, km/s
	 */
	static double[] kmPerSecond(double mjd) {
		double centuries = (mjd - MJD_J2000) / DAYS_PER_CENTURY;
		double[] longitudes = { 1.7534703 + 628.3075849 * centuries, 0.5995465 + 52.9690965 * centuries,
				0.8740168 + 21.3299095 * centuries, 3.8103444 + 8399.6847337 * centuries,
				2.3555559 + 8328.6914289 * centuries, 1.6279052 + 8433.4661601 * centuries };
		var velocity = new double[3];
		for (int term = 0; term < TERMS.length; term++) {
			double argument = 0;
			for (int i = 0; i < LONGITUDES; i++) {
				argument += TERMS[term][i] * longitudes[i];
			}
			double sine = StrictMath.sin(argument);
			double cosine = StrictMath.cos(argument);
			for (int axis = 0; axis < velocity.length; axis++) {
				velocity[axis] += KM_PER_S
						* (factor(term, 2 * axis, centuries) * sine + factor(term, 2 * axis + 1, centuries) * cosine);
			}
		}
		return velocity;
	}

	private static double factor(int term, int index, double centuries) {
		double factor = TERMS[term][LONGITUDES + index];
		return term < CHANGES.length ? factor + CHANGES[term][index] * centuries : factor;
	}
}
