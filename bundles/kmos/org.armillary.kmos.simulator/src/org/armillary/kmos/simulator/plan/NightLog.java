package org.armillary.kmos.simulator.plan;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

import org.armillary.kmos.simulator.config.Setting;
import org.armillary.kmos.simulator.config.Settings;
import org.armillary.kmos.simulator.header.Exposure;
import org.armillary.kmos.simulator.header.Gratings;
import org.armillary.kmos.simulator.header.RawClass;
import org.armillary.kmos.simulator.header.RawKeywords;
import org.armillary.kmos.simulator.optics.Band;
import org.armillary.kmos.simulator.optics.InstrumentState;
import org.armillary.kmos.simulator.plan.ExposureKeywords.Moment;
import org.armillary.kmos.simulator.random.RandomStreams;
import org.armillary.kmos.simulator.random.RandomStreams.Purpose;
import org.armillary.kmos.simulator.source.Conditions;

/**
 * Takes the exposures of a night down, with the clock, the state of the instrument and the weather at each of them.
 * Not for several threads.
 */
final class NightLog {

	/** Altitude of the sun at which the twilight sky has its nominal brightness, degrees. */
	static final double TWILIGHT_ALTITUDE = -5;

	/** Change of the sun's altitude by which twilight fades by the factor e, degrees. */
	private static final double TWILIGHT_SCALE = 1.2;
	/** Altitude of the sun below which there is no twilight, degrees. */
	private static final double NIGHT_ALTITUDE = -16;
	private static final double DAY_SECONDS = 86_400;
	private static final double KELVIN_STEP = 0.05;
	private static final double LARGEST_DRIFT_KELVIN = 0.45;
	private static final double SENSOR_NOISE_KELVIN = 0.02;
	private static final double CADENCE_JITTER = 0.4;
	private static final double LAMP_MEMORY = 300;
	private static final int CLOCK = 0;
	private static final int TEMPERATURE = 1;
	private static final int LAMP = 2;

	private final Settings settings;
	private final Weather weather;
	private final ArmPointing pointing;
	private final Set<Integer> locked;
	private final SplittableRandom random;
	private final Drift lamp;
	private final double startKelvin;
	private final double driftKelvin;
	private final double driftPhase;
	private final List<NightExposure> exposures = new ArrayList<>();
	private final LocalDateTime epoch;
	private LocalDateTime begin;
	private LocalDateTime clock;
	private LocalDateTime lampTime;
	private Band band;
	private int gratingMove;
	private double kelvin;

	/**
	 * Begins a night.
	 *
	 * @param clock
	 *            time before the first exposure, UTC
	 * @param band
	 *            grating at the beginning
	 * @param locked
	 *            arms that cannot be used
	 */
	NightLog(Settings settings, RandomStreams streams, LocalDateTime clock, Band band, Set<Integer> locked) {
		this.settings = settings;
		this.weather = new Weather(settings, streams);
		this.pointing = new ArmPointing(settings, streams, locked);
		this.locked = locked;
		this.random = streams.generator(Purpose.TIMES, CLOCK);
		this.lamp = new Drift(streams.generator(Purpose.TIMES, LAMP), LAMP_MEMORY);
		this.clock = clock;
		this.epoch = clock;
		this.begin = clock;
		this.lampTime = clock;
		this.band = band;
		SplittableRandom warmth = streams.generator(Purpose.TIMES, TEMPERATURE);
		double spread = settings.get(Setting.TEMPERATURE_SPREAD);
		startKelvin = InstrumentState.NOMINAL_KELVIN
				+ spread * StrictMath.clamp(warmth.nextGaussian(), -3.0, 3.0);
		driftKelvin = StrictMath.min(LARGEST_DRIFT_KELVIN, spread * warmth.nextDouble(0.3, 0.9));
		driftPhase = warmth.nextDouble(0, 2 * StrictMath.PI);
		readTemperature();
	}

	/** The exposures so far. */
	List<NightExposure> exposures() {
		return List.copyOf(exposures);
	}

	/** The time, UTC. */
	LocalDateTime clock() {
		return clock;
	}

	/** Lets time pass. */
	void pass(double seconds) {
		clock = clock.plus(StrictMath.round(seconds * 1e3), ChronoUnit.MILLIS);
	}

	/** Waits until a time, and does not where it is over. */
	void waitFor(LocalDateTime time) {
		if (clock.isBefore(time)) {
			clock = time;
		}
	}

	/** Turns the grating wheel to a band, and moves it also where it is there already, if that is asked for. */
	void turnGrating(Band other, boolean anyway) {
		if (other != band || anyway) {
			band = other;
			gratingMove++;
		}
		readTemperature();
	}

