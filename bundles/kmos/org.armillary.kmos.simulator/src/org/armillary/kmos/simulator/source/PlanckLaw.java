package org.armillary.kmos.simulator.source;

/** Light of a black body, in photons. */
public final class PlanckLaw {

	/** Twice the speed of light, µm/s, by the square micrometres of a square metre. */
	private static final double TWICE_LIGHT_SPEED = 2 * 2.99792458e14 * 1e12;
	/** Second radiation constant, µm K (CODATA 2018). */
	private static final double SECOND_CONSTANT = 14_387.768_77;
	private static final double STERADIAN_PER_ARCSEC2 = StrictMath.pow(StrictMath.PI / 648_000, 2);

	private PlanckLaw() {
	}

	/**
	 * Radiance, ph s⁻¹ m⁻² µm⁻¹ arcsec⁻².
	 *
	 * @param micron
	 *            wavelength in vacuum, µm
	 * @param kelvin
	 *            temperature
	 */
	public static double photonsPerArcsec2(double micron, double kelvin) {
		double square = micron * micron;
		return STERADIAN_PER_ARCSEC2 * TWICE_LIGHT_SPEED
				/ (square * square * StrictMath.expm1(SECOND_CONSTANT / (micron * kelvin)));
	}
}
