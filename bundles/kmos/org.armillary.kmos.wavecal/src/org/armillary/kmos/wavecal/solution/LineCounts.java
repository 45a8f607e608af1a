package org.armillary.kmos.wavecal.solution;

/**
 * What became of the lines of the list in the slitlets of a detector; a line counts once in each slitlet.
 *
 * @param predicted
 *            lines of the list that should lie on the detector
 * @param used
 *            measured and used for the fit
 * @param rejected
 *            measured, but not where the fit has them
 * @param blended
 *            too close to another line, or too faint beside it
 * @param saturated
 *            lost to saturated or non-linear pixels
 * @param unseen
 *            too faint, or hidden by defects of the detector
 */
public record LineCounts(int predicted, int used, int rejected, int blended, int saturated, int unseen) {
}
