/**
 * Combination of frames pixel by pixel, with variance, masks, weights and rejection of outliers, streaming in strips of
 * rows. {@link org.armillary.numerics.combination.FrameCombiner} says what is computed.
 */
@NullMarked
package org.armillary.numerics.combination;

import org.jspecify.annotations.NullMarked;
