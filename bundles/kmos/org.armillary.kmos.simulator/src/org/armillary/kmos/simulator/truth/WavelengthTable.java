package org.armillary.kmos.simulator.truth;

import org.armillary.kmos.simulator.optics.Band;

/**
 * Wavelengths of a band by canonical row, for the many pixels of a detector: a cubic between rows that has value and slope of
 * {@link Band#micron} at each, and departs from it by less than 1e-14 µm. Immutable.
 */
final class WavelengthTable {

	private static final int FIRST_ROW = -128;
	private static final int ROWS = 2304;

	private final double[] microns = new double[ROWS + 1];
	private final double[] slopes = new double[ROWS + 1];

	WavelengthTable(Band band) {
		for (int i = 0; i <= ROWS; i++) {
			microns[i] = band.micron(FIRST_ROW + i);
			slopes[i] = band.micronPerRow(FIRST_ROW + i);
		}
	}

	/** Wavelength at a canonical row of {@value #FIRST_ROW} or more, up to as far beyond the detector, µm in vacuum. */
	double micron(double row) {
		double place = row - FIRST_ROW;
		int i = Math.clamp((long) place, 0, ROWS - 1);
		double f = place - i;
		double g = 1 - f;
		return g * g * ((1 + 2 * f) * microns[i] + f * slopes[i])
				+ f * f * ((1 + 2 * g) * microns[i + 1] - g * slopes[i + 1]);
	}
}
