/**
 * Headers of raw KMOS frames: what is said about an exposure, as keywords and as the header of some hundred cards that the
 * instrument writes, and files that hold nothing else. Used by all simulations of raw frames, with and without pixels.
 */
@NullMarked
package org.armillary.kmos.simulator.header;

import org.jspecify.annotations.NullMarked;
