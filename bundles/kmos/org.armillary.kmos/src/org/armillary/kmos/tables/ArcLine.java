package org.armillary.kmos.tables;

/**
 * A line of an arc lamp.
 *
 * @param micron
 *            wavelength, µm in vacuum
 * @param strength
 *            photons relative to the other lines of the same gas; above 0
 * @param gas
 *            gas that emits it
 * @param micronError
 *            uncertainty of the wavelength, µm; 0 where it is not known. Lines known to no better than a tenth of a pixel
 *            are in the table because they stand beside others, not to be fitted
 */
public record ArcLine(double micron, double strength, Gas gas, double micronError) {

	/** Refuses what is not positive. */
	public ArcLine {
		if (!(micron > 0) || !(strength > 0) || !(micronError >= 0)) {
			throw new IllegalArgumentException(micron + " µm, strength " + strength + ", error " + micronError + " µm");
		}
	}

	/** A line whose wavelength has no known uncertainty. */
	public ArcLine(double micron, double strength, Gas gas) {
		this(micron, strength, gas, 0);
	}
}
