/**
 * The actor {@code kmos.level-correction}: takes the levels of the read-out channels off a raw frame and flags pixels
 * that cannot be trusted.
 */
@NullMarked
package org.armillary.kmos.levelcorrection;

import org.jspecify.annotations.NullMarked;
