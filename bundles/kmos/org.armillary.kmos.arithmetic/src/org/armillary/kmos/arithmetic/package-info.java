/**
 * Arithmetic of cubes, images and spectra: the actor {@code kmos.arithmetic}, which is ESO's recipe
 * {@code kmo_arithmetic}. It adds, subtracts, multiplies, divides and raises to a power, IFU by IFU, with the noise
 * propagated to first order.
 */
@NullMarked
package org.armillary.kmos.arithmetic;

import org.jspecify.annotations.NullMarked;
