/** Frames of a detector before they are calibrated: levels, combination, noise, and pixels that cannot be trusted. */
@org.jspecify.annotations.NullMarked
package org.armillary.kmos.detector;
