package org.armillary.kmos.simulator.plan;

import java.util.List;
import java.util.Optional;

import org.armillary.kmos.simulator.header.Arm;
import org.armillary.kmos.simulator.source.Target.Star;

/**
 * What the telescope points at in an exposure.
 *
 * @param field
 *            the field, as the arms see it
 * @param parked
 *            whether the arms are spread over the field instead of at their places, as in twilight
 * @param eastDither
 *            how far the telescope was moved from the field, to the east, arcsec
 * @param northDither
 *            likewise to the north
 * @param standard
 *            the standard star for whose sake this is observed
 */
record Aim(SkyField field, boolean parked, double eastDither, double northDither, Optional<Star> standard) {

	/** Right ascension of the axis, J2000, degrees. */
	double rightAscension() {
		return field.rightAscension()
				+ eastDither / 3600 / StrictMath.cos(StrictMath.toRadians(field.declination()));
	}

	/** Declination of the axis, J2000, degrees. */
	double declination() {
		return field.declination() + northDither / 3600;
	}

	/** The arms as headers tell them; none where they are parked. */
	List<Arm> arms() {
		return parked ? List.of() : field.arms();
	}
}
