/**
 * Basic statistics of KMOS frames and cubes, extension by extension: the actor {@code kmos.stats}, which is ESO's recipe
 * {@code kmo_stats}. It works on any FITS file with image extensions.
 */
@NullMarked
package org.armillary.kmos.stats;

import org.jspecify.annotations.NullMarked;
