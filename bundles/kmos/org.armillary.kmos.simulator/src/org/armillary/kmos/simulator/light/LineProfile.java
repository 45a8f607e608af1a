package org.armillary.kmos.simulator.light;

import org.armillary.kmos.simulator.optics.SlitletGeometry;

/**
 * The line profile at a place of a detector, pixel-integrated, as it is rendered: measured on the profile itself and
 * not taken from what was asked for.
 *
 * @param fwhmRows
 *            full width at half maximum, canonical rows
 * @param fwhmMicron
 *            the same, µm
 * @param varianceRows
 *            second central moment, rows²
 * @param skewness
 *            third standardised moment; positive with the longer tail to larger rows
 */
public record LineProfile(double fwhmRows, double fwhmMicron, double varianceRows, double skewness) {

	/** The profile in the middle of a slitlet at a row of the detector, from 0. */
	public static LineProfile of(SlitletGeometry slitlet, int y, LineKernels kernels) {
		double row = slitlet.row()[y];
		double fullWidth = kernels.width(row, slitlet.widthFactor()[y]);
		return kernels.profile(row, kernels.weights(fullWidth, slitlet.skewness()[y]));
	}
}
