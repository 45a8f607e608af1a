/**
 * Flat field, slitlet edges, places of pixels on the sky and bad pixels from lamp flats: the actor {@code kmos.flat}, which is
 * ESO's recipe {@code kmos_flat} (Davies et al. 2013, section 3.2). Frames of each angle are combined, edges are traced, the
 * spectrum of the lamp is taken out, and pixels that answer too weakly are found.
 */
@NullMarked
package org.armillary.kmos.flat;

import org.jspecify.annotations.NullMarked;
