/**
 * Parts of cubes, images and spectra: the actor {@code kmos.copy}, which is ESO's recipe {@code kmo_copy}. It cuts a
 * region out of each IFU, and selects IFUs.
 */
@NullMarked
package org.armillary.kmos.copy;

import org.jspecify.annotations.NullMarked;
