package org.armillary.kmos.simulator.detector;

/**
 * What a detector measures of a signal: a little less than there is, with a loss that grows as the cube of the signal
 * up to 40 000 adu, steeply above, and nothing more where the wells are full. Value and slope are continuous, and the
 * measured signal always grows with the true one.
 *
 * @param loss
 *            share of a signal of 40 000 adu that is missing, 0 to 0.01; at 0 all signals are measured as they are, the
 *            full wells included
 */
public record Linearity(double loss) {

	/** Signal at which the loss is given and from which it is steep, adu. */
	public static final double LIMIT_ADU = 40_000;

	/** What is measured of the brightest signals, adu. */
	public static final double FULL_WELL_ADU = 66_000;

	/** Checks that the measured signal grows with the true one. */
	public Linearity {
		if (!(loss >= 0 && loss < 1.0 / 3)) {
			throw new IllegalArgumentException("a loss of " + loss + " at 40000 adu; expected 0 to 1/3");
		}
	}

	/**
	 * What is measured.
	 *
	 * @param signal
	 *            true signal of an integration, adu above the offset of its channel
	 * @return adu
	 */
	public double measured(double signal) {
		if (signal <= LIMIT_ADU) {
			double ratio = signal / LIMIT_ADU;
			return signal * (1 - loss * ratio * ratio);
		}
		if (loss == 0) {
			return signal;
		}
		double atLimit = LIMIT_ADU * (1 - loss);
		double room = FULL_WELL_ADU - atLimit;
		double above = (1 - 3 * loss) * (signal - LIMIT_ADU);
		double ratio = above / room;
		return atLimit + above / StrictMath.sqrt(1 + ratio * ratio);
	}
}
