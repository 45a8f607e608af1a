/** What this bundle tells users. */
@NullMarked
package org.armillary.organiser.message;

import org.jspecify.annotations.NullMarked;
