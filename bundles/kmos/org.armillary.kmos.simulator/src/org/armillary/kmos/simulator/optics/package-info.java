/**
 * From the slicer to the detector: where light of each slitlet and wavelength falls, and how it is spread.
 */
@NullMarked
package org.armillary.kmos.simulator.optics;

import org.jspecify.annotations.NullMarked;
