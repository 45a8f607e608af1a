/**
 * Light on its way through the instrument: spectra by row, profiles along slitlets, and the frame they make.
 */
@NullMarked
package org.armillary.kmos.simulator.light;

import org.jspecify.annotations.NullMarked;
