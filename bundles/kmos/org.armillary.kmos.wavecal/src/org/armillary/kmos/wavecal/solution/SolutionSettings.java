package org.armillary.kmos.wavecal.solution;

import org.armillary.kmos.Band;

/**
 * How wavelengths are fitted.
 *
 * @param order
 *            degree of the polynomial along the dispersion
 * @param minimumLines
 *            fewest lines with which a slitlet is solved
 */
public record SolutionSettings(int order, int minimumLines) {

	private static final int GREATEST_ORDER = 12;
	private static final int FEWEST_LINES = 4;

	/** Refuses what cannot be fitted. */
	public SolutionSettings {
		if (order < 1 || order > GREATEST_ORDER || minimumLines < 2) {
			throw new IllegalArgumentException("order " + order + " with " + minimumLines + " lines");
		}
	}

	/**
	 * The usual settings of a band.
	 *
	 * @param order
	 *            degree of the polynomial, 0 for the one that suits the band
	 */
	public static SolutionSettings of(Band band, int order) {
		return new SolutionSettings(order == 0 ? band.wavelengthOrder() : order, FEWEST_LINES);
	}
}
