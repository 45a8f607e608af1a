/**
 * The wavelength calibration: the actor {@code kmos.wave-cal}, which is ESO's recipe {@code kmos_wave_cal}. The steps
 * are those of section 3.3 of Davies et al. 2013: arcs without their background, arc lines identified in each
 * slitlet, traced across it and fitted along the dispersion, and a wavelength for each pixel.
 */
@NullMarked
package org.armillary.kmos.wavecal;

import org.jspecify.annotations.NullMarked;