	/** The temperature of the optics in the next exposures; it is taken as constant in a template. */
	void readTemperature() {
		double turn = 2 * StrictMath.PI * ChronoUnit.SECONDS.between(epoch, clock) / DAY_SECONDS;
		double now = startKelvin
				+ driftKelvin * (StrictMath.sin(turn + driftPhase) - StrictMath.sin(driftPhase)) / 2;
		kelvin = StrictMath.rint(now / KELVIN_STEP) * KELVIN_STEP;
	}

	/** Brightness of the twilight sky over its nominal one; 0 at night. */
	static double twilight(LocalDateTime time) {
		double altitude = Observatory.sunAltitude(time);
		return altitude < NIGHT_ALTITUDE ? 0
				: StrictMath.exp((StrictMath.min(altitude, 0) - TWILIGHT_ALTITUDE) / TWILIGHT_SCALE);
	}

	/** Makes an exposure and lets its time and overhead pass. */
	void expose(Shot shot) {
		if (exposures.isEmpty()) {
			begin = clock;
		}
		LocalDateTime middle = clock.plus(StrictMath.round(shot.seconds() * 500), ChronoUnit.MILLIS);
		LocalDateTime end = clock.plus(StrictMath.round(shot.seconds() * 1e3), ChronoUnit.MILLIS);
		Moment atStart = moment(shot, clock);
		Moment between = moment(shot, middle);
		Moment atEnd = moment(shot, end);
		double angle = between.view().map(view -> rounded(view.rotator())).orElse(shot.angle());
		var state = new InstrumentState(band, angle, gratingMove, kelvin);
		var exposure = new Exposure(shot.rawClass(), shot.type(), clock, shot.dit(), shot.ndit(),
				shot.mode().name(), Gratings.parse(band.name()), angle, shot.template(), shot.number(), shot.block(),
				shot.aim().map(Aim::arms).orElse(List.of()),
				rounded(kelvin + SENSOR_NOISE_KELVIN * random.nextGaussian()));
		Map<String, Object> keywords = ExposureKeywords.of(exposure, shot, band, locked, atStart, atEnd);
		exposures.add(new NightExposure(exposures.size(), RawKeywords.fileName(clock), shot.rawClass(), shot.dataset(),
				ChronoUnit.MILLIS.between(begin, clock) / 1e3, shot.dit(), shot.ndit(), shot.mode().name(),
				shot.mode().readNoise(), state, conditions(shot, middle, atStart, between, atEnd),
				lampFactor(shot.rawClass()), arms(shot, angle), keywords));
		pass(shot.seconds() + shot.overhead() + random.nextDouble(-CADENCE_JITTER, CADENCE_JITTER));
	}

	private Moment moment(Shot shot, LocalDateTime time) {
		return new Moment(
				shot.aim().map(aim -> Observatory.view(time, aim.rightAscension(), aim.declination())),
				weather.at(ChronoUnit.MILLIS.between(begin, time) / 1e3));
	}

	private static Conditions conditions(Shot shot, LocalDateTime middle, Moment start, Moment between, Moment end) {
		Weather.Air air = between.air();
		Optional<Aim> aim = shot.aim();
		return new Conditions(start.view().map(Observatory.View::airmass).orElse(1.0),
				end.view().map(Observatory.View::airmass).orElse(1.0),
				between.view().map(Observatory.View::zenith).orElse(0.0),
				between.view().map(Observatory.View::parallactic).orElse(0.0), air.hectopascal(), air.celsius(),
				air.humidityPercent(), air.seeingArcsec(), air.waterMillimetre(), air.cloudTransmission(),
				air.groupFactors(), air.rotationalKelvin(), air.oxygenFactor(),
				aim.isPresent() ? twilight(middle) : 0, aim.map(target -> Observatory.recessionOfBarycentre(middle,
						target.rightAscension(), target.declination())).orElse(0.0));
	}

	private double lampFactor(RawClass rawClass) {
		if (rawClass != RawClass.FLAT_ON && rawClass != RawClass.ARC_ON) {
			return 1;
		}
		double passed = ChronoUnit.MILLIS.between(lampTime, clock) / 1e3;
		lampTime = clock;
		return StrictMath.exp(settings.get(Setting.LAMP_DRIFT) * lamp.after(passed));
	}

	private List<ArmView> arms(Shot shot, double angle) {
		if (shot.aim().isEmpty()) {
			return pointing.parked();
		}
		Aim aim = shot.aim().get();
		return aim.parked() ? pointing.twilight(shot.templateNumber())
				: pointing.at(aim.field(), shot.templateNumber(), angle, aim.eastDither(), aim.northDither());
	}

	private static double rounded(double value) {
		return StrictMath.rint(value * 1e3) / 1e3;
	}
}
