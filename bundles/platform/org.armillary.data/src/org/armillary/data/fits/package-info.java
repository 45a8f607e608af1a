/**
 * FITS files in and out: headers first and cheaply, pixels in bulk, products atomically and with the same bytes for the
 * same content. Follows the FITS standard, version 4.0 (2018), with ESO's {@code HIERARCH} keywords.
 */
@NullMarked
package org.armillary.data.fits;

import org.jspecify.annotations.NullMarked;
