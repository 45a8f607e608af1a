/**
 * How good results are: limits of quality-control values, as text files that people write, and what values are by them.
 */
@NullMarked
package org.armillary.engine.quality;

import org.jspecify.annotations.NullMarked;
