package org.armillary.kmos.flat;

import org.armillary.kmos.detector.StackSettings;
import org.armillary.kmos.slitlet.EdgeSettings;

/**
 * How flats are reduced.
 *
 * @param stack
 *            how frames are combined
 * @param edges
 *            how edges are measured
 * @param threshold
 *            least share of the light expected that a good pixel shows, 0 to 1
 * @param surrounding
 *            number of bad neighbours that make a good pixel bad
 */
record FlatSettings(StackSettings stack, EdgeSettings edges, double threshold, int surrounding) {
}
