/**
 * Element-wise kernels on primitive arrays: arithmetic with variance, and the choice between SIMD registers and plain
 * loops. Each kernel exists twice: as a plain loop, which defines it, and in SIMD registers, which gives the same bits
 * at any width.
 */
@NullMarked
package org.armillary.numerics.kernel;

import org.jspecify.annotations.NullMarked;
