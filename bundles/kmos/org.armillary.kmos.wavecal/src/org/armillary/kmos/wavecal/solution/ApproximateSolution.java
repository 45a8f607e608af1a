package org.armillary.kmos.wavecal.solution;

import org.armillary.kmos.slitlet.SlitletTrace;
import org.armillary.numerics.fitting.Polynomial;

/**
 * What identification knows of a slitlet: wavelengths that are good to one or two pixels. Immutable.
 *
 * @param trace
 *            edges of the slitlet
 * @param micronByRow
 *            wavelength in the middle of the slitlet by row (from 0), µm in vacuum
 * @param tilt
 *            rows by which a line lies higher in the next column
 */
public record ApproximateSolution(SlitletTrace trace, Polynomial micronByRow, double tilt) {
}
