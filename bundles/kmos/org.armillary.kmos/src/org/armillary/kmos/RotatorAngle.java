package org.armillary.kmos;

import java.util.Map;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.jspecify.annotations.Nullable;

/** Angles of the rotator at the Nasmyth focus (OCS ROT NAANGLE), degrees: -60 and 300 are the same. */
public final class RotatorAngle {

	/** Keyword of a raw frame. */
	public static final String KEYWORD = "ESO OCS ROT NAANGLE";
	/** Keyword of an extension of a product. */
	public static final String PRODUCT_KEYWORD = "ESO PRO ROT NAANGLE";
	/** Angles closer than this belong to one set of calibrations, degrees. */
	public static final double SAME_DEGREES = 0.5;

	private static final double TURN = 360;

	private RotatorAngle() {
	}

	/**
	 * Reads {@value #KEYWORD} of a raw frame, degrees.
	 *
	 * @param file
	 *            name of the file, for messages
	 * @param keywords
	 *            keywords of the primary header with their values
	 * @throws ActorException
	 *             if it is missing or no number
	 */
	public static double of(String file, Map<String, Object> keywords) throws ActorException {
		@Nullable
		Object value = keywords.get(KEYWORD);
		if (value == null) {
			throw new ActorException(Kind.DATA,
					KmosMessage.KEYWORD_MISSING.with(file, KEYWORD, "the angle of the rotator in degrees"));
		}
		if (value instanceof Number angle && Double.isFinite(angle.doubleValue())) {
			return angle.doubleValue();
		}
		throw new ActorException(Kind.DATA,
				KmosMessage.KEYWORD_VALUE.with(file, KEYWORD, value, "an angle in degrees"));
	}

	/** The same angle from 0 up to, not including, 360. */
	public static double normalised(double degrees) {
		double angle = degrees % TURN;
		angle = angle < 0 ? angle + TURN : angle;
		return angle >= TURN ? 0 : angle;
	}

	/** How far two angles are apart, 0 to 180. */
	public static double distance(double degrees, double otherDegrees) {
		double difference = Math.abs(normalised(degrees) - normalised(otherDegrees));
		return Math.min(difference, TURN - difference);
	}

	/**
	 * The place of the angle that is closest; the first of several.
	 *
	 * @param degrees
	 *            what is sought
	 * @param angles
	 *            at least one angle
	 */
	public static int nearest(double degrees, double... angles) {
		int nearest = 0;
		for (int i = 1; i < angles.length; i++) {
			if (distance(degrees, angles[i]) < distance(degrees, angles[nearest])) {
				nearest = i;
			}
		}
		return nearest;
	}
}
