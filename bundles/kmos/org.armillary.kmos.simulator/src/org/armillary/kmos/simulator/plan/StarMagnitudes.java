package org.armillary.kmos.simulator.plan;

import org.armillary.kmos.simulator.config.Settings;
import org.armillary.kmos.simulator.light.SpectralGrid;
import org.armillary.kmos.simulator.optics.Band;
import org.armillary.kmos.simulator.source.PassBand;
import org.armillary.kmos.simulator.source.StellarSpectrum;
import org.armillary.kmos.simulator.source.Target.Star;

/** Magnitudes of standard stars as headers tell them: as a catalogue has them, for lines as deep as in the tables. */
final class StarMagnitudes {

	private StarMagnitudes() {
	}

	/** The magnitude in a band; in HK, where a star is as bright as it is asked for in H, those in H and K. */
	static String text(Star star, Band band) {
		String magnitude = Double.toString(star.magnitude());
		return band == Band.HK ? magnitude + "," + StrictMath.rint(inK(star) * 100) / 100 : magnitude;
	}

	private static double inK(Star star) {
		var grid = new SpectralGrid(Band.HK);
		double[] microns = grid.microns();
		double[] widths = grid.widths();
		double[] spectrum = StellarSpectrum.of(star.type(), star.magnitude(), 0, grid, 0, Settings.plain());
		double photons = 0;
		double width = 0;
		for (int i = 0; i < microns.length; i++) {
			if (microns[i] >= PassBand.K.firstMicron() && microns[i] <= PassBand.K.lastMicron()) {
				photons += spectrum[i] * widths[i];
				width += widths[i];
			}
		}
		return -2.5 * StrictMath.log10(photons / width / PassBand.K.fluxDensity());
	}
}
