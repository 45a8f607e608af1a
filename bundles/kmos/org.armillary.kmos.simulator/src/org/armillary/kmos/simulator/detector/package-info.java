/**
 * Detectors: from the electrons that light sets free in each pixel to raw frames, and what is true of each pixel.
 */
@NullMarked
package org.armillary.kmos.simulator.detector;

import org.jspecify.annotations.NullMarked;
