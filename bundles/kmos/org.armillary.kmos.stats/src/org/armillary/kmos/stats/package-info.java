/**
 * Basic statistics of KMOS cubes, extension by extension: the actor {@code kmos.stats}, which is ESO's recipe
 * {@code kmo_stats}. It measures each
 * image extension of a FITS file that holds at least one cube.
 */
@NullMarked
package org.armillary.kmos.stats;

import org.jspecify.annotations.NullMarked;
