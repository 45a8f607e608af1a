/**
 * What all KMOS recipes share: how files and headers are laid out, which read-out channels a detector has, how
 * wavelength ranges are written. Facts of the instrument stand here once; nothing in here is a recipe.
 */
@NullMarked
package org.armillary.kmos;

import org.jspecify.annotations.NullMarked;
