/**
 * Numerics on primitive arrays: robust statistics. Depends on nothing of Armillary; results have the same bits on every
 * machine.
 */
@NullMarked
package org.armillary.numerics;

import org.jspecify.annotations.NullMarked;
