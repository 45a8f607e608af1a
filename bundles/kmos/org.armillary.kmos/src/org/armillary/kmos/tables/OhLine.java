package org.armillary.kmos.tables;

/**
 * A line of OH in the night sky; doublets that no spectrograph at hand resolves are one line.
 *
 * @param micron
 *            wavelength, µm in vacuum
 * @param flux
 *            photons relative to other lines; above 0
 * @param group
 *            the vibrational group that it varies with
 */
public record OhLine(double micron, double flux, OhGroup group) {

	/** Refuses what is not positive. */
	public OhLine {
		if (!(micron > 0) || !(flux > 0)) {
			throw new IllegalArgumentException(micron + " µm, flux " + flux);
		}
	}
}
