/**
 * Cubic splines: one at a time, or many on the same knots. Outside the knots, and where data are missing, the result
 * is NaN: nothing is extrapolated.
 */
@NullMarked
package org.armillary.numerics.interpolation;

import org.jspecify.annotations.NullMarked;
