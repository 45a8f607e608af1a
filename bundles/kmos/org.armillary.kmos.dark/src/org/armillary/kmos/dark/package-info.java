/**
 * The master dark and its bad pixels: the actor {@code kmos.dark}, which is ESO's recipe {@code kmos_dark}. The steps
 * are those of the recipe: level correction, combination with rejection, noise, bad pixels, quality control.
 */
@NullMarked
package org.armillary.kmos.dark;

import org.jspecify.annotations.NullMarked;
