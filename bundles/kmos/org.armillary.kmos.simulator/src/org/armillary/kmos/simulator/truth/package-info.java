/** What is true of a night is written here, beside its raw frames: FITS files and a text. Nothing else depends on this. */
@NullMarked
package org.armillary.kmos.simulator.truth;

import org.jspecify.annotations.NullMarked;
