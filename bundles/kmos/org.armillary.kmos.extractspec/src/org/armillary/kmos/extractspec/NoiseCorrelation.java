package org.armillary.kmos.extractspec;

import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;

/**
 * How much more a sum over spaxels scatters than it would if they were independent. Resampling makes neighbours share
 * noise: for an aperture of N × N spaxels the standard deviation grows as N (a + b log10 N) (Förster Schreiber et al.
 * 2009, ApJ 706, 1364, section 3.3), where independent spaxels give N.
 *
 * @param a
 *            factor of a single spaxel
 * @param b
 *            growth with the logarithm of the side of the aperture
 */
record NoiseCorrelation(double a, double b) {

	/** Independent spaxels. */
	static final NoiseCorrelation NONE = new NoiseCorrelation(1, 0);

	private static final String A = "ESO PRO NOISE CORR A";
	private static final String B = "ESO PRO NOISE CORR B";

	/** What the header of a cube says, else that of its file; {@link #NONE} if they say nothing. */
	static NoiseCorrelation of(FitsHeader cube, FitsHeader file) throws FitsException {
		FitsHeader header = cube.contains(A) || cube.contains(B) ? cube : file;
		if (header.findReal(A).isEmpty() && header.findReal(B).isEmpty()) {
			return NONE;
		}
		return new NoiseCorrelation(header.findReal(A).orElse(1), header.findReal(B).orElse(0));
	}

	/** The factor of the standard deviation for a region of so many spaxels; 1 for a single one or less. */
	double factor(double spaxels) {
		return a + b * Math.log10(Math.sqrt(Math.max(1, spaxels)));
	}
}
