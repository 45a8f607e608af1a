package org.armillary.kmos.simulator.plan;

import java.time.LocalDateTime;

import org.armillary.kmos.simulator.header.Exposure;

/**
 * Where things stand on the sky above Paranal. Formulae of Meeus 1998 (Astronomical Algorithms, 2nd ed., chapters 12,
 * 13, 21, 25); places are mean places, without nutation and aberration, good to half an arcminute. UT1 is taken as
 * UTC.
 */
final class Observatory {

	/** Latitude, degrees. */
	static final double LATITUDE = -24.6270;
	/** Longitude, degrees east. */
	static final double LONGITUDE = -70.4040;
	/** Height above sea level, m. */
	static final double ELEVATION = 2648;

	/**
	 * Speed at which the rotation of the Earth carries Paranal to the east, km/s: 0.46510 at the equator, times
	 * 0.90995.
	 */
	private static final double ROTATION_KM_PER_S = 0.42322;
	private static final double MJD_J2000 = 51_544.5;
	private static final double DAYS_PER_CENTURY = 36_525;
	private static final double TURN = 360;

	private Observatory() {
	}

	/**
	 * A direction as it is seen at a time.
	 *
	 * @param siderealDegrees
	 *            local sidereal time, degrees
	 * @param altitude
	 *            above the horizon, without refraction, degrees
	 * @param azimuth
	 *            from south over west, degrees, 0 to 360
	 * @param parallactic
	 *            position angle of the zenith, from north over east, degrees, -180 to 180
	 * @param airmass
	 *            air mass
	 */
	record View(double siderealDegrees, double altitude, double azimuth, double parallactic, double airmass) {

		/**
		 * Angle of the rotator that keeps the field upright, relative to gravity: altitude less parallactic angle;
		 * -180 to 180.
		 */
		double rotator() {
			return turned(altitude - parallactic);
		}

		/** Distance from the zenith, degrees. */
		double zenith() {
			return 90 - altitude;
		}
	}

	/**
	 * How a direction is seen.
	 *
	 * @param rightAscension
	 *            mean place of J2000, degrees
	 * @param declination
	 *            likewise
	 */
	static View view(LocalDateTime time, double rightAscension, double declination) {
		double[] date = precessed(time, rightAscension, declination);
		return horizontal(sidereal(time), date[0], date[1]);
	}

	/** Local mean sidereal time, degrees from 0 to 360. */
	static double sidereal(LocalDateTime time) {
		double days = Exposure.mjd(time) - MJD_J2000;
		double centuries = days / DAYS_PER_CENTURY;
		double degrees = 280.46061837 + 360.98564736629 * days + 0.000387933 * centuries * centuries + LONGITUDE;
		return degrees - TURN * StrictMath.floor(degrees / TURN);
	}

	/** Altitude of the middle of the sun, without refraction, degrees. */
	static double sunAltitude(LocalDateTime time) {
		double centuries = centuries(time);
		double anomaly = StrictMath.toRadians(357.52911 + 35_999.05029 * centuries);
		double centre = (1.914602 - 0.004817 * centuries) * StrictMath.sin(anomaly)
				+ 0.019993 * StrictMath.sin(2 * anomaly) + 0.000289 * StrictMath.sin(3 * anomaly);
		double longitude = StrictMath.toRadians(280.46646 + 36_000.76983 * centuries + centre - 0.00569);
		double obliquity = StrictMath.toRadians(23.439291 - 0.0130042 * centuries);
		double rightAscension = StrictMath.atan2(StrictMath.cos(obliquity) * StrictMath.sin(longitude),
				StrictMath.cos(longitude));
		double declination = StrictMath.asin(StrictMath.sin(obliquity) * StrictMath.sin(longitude));
		return horizontal(sidereal(time), StrictMath.toDegrees(rightAscension), StrictMath.toDegrees(declination))
				.altitude();
	}

