package org.armillary.kmos.simulator.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;

import org.armillary.kmos.simulator.config.Effect;
import org.armillary.kmos.simulator.config.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dispersion of the air against published numbers. */
class RefractionTest {

	/**
	 * Filippenko 1982 (PASP 94, 715), table 1, at sec z = 1.5: 600 mm of mercury, 7 degrees, 8 mm of water vapour; relative to
	 * 0.5 µm. Printed to 0.01, and from Edlén's older dispersion and the first order in the tangent, 1 per cent off.
	 */
	@ParameterizedTest
	@CsvSource({ "0.40, 0.71", "0.45, 0.29", "0.55, -0.21", "0.60, -0.37", "0.65, -0.50", "0.80, -0.74", "0.90, -0.84",
			"1.00, -0.91" })
	void agreesWithFilippenko(double micron, double arcsec) {
		Conditions conditions = air(48.1897, 0, 799.93, 7, 106.5);
		Refraction refraction = Refraction.of(conditions, Settings.standard());
		assertEquals(arcsec, refraction.towardZenithArcsec(micron) - refraction.towardZenithArcsec(0.5),
				0.005 + 0.01 * Math.abs(arcsec));
	}

	/** Coefficients of the tangent of the zenith distance by ERFA's refco for 743 hPa, 12 degrees, 15 per cent; less that at 0.8. */
	@ParameterizedTest
	@CsvSource({ "0.5, 0.6012", "1.0, -0.13542", "1.25, -0.22143", "1.65, -0.28625", "2.2, -0.32430", "2.4, -0.33211" })
	void agreesWithErfaInTheInfrared(double micron, double arcsec) {
		Refraction refraction = Refraction.of(air(45, 0, 743, 12, 15), Settings.standard());
		assertEquals(arcsec, refraction.towardZenithArcsec(micron), 0.01 * Math.abs(arcsec));
	}

	/** The laser line of 0.633 µm in dry air of 20 degrees and one atmosphere (Birch and Downs 1994). */
	@Test
	void indexOfAirIsThatOfTheLaboratory() {
		Refraction refraction = Refraction.of(air(45, 0, 1013.25, 20, 0), Settings.standard());
		assertEquals(2.71800e-4, refraction.refractivity(0.63299), 2e-9);
	}

	/** With the zenith in the north-east, blue light lies there and red light to the south-west. */
	@Test
	void blueLightLiesTowardTheZenith() {
		Refraction refraction = Refraction.of(air(45, 45, 743, 12, 15), Settings.standard());
		assertTrue(refraction.xArcsec(0.7) > 0.01 && refraction.yArcsec(0.7) > 0.01);
		assertTrue(refraction.xArcsec(2.2) < -0.1 && refraction.yArcsec(2.2) < -0.1);
		assertEquals(Math.abs(refraction.towardZenithArcsec(2.2)),
				Math.hypot(refraction.xArcsec(2.2), refraction.yArcsec(2.2)), 1e-12);
		Refraction east = Refraction.of(air(45, 90, 743, 12, 15), Settings.standard());
		assertEquals(0, east.yArcsec(2.2), 1e-12);
		assertTrue(east.xArcsec(2.2) < 0);
	}

	@Test
	void canBeOffAndIsNothingInTheZenithAndWhereTheCameraGuides() {
		Settings off = Settings.standard().without(Set.of(Effect.DISPERSION));
		assertEquals(0, Refraction.of(air(60, 0, 743, 12, 15), off).towardZenithArcsec(2.2), 1e-15);
		assertEquals(0, Refraction.of(air(0, 0, 743, 12, 15), Settings.standard()).towardZenithArcsec(2.2),
				1e-15);
		assertEquals(0, Refraction.of(air(60, 0, 743, 12, 15), Settings.standard())
				.towardZenithArcsec(Refraction.GUIDE_MICRON), 1e-15);
	}

	static Conditions air(double zenith, double parallactic, double hectopascal, double celsius, double humidity) {
		double airmass = 1 / Math.cos(Math.toRadians(zenith));
		return new Conditions(airmass, airmass, zenith, parallactic, hectopascal, celsius, humidity, 0.8, 2.5, 1,
				List.of(),
				190, 1, 0, 0);
	}

	/** Seeing so good, at 50 degrees from the zenith, that with steep wings nothing misses the field. */
	static Conditions calm(double parallactic) {
		return new Conditions(1.55, 1.55, 50, parallactic, 743, 12, 15, 0.3, 2.5, 1, List.of(), 190, 1, 0, 0);
	}
}
