/**
 * Exposures are made here: what shines in each, the light that it brings to the detectors, and the raw frames.
 */
@NullMarked
package org.armillary.kmos.simulator.exposure;

import org.jspecify.annotations.NullMarked;
