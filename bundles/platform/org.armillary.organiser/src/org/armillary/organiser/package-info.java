/**
 * Which file is what, which files belong together, and which calibrations go with them: from headers, by rules
 * ({@link org.armillary.organiser.Organiser}). Nothing here reads a file or prints anything.
 */
@NullMarked
package org.armillary.organiser;

import org.jspecify.annotations.NullMarked;
