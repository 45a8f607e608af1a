package org.armillary.kmos.simulator.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import org.armillary.kmos.simulator.config.Setting;
import org.armillary.kmos.simulator.config.Settings;
import org.armillary.kmos.simulator.random.RandomStreams;
import org.armillary.kmos.simulator.random.RandomStreams.Purpose;

/**
 * Air and sky as they change in time; what is looked at in the order of time is the same whenever it is looked at
 * again with the same seed. Not for several threads.
 *
 * <p>Seeing, clouds, each vibrational group of hydroxyl, its rotational temperature and oxygen wander independently
 * of each other with a memory of their own, water vapour without one. Hydroxyl changes by the strength given in about
 * ten minutes.
 */
final class Weather {

	/** Upper vibrational levels of hydroxyl, from 0. */
	static final int GROUPS = 11;

	private static final double HOUR = 3600;
	private static final double GROUP_MEMORY = 900;
	private static final double KELVIN_MEMORY = HOUR;
	private static final double SEEING_MEMORY = 1800;
	private static final double CLOUD_MEMORY = 1200;
	private static final double OXYGEN_MEMORY = 2 * HOUR;
	private static final double GROUND_MEMORY = 3 * HOUR;
	/** How fast it gets colder, °C in an hour; the day in between makes up for it. */
	private static final double COOLING_CELSIUS = 0.25;
	private static final double DAY = 24 * HOUR;
	/** How long before the time of the first exposure it is warmest, s. */
	private static final double WARMEST = 4 * HOUR;
	private static final double LOWEST_KELVIN = 100;
	private static final int SEEING = 20;
	private static final int WATER = 21;
	private static final int CLOUDS = 22;
	private static final int ROTATION = 23;
	private static final int OXYGEN = 24;
	private static final int PRESSURE = 25;
	private static final int TEMPERATURE = 26;
	private static final int HUMIDITY = 27;

	private final Settings settings;
	private final List<Drift> groups;
	private final Drift seeing;
	private final Drift clouds;
	private final Drift rotation;
	private final Drift oxygen;
	private final Drift pressure;
	private final Drift temperature;
	private final Drift humidity;
	private final SplittableRandom waterSteps;
	private double water;
	private double seconds;

	/**
	 * What there is at a time.
	 *
	 * @param hectopascal
	 *            pressure at the ground
	 * @param celsius
	 *            temperature at the ground
	 * @param humidityPercent
	 *            relative humidity at the ground
	 * @param seeingArcsec
	 *            at 0.5 µm in the zenith
	 * @param waterMillimetre
	 *            precipitable water vapour in the zenith
	 * @param cloudTransmission
	 *            1 where there are no clouds
	 * @param groupFactors
	 *            brightness of hydroxyl by upper vibrational level, 0 to 10, over its usual one
	 * @param rotationalKelvin
	 *            rotational temperature of hydroxyl
	 * @param oxygenFactor
	 *            brightness of oxygen over its usual one
	 */
	record Air(double hectopascal, double celsius, double humidityPercent, double seeingArcsec, double waterMillimetre,
			double cloudTransmission, List<Double> groupFactors, double rotationalKelvin, double oxygenFactor) {
	}

	Weather(Settings settings, RandomStreams streams) {
		this.settings = settings;
		var wandering = new ArrayList<Drift>();
		for (int group = 0; group < GROUPS; group++) {
			wandering.add(new Drift(streams.generator(Purpose.CONDITIONS, group), GROUP_MEMORY));
		}
		groups = List.copyOf(wandering);
		seeing = new Drift(streams.generator(Purpose.CONDITIONS, SEEING), SEEING_MEMORY);
		clouds = new Drift(streams.generator(Purpose.CONDITIONS, CLOUDS), CLOUD_MEMORY);
		rotation = new Drift(streams.generator(Purpose.CONDITIONS, ROTATION), KELVIN_MEMORY);
		oxygen = new Drift(streams.generator(Purpose.CONDITIONS, OXYGEN), OXYGEN_MEMORY);
		pressure = new Drift(streams.generator(Purpose.CONDITIONS, PRESSURE), GROUND_MEMORY);
		temperature = new Drift(streams.generator(Purpose.CONDITIONS, TEMPERATURE), GROUND_MEMORY);
		humidity = new Drift(streams.generator(Purpose.CONDITIONS, HUMIDITY), GROUND_MEMORY);
		waterSteps = streams.generator(Purpose.CONDITIONS, WATER);
		water = settings.get(Setting.WATER_VAPOUR);
	}

	/**
	 * The air at a time, not before that of the last call.
	 *
	 * @param now
	 *            seconds of the night
	 */
	Air at(double now) {
		double passed = Math.max(0, now - seconds);
		seconds = Math.max(seconds, now);
		double hours = passed / HOUR;
		double waterDrift = settings.get(Setting.WATER_DRIFT);
		water *= StrictMath.exp(waterDrift * StrictMath.sqrt(hours) * waterSteps.nextGaussian());
		var factors = new ArrayList<Double>();
		for (Drift group : groups) {
			factors.add(share(settings.get(Setting.OH_GROUPS), group.after(passed)));
		}
		double extinction = settings.get(Setting.CLOUD_DEPTH) * StrictMath.abs(clouds.after(passed));
		double kelvin = settings.get(Setting.OH_KELVIN)
				+ settings.get(Setting.OH_KELVIN_DRIFT) * rotation.after(passed);
		double hoursOfNight = ((seconds + WARMEST) % DAY - WARMEST) / HOUR;
		double celsius = 12 - COOLING_CELSIUS * hoursOfNight + 0.5 * temperature.after(passed);
		return new Air(743 + pressure.after(passed), celsius,
				15 * StrictMath.exp(0.2 * humidity.after(passed)),
				settings.get(Setting.SEEING_FWHM) * share(settings.get(Setting.SEEING_DRIFT), seeing.after(passed)),
				water, StrictMath.pow(10, -0.4 * extinction), List.copyOf(factors), Math.max(LOWEST_KELVIN, kelvin),
				share(settings.get(Setting.OH_GROUPS), oxygen.after(passed)));
	}

	/** A factor of mean 1 that is never negative, with a relative standard deviation. */
	private static double share(double deviation, double standardised) {
		return StrictMath.exp(deviation * standardised - deviation * deviation / 2);
	}
}
