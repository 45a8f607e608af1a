package org.armillary.kmos.simulator.optics;

/**
 * What decides where light falls on the detectors, beside the grating itself.
 *
 * @param band
 *            grating
 * @param angleDegrees
 *            angle of the rotator at the Nasmyth focus, degrees; −60 and 300 are the same
 * @param gratingMove
 *            number of moves of the grating wheel since the night began; each gives other small shifts
 * @param opticsKelvin
 *            temperature of the optics
 */
public record InstrumentState(Band band, double angleDegrees, int gratingMove, double opticsKelvin) {

	/** Nominal temperature of the optics, K. */
	public static final double NOMINAL_KELVIN = 120;
}
