/**
 * Nights of KMOS without pixels: raw frames of all classes in the cadence of the calibration plan, with deliberate faults and
 * with the truth about each, in memory or as sparse files of full size. For tests of whatever sorts frames, and for
 * documentation.
 */
@NullMarked
package org.armillary.kmos.simulator.night;

import org.jspecify.annotations.NullMarked;
