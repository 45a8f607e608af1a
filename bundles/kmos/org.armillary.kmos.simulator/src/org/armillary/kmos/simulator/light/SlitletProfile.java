package org.armillary.kmos.simulator.light;

import java.util.Arrays;

/**
 * How the light of a source is spread along one slitlet before the optics blur it: by position across the slitlet,
 * from its left edge at 0 to its right edge at 1, and by canonical row, for seeing and atmospheric dispersion change
 * with wavelength.
 *
 * @param rows
 *            canonical rows of the nodes, ascending; one where nothing depends on wavelength
 * @param shares
 *            {@code [node][bin]}: share of the whole source that falls into each of {@value #BINS} equal parts of the
 *            slitlet; linear between nodes. A product of spectrum and image that takes light away has shares below 0
 */
public record SlitletProfile(double[] rows, double[][] shares) {

	/** Parts of a slitlet. */
	public static final int BINS = 136;

	/** Light that fills the slitlet evenly; shares add up to 1. */
	public static SlitletProfile even() {
		var shares = new double[BINS];
		Arrays.fill(shares, 1.0 / BINS);
		return new SlitletProfile(new double[] { 0 }, new double[][] { shares });
	}

	/** The share of the source that falls on the slitlet, at a node. */
	public double total(int node) {
		double sum = 0;
		for (double share : shares[node]) {
			sum += share;
		}
		return sum;
	}
}
