package org.armillary.kmos.simulator.source;

/**
 * Brightness of the sky between the lines by wavelength, 1 in the middle of H: scattered light of moon and stars, and
 * the continuum of the airglow (Noll et al. 2012, A&amp;A 543, A92).
 */
final class SkyContinuum {

	private static final double[] MICRONS = { 0.75, 0.95, 1.05, 1.22, 1.42, 1.65, 1.85, 2.15, 2.55 };
	private static final double[] LEVELS = { 1.05, 1.15, 1.25, 0.75, 0.90, 1.00, 0.80, 0.30, 0.20 };

	private SkyContinuum() {
	}

	/** Brightness at a wavelength, µm; a smooth curve through the nodes, without extremes between them. */
	static double shape(double micron) {
		int node = 0;
		while (node < MICRONS.length - 2 && micron > MICRONS[node + 1]) {
			node++;
		}
		double place = StrictMath.clamp((micron - MICRONS[node]) / (MICRONS[node + 1] - MICRONS[node]), 0.0, 1.0);
		double smooth = place * place * (3 - 2 * place);
		return LEVELS[node] + smooth * (LEVELS[node + 1] - LEVELS[node]);
	}
}
