package org.armillary.kmos.simulator.truth;

import org.armillary.kmos.simulator.light.SpectralGrid;
import org.armillary.kmos.simulator.optics.Band;

/**
 * The grid of spectra in files of truth: {@value #PER_ROW} samples for each row, each the mean of neighbouring samples of the
 * {@link SpectralGrid}.
 *
 * @param grid
 *            the fine grid
 */
record CoarseGrid(SpectralGrid grid) {

	/** Samples for each row. */
	static final int PER_ROW = 4;
	private static final int MERGED = SpectralGrid.PER_ROW / PER_ROW;

	/** That of a band. */
	static CoarseGrid of(Band band) {
		return new CoarseGrid(new SpectralGrid(band));
	}

	/** Number of samples. */
	int size() {
		return grid.size() / MERGED;
	}

	/** Wavelengths in the middle of the samples, µm in vacuum. */
	double[] microns() {
		var microns = new double[size()];
		for (int i = 0; i < microns.length; i++) {
			microns[i] = grid.band().micron(SpectralGrid.FIRST_ROW + (i + 0.5) / PER_ROW);
		}
		return microns;
	}

	/** Means over the samples of a spectrum on the fine grid. */
	double[] means(double[] fine) {
		var means = new double[size()];
		for (int i = 0; i < means.length; i++) {
			for (int j = 0; j < MERGED; j++) {
				means[i] += fine[i * MERGED + j] / MERGED;
			}
		}
		return means;
	}
}
