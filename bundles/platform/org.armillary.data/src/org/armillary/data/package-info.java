/**
 * Cubes and tables with unit, variance, mask and header, as immutable views over primitive arrays; headers and their
 * cards; what can be wrong with a file. Reading and writing stand in {@link org.armillary.data.fits}.
 */
@NullMarked
package org.armillary.data;

import org.jspecify.annotations.NullMarked;
