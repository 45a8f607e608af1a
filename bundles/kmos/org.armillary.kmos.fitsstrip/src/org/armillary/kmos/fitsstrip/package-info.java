/**
 * Fewer extensions: the actor {@code kmos.fits-strip}, which is ESO's recipe {@code kmo_fits_strip}. It leaves out
 * noise, empty extensions, rotator angles or what is named, and copies the data of all else byte by byte.
 */
@NullMarked
package org.armillary.kmos.fitsstrip;

import org.jspecify.annotations.NullMarked;
