package org.armillary.kmos.simulator.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.EnumSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import org.armillary.kmos.simulator.config.Effect;
import org.armillary.kmos.simulator.config.Setting;
import org.armillary.kmos.simulator.config.Settings;
import org.armillary.kmos.simulator.random.RandomStreams;
import org.junit.jupiter.api.Test;

/** Air and sky in time. */
class WeatherTest {

	private static final int NIGHTS = 1500;
	private static final double LATER = 600;

	private static Weather weather(Settings settings, long seed) {
		return new Weather(settings, new RandomStreams(seed));
	}

	/** Mean and standard deviation of a quantity at an hour into many nights. */
	private static double[] moments(ToDoubleFunction<Weather.Air> quantity) {
		double sum = 0;
		double squares = 0;
		for (int seed = 1; seed <= NIGHTS; seed++) {
			double value = quantity.applyAsDouble(weather(Settings.standard(), seed).at(3600));
			sum += value;
			squares += value * value;
		}
		double mean = sum / NIGHTS;
		return new double[] { mean, Math.sqrt(squares / NIGHTS - mean * mean) };
	}

	@Test
	void strengthsAreThoseOfTheSettings() {
		// the standard deviation of a standard deviation from 1500 nights is 1.8 per cent, of a mean 2.6 per cent of it
		double[] seeing = moments(Weather.Air::seeingArcsec);
		assertEquals(0.8, seeing[0], 4 * 0.08 / Math.sqrt(NIGHTS));
		assertEquals(0.08, seeing[1], 0.08 * 0.08);
		double[] kelvin = moments(Weather.Air::rotationalKelvin);
		assertEquals(190, kelvin[0], 4 * 8 / Math.sqrt(NIGHTS));
		assertEquals(8, kelvin[1], 8 * 0.08);
		double[] group = moments(air -> air.groupFactors().get(7));
		assertEquals(1, group[0], 4 * 0.1 / Math.sqrt(NIGHTS));
		assertEquals(0.1, group[1], 0.1 * 0.08);
		double[] water = moments(air -> Math.log(air.waterMillimetre() / 2.5));
		assertEquals(0, water[0], 4 * 0.05 / Math.sqrt(NIGHTS));
		assertEquals(0.05, water[1], 0.05 * 0.08);
		double[] clouds = moments(air -> -2.5 * Math.log10(air.cloudTransmission()));
		assertEquals(0.03 * Math.sqrt(2 / Math.PI), clouds[0], 0.002);
	}

	@Test
	void groupsOfHydroxylChangeByTheirStrengthInTenMinutesAndEachByItself() {
		double change = 0;
		double together = 0;
		for (int seed = 1; seed <= NIGHTS; seed++) {
			Weather weather = weather(Settings.standard(), seed);
			Weather.Air first = weather.at(0);
			Weather.Air later = weather.at(LATER);
			double one = later.groupFactors().get(4) - first.groupFactors().get(4);
			double other = later.groupFactors().get(5) - first.groupFactors().get(5);
			change += one * one / NIGHTS;
			together += one * other / NIGHTS;
		}
		assertEquals(0.1, Math.sqrt(change), 0.01);
		assertEquals(0, together / change, 4 / Math.sqrt(NIGHTS));
	}

	@Test
	void nothingChangesWhereItIsSwitchedOff() {
		Settings quiet = Settings.standard()
				.without(EnumSet.of(Effect.SEEING, Effect.CLOUDS, Effect.AIRGLOW, Effect.TELLURIC));
		Weather weather = weather(quiet, 3);
		for (int hour = 0; hour < 10; hour++) {
			Weather.Air air = weather.at(3600.0 * hour);
			assertEquals(0.8, air.seeingArcsec());
			assertEquals(1, air.cloudTransmission());
			assertEquals(190, air.rotationalKelvin());
			assertEquals(2.5, air.waterMillimetre());
			assertEquals(Collections.nCopies(Weather.GROUPS, 1.0), air.groupFactors());
		}
	}

	@Test
	void eachNightIsAsWarmAsTheOneBefore() {
		double hour = 3600;
		for (int night = 0; night < 3; night++) {
			double evening = 24 * hour * night;
			double atDusk = celsius(evening - (night > 0 ? hour : 0));
			double inTheMorning = celsius(evening + 16 * hour);
			// 0.5 degrees in each of 400 nights
			assertEquals(12 + (night > 0 ? 0.25 : 0), atDusk, 4 * 0.5 / 20);
			assertEquals(12 - 0.25 * 16, inTheMorning, 4 * 0.5 / 20);
		}
	}

	private static double celsius(double seconds) {
		return IntStream.rangeClosed(1, 400)
				.mapToDouble(seed -> weather(Settings.standard(), seed).at(seconds).celsius())
				.average().orElseThrow();
	}

	@Test
	void aStrengthThatIsSetDoesNotChangeTheOthers() {
		Weather.Air usual = weather(Settings.standard(), 5).at(0);
		Weather.Air worse = weather(Settings.standard().with(Setting.SEEING_FWHM, 1.6), 5).at(0);
		assertEquals(2, worse.seeingArcsec() / usual.seeingArcsec(), 1e-12);
		assertEquals(usual.groupFactors(), worse.groupFactors());
		assertTrue(usual.humidityPercent() > 2 && usual.humidityPercent() < 60);
	}
}
