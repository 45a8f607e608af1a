/**
 * Images from cubes: the actor {@code kmos.make-image}, which is ESO's recipe {@code kmo_make_image}. It combines the
 * planes of a cube over ranges of wavelength, if wanted without those of bright OH lines.
 */
@NullMarked
package org.armillary.kmos.makeimage;

import org.jspecify.annotations.NullMarked;
