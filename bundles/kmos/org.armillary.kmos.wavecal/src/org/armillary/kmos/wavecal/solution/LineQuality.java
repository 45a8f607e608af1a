package org.armillary.kmos.wavecal.solution;

import org.armillary.kmos.tables.ArcLine;

/**
 * A line of the list over all slitlets of a detector.
 *
 * @param line
 *            the line
 * @param slitlets
 *            number of slitlets in which it was used
 * @param residual
 *            median over the slitlets of measured minus fitted row, pixel; NaN if it was nowhere used
 * @param flux
 *            median over the slitlets of its light in a column, adu; NaN if it was nowhere measured
 * @param fwhm
 *            median over the slitlets of the full width at half maximum that the line profile has there, pixel; NaN if
 *            it was nowhere used
 */
public record LineQuality(ArcLine line, int slitlets, double residual, double flux, double fwhm) {
}
