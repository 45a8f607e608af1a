package org.armillary.kmos.simulator.truth;

import java.util.ArrayList;
import java.util.List;

import org.armillary.kmos.simulator.plan.ArmView;
import org.armillary.kmos.simulator.plan.NightExposure;
import org.armillary.kmos.simulator.source.Target;
import org.armillary.kmos.simulator.source.Target.Blend;

/**
 * A place of which the image of a point is judged: that of a star, or of the middle of a disc or cube.
 *
 * @param arm
 *            arm and IFU, from 1
 * @param kind
 *            {@code star}, {@code disc} or {@code cube}
 * @param name
 *            of star, disc or cube
 * @param xArcsec
 *            its place from the middle of the IFU, but for what the air does, in x
 * @param yArcsec
 *            likewise in y
 */
record SeenPoint(int arm, String kind, String name, double xArcsec, double yArcsec) {

	/** Those of an exposure, by arm. */
	static List<SeenPoint> of(NightExposure exposure) {
		var points = new ArrayList<SeenPoint>();
		for (ArmView arm : exposure.arms()) {
			if (arm.used() && arm.target().isPresent()) {
				Target target = arm.target().orElseThrow();
				List<? extends Target> parts = target instanceof Blend blend ? blend.stars() : List.of(target);
				for (Target part : parts) {
					points.add(new SeenPoint(arm.arm(), TargetTruth.kind(part), part.name(),
							arm.xArcsec() + TargetTruth.x(part), arm.yArcsec() + TargetTruth.y(part)));
				}
			}
		}
		return points;
	}
}
