package org.armillary.kmos.simulator.light;

import org.armillary.kmos.simulator.optics.Band;

/**
 * The fine grid on which spectra of a band are made before the instrument spreads them: {@value #PER_ROW} samples for
 * each canonical row, from row {@value #FIRST_ROW} on, far enough beyond the detector for smile, flexure and line
 * wings.
 *
 * @param band
 *            the band
 */
public record SpectralGrid(Band band) {

	/** Samples for each row. */
	public static final int PER_ROW = 16;
	/** Canonical row at which the first sample's interval begins. */
	public static final int FIRST_ROW = -96;
	/** Rows covered. */
	public static final int ROWS = 2240;

	/** Number of samples. */
	public int size() {
		return ROWS * PER_ROW;
	}

	/** Canonical row of the middle of a sample. */
	public double row(int sample) {
		return FIRST_ROW + (sample + 0.5) / PER_ROW;
	}

	/** Wavelengths of the samples, µm in vacuum. */
	public double[] microns() {
		var microns = new double[size()];
		for (int sample = 0; sample < microns.length; sample++) {
			microns[sample] = band.micron(row(sample));
		}
		return microns;
	}

	/** Widths of the samples, µm. */
	public double[] widths() {
		var widths = new double[size()];
		for (int sample = 0; sample < widths.length; sample++) {
			widths[sample] = band.micronPerRow(row(sample)) / PER_ROW;
		}
		return widths;
	}
}
