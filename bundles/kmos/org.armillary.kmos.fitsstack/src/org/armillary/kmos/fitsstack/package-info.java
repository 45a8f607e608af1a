/**
 * KMOS files from plain images: the actor {@code kmos.fits-stack}, which is ESO's recipe {@code kmo_fits_stack}. It
 * builds a file with the extensions, names and keywords that KMOS recipes expect.
 */
@NullMarked
package org.armillary.kmos.fitsstack;

import org.jspecify.annotations.NullMarked;
