/**
 * Structure of FITS files: the actor {@code kmos.fits-check}, which is ESO's recipe {@code kmo_fits_check}. It lists
 * the extensions of any FITS file, recognises the KMOS type, verifies checksums and says what is not as it should be.
 */
@NullMarked
package org.armillary.kmos.fitscheck;

import org.jspecify.annotations.NullMarked;
