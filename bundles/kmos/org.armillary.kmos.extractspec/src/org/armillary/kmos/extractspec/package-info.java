/**
 * Spectra from cubes: the actor {@code kmos.extract-spec}, which is ESO's recipe {@code kmos_extract_spec}. It adds up
 * the spaxels of a region, plane by plane, with their variance.
 */
@NullMarked
package org.armillary.kmos.extractspec;

import org.jspecify.annotations.NullMarked;
