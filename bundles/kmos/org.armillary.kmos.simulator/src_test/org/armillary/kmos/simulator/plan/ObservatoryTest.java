package org.armillary.kmos.simulator.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDateTime;
import java.util.List;

import org.junit.jupiter.api.Test;

/**
 * Places, velocities and times against astropy 7 with its built-in ephemeris: {@code radial_velocity_correction},
 * {@code AltAz} without refraction for a telescope at 24.627 S, 70.404 W, 2648 m, {@code position_angle} of the
 * zenith in ICRS, {@code get_sun} and {@code sidereal_time("mean")}.
 */
class ObservatoryTest {

	/** What astropy says. */
	private record Expected(String time, double rightAscension, double declination, double correctionKmPerSecond,
			double altitude, double azimuthFromSouth, double parallactic, double sunAltitude, double sidereal) {

		LocalDateTime utc() {
			return LocalDateTime.parse(time);
		}
	}

	private static final List<Expected> EXPECTED = List.of(
			new Expected("2026-06-15T23:20:17.908", 189.0135, -50.9833, -16.9377, 63.162, 352.400, -11.009, -17.647,
					183.922),
			new Expected("2013-12-08T06:00:00", 53.1, -27.8, -12.6087, 51.036, 75.649, 95.562, -38.199, 96.755),
			new Expected("2000-01-01T12:00:00", 0, 0, -29.5682, -51.885, 305.758, -132.468, 25.612, 210.058),
			new Expected("1985-03-20T03:14:15", 180.5, 12.3, -1.4696, 45.910, 215.687, -147.118, -56.152, 155.762),
			new Expected("2014-09-30T09:30:00", 95, -70, -1.6401, 43.904, 353.493, -17.774, -12.755, 81.149),
			new Expected("2050-05-05T05:05:05", 310, -5, 29.1752, 9.703, 270.880, -113.979, -79.592, 229.142),
			new Expected("2026-12-21T07:00:00", 140, -45, 16.5233, 65.862, 331.994, -37.354, -31.106, 124.463));

	@Test
	void theVelocityIsThatOfTheTelescopeWithTheOppositeSign() {
		for (Expected one : EXPECTED) {
			assertEquals(-one.correctionKmPerSecond(),
					Observatory.recessionOfBarycentre(one.utc(), one.rightAscension(), one.declination()), 0.008,
					one.time());
		}
	}

	@Test
	void fieldsStandWhereTheyAreSeen() {
		for (Expected one : EXPECTED) {
			Observatory.View view = Observatory.view(one.utc(), one.rightAscension(), one.declination());
			assertEquals(one.altitude(), view.altitude(), 0.02, one.time());
			assertEquals(one.azimuthFromSouth(), view.azimuth(), 0.05, one.time());
			assertEquals(one.sidereal(), view.siderealDegrees(), 0.006, one.time());
			// that of astropy is from the north of 2000, ours from that of the date
			assertEquals(one.parallactic(), view.parallactic(), 0.3, one.time());
		}
	}

	@Test
	void theSunStandsWhereItIsSeen() {
		for (Expected one : EXPECTED) {
			assertEquals(one.sunAltitude(), Observatory.sunAltitude(one.utc()), 0.03, one.time());
		}
	}

	/** The zenith seen from a place a little to the east of it on the sky lies to the west. */
	@Test
	void theParallacticAngleTurnsFromNorthOverEast() {
		LocalDateTime time = LocalDateTime.parse("2026-06-15T02:00:00");
		double zenith = Observatory.sidereal(time);
		Observatory.View rising = Observatory.view(time, zenith + 30, Observatory.LATITUDE);
		Observatory.View setting = Observatory.view(time, zenith - 30, Observatory.LATITUDE);
		assertTrue(rising.parallactic() < -80 && rising.parallactic() > -110, "zenith to the west: " + rising);
		assertTrue(setting.parallactic() > 80 && setting.parallactic() < 110, "zenith to the east: " + setting);
		Observatory.View south = Observatory.view(time, zenith, Observatory.LATITUDE - 30);
		assertEquals(0, south.parallactic(), 1);
		assertEquals(60, south.altitude(), 0.5);
		assertEquals(1.1528, south.airmass(), 0.006);
	}

	@Test
	void anglesComeOutBetweenMinusAndPlusHalfATurn() {
		assertEquals(180, Observatory.turned(-180));
		assertEquals(-60, Observatory.turned(300));
		assertEquals(0, Observatory.turned(720));
	}
}