	/**
	 * Velocity by which what stands still in the barycentre of the solar system recedes from the telescope, km/s: the
	 * telescope's own velocity in the direction looked at, with the opposite sign.
	 *
	 * @param rightAscension
	 *            mean place of J2000, degrees
	 * @param declination
	 *            likewise
	 */
	static double recessionOfBarycentre(LocalDateTime time, double rightAscension, double declination) {
		double alpha = StrictMath.toRadians(rightAscension);
		double delta = StrictMath.toRadians(declination);
		double[] earth = EarthVelocity.kmPerSecond(Exposure.mjd(time));
		double towards = StrictMath.cos(delta) * (StrictMath.cos(alpha) * earth[0] + StrictMath.sin(alpha) * earth[1])
				+ StrictMath.sin(delta) * earth[2];
		double[] date = precessed(time, rightAscension, declination);
		double hourAngle = StrictMath.toRadians(sidereal(time) - date[0]);
		double turning = -ROTATION_KM_PER_S * StrictMath.cos(StrictMath.toRadians(date[1]))
				* StrictMath.sin(hourAngle);
		return -(towards + turning);
	}

	/** An angle from -180, excluded, to 180 degrees. */
	static double turned(double degrees) {
		double angle = degrees - TURN * StrictMath.floor(degrees / TURN);
		return angle > TURN / 2 ? angle - TURN : angle;
	}

	private static View horizontal(double sidereal, double rightAscension, double declination) {
		double hourAngle = StrictMath.toRadians(sidereal - rightAscension);
		double delta = StrictMath.toRadians(declination);
		double latitude = StrictMath.toRadians(LATITUDE);
		double sine = StrictMath.sin(latitude) * StrictMath.sin(delta)
				+ StrictMath.cos(latitude) * StrictMath.cos(delta) * StrictMath.cos(hourAngle);
		double azimuth = StrictMath.toDegrees(StrictMath.atan2(StrictMath.sin(hourAngle),
				StrictMath.cos(hourAngle) * StrictMath.sin(latitude)
						- StrictMath.tan(delta) * StrictMath.cos(latitude)));
		double parallactic = StrictMath.toDegrees(StrictMath.atan2(StrictMath.sin(hourAngle),
				StrictMath.tan(latitude) * StrictMath.cos(delta)
						- StrictMath.sin(delta) * StrictMath.cos(hourAngle)));
		return new View(sidereal, StrictMath.toDegrees(StrictMath.asin(sine)), azimuth < 0 ? azimuth + TURN : azimuth,
				parallactic, airmass(sine));
	}

	/** Young &amp; Irvine 1967 (AJ 72, 945); good to a per cent down to 10 degrees above the horizon. */
	private static double airmass(double cosineOfZenith) {
		double secant = 1 / cosineOfZenith;
		return secant * (1 - 0.0012 * (secant * secant - 1));
	}

	/** Mean place of the date, degrees. */
	private static double[] precessed(LocalDateTime time, double rightAscension, double declination) {
		double t = centuries(time);
		double zeta = arcseconds((2306.2181 + 0.30188 * t + 0.017998 * t * t) * t);
		double zed = arcseconds((2306.2181 + 1.09468 * t + 0.018203 * t * t) * t);
		double theta = arcseconds((2004.3109 - 0.42665 * t - 0.041833 * t * t) * t);
		double alpha = StrictMath.toRadians(rightAscension) + zeta;
		double delta = StrictMath.toRadians(declination);
		double a = StrictMath.cos(delta) * StrictMath.sin(alpha);
		double b = StrictMath.cos(theta) * StrictMath.cos(delta) * StrictMath.cos(alpha)
				- StrictMath.sin(theta) * StrictMath.sin(delta);
		double c = StrictMath.sin(theta) * StrictMath.cos(delta) * StrictMath.cos(alpha)
				+ StrictMath.cos(theta) * StrictMath.sin(delta);
		return new double[] { StrictMath.toDegrees(StrictMath.atan2(a, b) + zed),
				StrictMath.toDegrees(StrictMath.asin(StrictMath.clamp(c, -1, 1))) };
	}

	private static double centuries(LocalDateTime time) {
		return (Exposure.mjd(time) - MJD_J2000) / DAYS_PER_CENTURY;
	}

	private static double arcseconds(double value) {
		return StrictMath.toRadians(value / 3600);
	}
}
