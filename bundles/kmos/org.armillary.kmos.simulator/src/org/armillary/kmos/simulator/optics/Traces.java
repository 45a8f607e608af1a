package org.armillary.kmos.simulator.optics;

import java.util.SplittableRandom;

import org.armillary.kmos.simulator.config.Setting;
import org.armillary.kmos.simulator.config.Settings;
import org.armillary.kmos.simulator.random.RandomStreams;
import org.armillary.kmos.simulator.random.RandomStreams.Purpose;

/**
 * Column of a point of the slit by row: an antisymmetric distortion along the slit; a keystone, which is the projection
 * onto a tilted detector; a barrel distortion by the arc tangent of the distance from an axis that is not quite in the
 * middle; and a ripple. No polynomial of finite order in the row is the same.
 */
final class Traces {

	/** Shares of the slope of the outermost traces that keystone and, in the corners, barrel distortion have. */
	private static final double KEYSTONE_SHARE = 0.7;
	private static final double BARREL_SHARE = 0.3;
	/** What is left of sin(π s) at the outermost slitlets after the best straight line is taken away. */
	private static final double SINE_REST = 0.92;
	private static final double RIPPLE_PERIOD = 460;

	private final double distortion;
	private final double distortionPhase;
	private final double alignment;
	private final double keystone;
	private final double barrel;
	private final double axisColumn;
	private final double axisRow;
	private final Ripple ripple;

	Traces(RandomStreams streams, Settings settings, int detector, Band band) {
		SplittableRandom random = streams.generator(Purpose.GEOMETRY, 4, detector);
		double largest = settings.get(Setting.DISTORTION);
		distortion = largest / SINE_REST * random.nextDouble(0.97, 1.08);
		distortionPhase = random.nextDouble(-0.12, 0.12);
		double slope = settings.get(Setting.TRACE_SLOPE) * random.nextDouble(0.96, 1.03);
		keystone = KEYSTONE_SHARE * slope / SlitletComb.HALF_WIDTH;
		// slope of u atan(q r) / (q r) along v at u = v = h is −(2/3) q² h², to first order
		barrel = StrictMath.sqrt(1.5 * BARREL_SHARE * slope) / SlitletComb.HALF_WIDTH;
		axisColumn = random.nextDouble(-30, 30);
		axisRow = random.nextDouble(-40, 40);
		ripple = new Ripple(settings.get(Setting.RIPPLE), RIPPLE_PERIOD, random);
		alignment = 0.4 * largest
				* streams.generator(Purpose.GEOMETRY, 5, detector, band.ordinal()).nextDouble(-1, 1);
	}

	/**
	 * Column of a place of the slit.
	 *
	 * @param u
	 *            position along the slit, pixels from its middle
	 * @param v
	 *            rows from the middle of the detector
	 * @return pixels from the middle of the detector
	 */
	double column(double u, double v) {
		double bent = u + distortion
				* (StrictMath.sin(StrictMath.PI * u / SlitletComb.HALF_WIDTH + distortionPhase)
						- StrictMath.sin(distortionPhase))
				+ alignment;
		double projected = bent / (1 + keystone * v);
		double fromAxis = projected - axisColumn;
		double outwards = compressed(fromAxis, v - axisRow) / compressed(fromAxis, axisRow);
		return axisColumn + fromAxis * outwards + ripple.at(u, v);
	}

	private double compressed(double columns, double rows) {
		double angle = barrel * StrictMath.sqrt(columns * columns + rows * rows);
		return angle == 0 ? 1 : StrictMath.atan(angle) / angle;
	}
}
