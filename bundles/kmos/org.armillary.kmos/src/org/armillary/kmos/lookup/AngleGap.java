package org.armillary.kmos.lookup;

import org.armillary.kmos.RotatorAngle;

/**
 * The two of some angles of the rotator between which another one lies, around the circle. With one angle only, both
 * are that one.
 *
 * @param lower
 *            place of the angle below
 * @param upper
 *            place of the angle above
 * @param fraction
 *            way from the one to the other, 0 to 1
 * @param degrees
 *            from the one to the other, up to 360
 */
record AngleGap(int lower, int upper, double fraction, double degrees) {

	private static final double TURN = 360;

	/**
	 * Finds them.
	 *
	 * @param angleDegrees
	 *            any angle, degrees
	 * @param angles
	 *            at least one; normalised they rise
	 */
	static AngleGap around(double angleDegrees, double... angles) {
		double angle = RotatorAngle.normalised(angleDegrees);
		int lower = angles.length - 1;
		for (int i = 0; i < angles.length && RotatorAngle.normalised(angles[i]) <= angle; i++) {
			lower = i;
		}
		int upper = (lower + 1) % angles.length;
		double degrees = above(angles[lower], angles[upper]);
		degrees = degrees == 0 ? TURN : degrees;
		return new AngleGap(lower, upper, above(angles[lower], angle) / degrees, degrees);
	}

	/** Linear between the values of both angles. */
	double interpolate(double... values) {
		return (1 - fraction) * values[lower] + fraction * values[upper];
	}

	private static double above(double from, double degrees) {
		return RotatorAngle.normalised(RotatorAngle.normalised(degrees) - RotatorAngle.normalised(from));
	}
}
