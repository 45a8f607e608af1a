package org.armillary.kmos.wavecal;

import org.armillary.kmos.slitlet.SlitletTrace;
import org.armillary.kmos.wavecal.identification.LinePeaks;

/**
 * The arc of one slitlet by row: the robust mean over its columns along the tilted image of the slit, without
 * continuum. The arrays are not to be changed.
 *
 * @param trace
 *            edges of the slitlet
 * @param flux
 *            adu by row (from 0); 0 where nothing is known
 * @param noise
 *            standard deviation, adu by row
 * @param saturation
 *            by row, whether most columns are saturated or above the linear range
 * @param tilt
 *            rows by which a line lies higher in the next column
 */
public record SlitletSpectrum(SlitletTrace trace, float[] flux, float[] noise, boolean[] saturation, double tilt) {

	private static final double THRESHOLD_SIGMA = 6;

	/** The emission lines that stand out. */
	public LinePeaks peaks() {
		return LinePeaks.find(flux, noise, saturation, THRESHOLD_SIGMA);
	}
}
