/**
 * Noise of raw frames: the actor {@code kmos.noise-map}, which is ESO's recipe {@code kmo_noise_map}. It estimates the
 * noise of each pixel of a raw frame from read noise and gain.
 */
@NullMarked
package org.armillary.kmos.noisemap;

import org.jspecify.annotations.NullMarked;
