/**
 * Where products come from and what was made of them: ancestry down to raw frames, and the products that a file went into.
 */
@NullMarked
package org.armillary.provenance;

import org.jspecify.annotations.NullMarked;
