package org.armillary.kmos.wavecal.identification;

/**
 * What a slitlet shows.
 *
 * @param law
 *            row by wavelength, good to some tenths of a row where there are lines
 * @param lines
 *            the lines that were found and their peaks
 * @param quality
 *            how sure it is
 */
public record SlitletMatch(RowLaw law, LineMatch lines, MatchQuality quality) {

	private static final double TOLERANCE = 1;

	/** Judges a law on a spectrum. */
	public static SlitletMatch of(LinePattern pattern, RowLaw law, LinePeaks peaks) {
		return new SlitletMatch(law, LineMatch.of(pattern, law, peaks, TOLERANCE, 0.05),
				MatchQuality.of(pattern, law, peaks));
	}
}
