package org.armillary.kmos.simulator.source;

import org.armillary.kmos.simulator.optics.Band;

/**
 * A photometric pass-band: a box, and the mean photon flux density over it of a star of Vega magnitude 0 (Cohen et al. 2003,
 * AJ 126, 1090; Davies et al. 2013, A&amp;A 558, A56, for IZ).
 */
public enum PassBand {
	/** Between the lines of water, for IZ. */
	IZ(0.985, 1.000, 3.81e10),
	/** J of 2MASS. */
	J(1.154, 1.316, 1.94e10),
	/** H of 2MASS. */
	H(1.5365, 1.7875, 9.47e9),
	/** K of 2MASS. */
	K(2.038, 2.290, 4.65e9);

	private final double firstMicron;
	private final double lastMicron;
	private final double fluxDensity;

	PassBand(double firstMicron, double lastMicron, double fluxDensity) {
		this.firstMicron = firstMicron;
		this.lastMicron = lastMicron;
		this.fluxDensity = fluxDensity;
	}

	/** The one in which magnitudes of stars are given for a grating; H for HK. */
	public static PassBand of(Band band) {
		return switch (band) {
		case IZ -> IZ;
		case YJ -> J;
		case H, HK -> H;
		case K -> K;
		};
	}

	/** Its first wavelength, µm in vacuum. */
	public double firstMicron() {
		return firstMicron;
	}

	/** Its last wavelength, µm in vacuum. */
	public double lastMicron() {
		return lastMicron;
	}

	/** Wavelength in its middle, µm. */
	public double middleMicron() {
		return (firstMicron + lastMicron) / 2;
	}

	/** Mean over the pass-band at magnitude 0, ph s⁻¹ m⁻² µm⁻¹. */
	public double fluxDensity() {
		return fluxDensity;
	}
}
