package org.armillary.kmos.detector;

/**
 * What a stack of frames of one detector was made into.
 *
 * @param frame
 *            mean, variance and flags
 * @param counts
 *            numbers of flagged pixels
 * @param rejected
 *            number of samples, of all frames, that were rejected as outliers
 * @param factors
 *            brightness of each frame over that of the first; 1 where frames were not scaled
 */
public record StackedFrame(DetectorFrame frame, FlagCounts counts, long rejected, double[] factors) {
}
