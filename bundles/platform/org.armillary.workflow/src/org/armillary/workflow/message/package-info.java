/** What this bundle tells users; below all its other packages, which share it. Not published. */
@NullMarked
package org.armillary.workflow.message;

import org.jspecify.annotations.NullMarked;
