package org.armillary.kmos.simulator.light;

/**
 * Light before the instrument's line profile: a continuum on the fine grid, and lines without width.
 *
 * @param grid
 *            the grid
 * @param continuum
 *            electrons/s that each sample of the grid adds, {@code double[grid.size()]}
 * @param lineRows
 *            canonical rows of lines
 * @param lineRates
 *            electrons/s of each line
 */
public record Emission(SpectralGrid grid, double[] continuum, double[] lineRows, double[] lineRates) {

	private static final double[] NONE = {};

	/** A continuum without lines. */
	public static Emission continuum(SpectralGrid grid, double[] electronsPerSecond) {
		return new Emission(grid, electronsPerSecond, NONE, NONE);
	}

	/** Lines without a continuum. */
	public static Emission lines(SpectralGrid grid, double[] rows, double[] electronsPerSecond) {
		return new Emission(grid, new double[grid.size()], rows, electronsPerSecond);
	}
}
