package org.armillary.kmos.simulator.plan;

import java.util.Optional;

import org.armillary.kmos.simulator.source.Target;

/**
 * What an arm truly sees in an exposure.
 *
 * @param arm
 *            arm and IFU, from 1 to 24
 * @param used
 *            whether it is in use; light reaches the detector otherwise neither from sky nor lamps
 * @param target
 *            what is there; empty for sky alone
 * @param xArcsec
 *            where the place aimed at truly lies from the middle of the IFU: dither, flexure of all arms and of this one, and
 *            its placement; positive to larger x of the IFU, arcsec
 * @param yArcsec
 *            likewise in y
 * @param skyFactor
 *            brightness of the sky over that of the field
 */
public record ArmView(int arm, boolean used, Optional<Target> target, double xArcsec, double yArcsec,
		double skyFactor) {
}
