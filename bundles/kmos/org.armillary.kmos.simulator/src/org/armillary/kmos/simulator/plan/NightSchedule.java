package org.armillary.kmos.simulator.plan;

import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

import org.armillary.kmos.simulator.header.Cadence;
import org.armillary.kmos.simulator.header.ObservingBlock;
import org.armillary.kmos.simulator.header.RawClass;
import org.armillary.kmos.simulator.header.RawKeywords;
import org.armillary.kmos.simulator.header.Template;
import org.armillary.kmos.simulator.optics.Band;
import org.armillary.kmos.simulator.plan.NightSettings.Size;
import org.armillary.kmos.simulator.random.RandomStreams;
import org.armillary.kmos.simulator.random.RandomStreams.Purpose;
import org.armillary.kmos.simulator.source.Target;
import org.armillary.kmos.simulator.source.Target.SpectralType;
import org.armillary.kmos.simulator.source.Target.Star;

/**
 * Executes the templates of a night after each other: twilight flats, then for each band a standard star, science and
 * the other standard stars, and in the morning darks, lamp flats and arcs. Times between exposures are those seen in
 * the archive: darks of 60 s 68 s apart, flats 11 s, arcs 64 s, standards 85 s, science of 600 s 618 s. Bands for
 * which a night is too short are observed in the next one. Not for use by several threads.
 */
final class NightSchedule {

	private static final LocalTime AFTERNOON = LocalTime.of(20, 0);
	private static final LocalTime MORNING = LocalTime.of(12, 30);
	private static final double DARK_SUN = -16.5;
	private static final double STEP_SECONDS = 20;
	private static final double GRATING_SECONDS = 40;
	private static final double SLEW_SECONDS = 180;
	private static final double STANDARD_DIT = 10;
	private static final int STANDARD_NDIT = 2;
	private static final double STAR_ACQUISITION_DIT = 5;
	private static final double FIELD_ACQUISITION_DIT = 10;
	private static final double TWILIGHT_DIT = 5;
	private static final double SHORTEST_TWILIGHT_DIT = 2.5;
	private static final double LONGEST_TWILIGHT_DIT = 120;
	private static final double TEST_SHARE = 0.3;
	private static final int FLATS = 3;
	private static final int ARCS = 1;
	private static final int SKY_FLATS = 4;
	private static final int STANDARDS = 4;
	private static final String SMALL_NOD = "OSOS";
	private static final String NOD = "OSOOSOOS";
	private static final String SCIENCE_PROGRAM = "097.A-0100(A)";
	/** Places of the telescope around the field, east and north, arcsec; some by half a pixel. */
	private static final double[][] DITHERS = { { 0, 0 }, { 0.2, -0.2 }, { -0.3, 0.1 }, { 0.4, 0.3 }, { -0.2, -0.4 },
			{ 0.1, 0.2 } };
	private static final int FIELDS = 10;
	private static final int LOCKED = 11;
	private static final int STARS = 12;

	private final NightSettings settings;
	private final RandomStreams streams;
	private final SplittableRandom random;
	private final Set<Integer> locked;
	private final NightLog log;
	private int templates;
	private int blocks;

	/** A template that runs. */
	private record Running(Template template, int templateNumber, ObservingBlock block, String dataset) {
	}

	NightSchedule(NightSettings settings) {
		this.settings = settings;
		this.streams = new RandomStreams(settings.seed());
		this.random = streams.generator(Purpose.NIGHT);
		this.locked = SkyField.locked(streams.generator(Purpose.ARMS, LOCKED), settings.targets().keySet(),
				Cadence.STANDARD_ARMS);
		this.log = new NightLog(settings.strengths(), streams, settings.start().atTime(AFTERNOON),
				settings.bands().getFirst(), locked);
	}

	/** Executes all and returns the exposures. */
	List<NightExposure> execute() {
		var rest = new ArrayList<>(settings.bands());
		for (int night = 0; !rest.isEmpty(); night++) {
			LocalDateTime afternoon = settings.start().plusDays(night).atTime(AFTERNOON);
			List<Band> bands = rest.subList(0, StrictMath.min(rest.size(), bandsOf(afternoon)));
			night(afternoon, bands);
			bands.clear();
		}
		return log.exposures();
	}

	private void night(LocalDateTime afternoon, List<Band> bands) {
		log.waitFor(whenSun(afternoon, NightLog.TWILIGHT_ALTITUDE + 0.4 * StrictMath.min(bands.size(), 4), true));
		for (Band band : bands) {
			turn(band, false);
			skyFlat(band);
		}
		log.waitFor(whenSun(afternoon, DARK_SUN, true));
		for (Band band : bands) {
			turn(band, false);
			standard(band, settings.standards().getFirst());
			science(band);
			settings.standards().stream().skip(1).forEach(type -> standard(band, type));
		}
		log.waitFor(afternoon.toLocalDate().plusDays(1).atTime(MORNING));
		turn(bands.getFirst(), true);
		dark();
		for (Band band : bands) {
			turn(band, false);
			lamps(band, RawClass.FLAT_OFF, RawClass.FLAT_ON, FLATS, Cadence.FLAT_DIT, Cadence.FLAT_OVERHEAD);
			lamps(band, RawClass.ARC_OFF, RawClass.ARC_ON, ARCS, Cadence.ARC_DIT, Cadence.ARC_OVERHEAD);
		}
	}

	private void dark() {
		List<Double> times = settings.size() == Size.SMALL ? List.of(60.0) : List.of(60.0, 10.0);
		int each = settings.size() == Size.SMALL ? 3 : 5;
		Running running = begin("KMOS_spec_cal_dark", "Dark exposures", each * times.size(), block("DARK"), "dark");
		int number = 1;
		for (double dit : times) {
			for (int i = 0; i < each; i++) {
				inside(RawClass.DARK, dit, running, number++, settings.angles().getFirst(), Cadence.DARK_OVERHEAD,
						"dark " + (long) dit + " " + RawKeywords.second(running.template().start()));
			}
		}
	}

	/** Off frames first, then angle by angle. */
	private void lamps(Band band, RawClass off, RawClass on, int each, double dit, double overhead) {
		boolean flat = on == RawClass.FLAT_ON;
		Running running = begin(flat ? "KMOS_spec_cal_calunitflat" : "KMOS_spec_cal_wave", flat ? "Lamp flats" : "Arcs",
				each * (1 + settings.angles().size()), block(flat ? "FLAT" : "WAVE"), (flat ? "flat " : "arc ") + band);
		int number = 1;
		for (int i = 0; i < each; i++) {
			inside(off, dit, running, number++, settings.angles().getFirst(), overhead, running.dataset());
		}
		for (double angle : settings.angles()) {
			log.pass(Cadence.ANGLE_SECONDS);
			for (int i = 0; i < each; i++) {
				inside(on, dit, running, number++, angle, overhead, running.dataset());
			}
		}
	}

	private void inside(RawClass rawClass, double dit, Running running, int number, double angle, double overhead,
			String dataset) {
		log.expose(new Shot(rawClass, rawClass.type(), dit, 1, ReadMode.ramp(settings.strengths(), dit),
				running.template(), running.templateNumber(), number, running.block(), dataset, angle, Optional.empty(),
				overhead));
	}

	/** Twilight near the zenith; integrations grow as it fades, and the first is short, to see how bright it is. */
	private void skyFlat(Band band) {
		Running running = begin("KMOS_spec_cal_skyflat", "Sky flats", SKY_FLATS, block("FLAT,SKY"),
				"sky-flat " + band);
		var star = new Star("twilight", SpectralType.G2V, 0, 0, 0, 0);
		SkyField field = SkyField.standard(random, star, Observatory.sidereal(log.clock()),
				rounded(Observatory.LATITUDE - random.nextDouble(15, 25), 1e4), locked);
		for (int number = 1; number <= SKY_FLATS; number++) {
			double wanted = TWILIGHT_DIT / NightLog.twilight(log.clock()) * (number == 1 ? TEST_SHARE : 1);
			double dit = rounded(StrictMath.clamp(wanted, SHORTEST_TWILIGHT_DIT, LONGEST_TWILIGHT_DIT), 10);
			onSky(RawClass.FLAT_SKY, RawClass.FLAT_SKY.type(), dit, 1, ReadMode.ramp(settings.strengths(), dit),
					running, number, new Aim(field, true, 0, 0, Optional.empty()), Cadence.FLAT_OVERHEAD);
		}
	}

	private void standard(Band band, SpectralType type) {
		SplittableRandom stars = streams.generator(Purpose.NIGHT, STARS, band.ordinal(), type.ordinal());
		var star = new Star("HIP" + stars.nextInt(1000, 99_999), type, rounded(stars.nextDouble(8.2, 9.2), 100), 0, 0,
				rounded(stars.nextDouble(-50, 50), 10));
		log.pass(SLEW_SECONDS);
		double hours = stars.nextDouble(-0.3, 0.1);
		SkyField field = SkyField.standard(stars, star, eastOfMeridian(hours), declination(stars), locked);
		ObservingBlock block = block("STD_" + star.name(), Cadence.CALIBRATION_PROGRAM, star.name());
		acquisition("KMOS_spec_acq_stdstar", block,
				new Aim(field.withStar(star, Cadence.STANDARD_ARMS.getFirst()), false, 0, 0, Optional.of(star)),
				STAR_ACQUISITION_DIT, ReadMode.pair(settings.strengths()));
		Running running = begin("KMOS_spec_cal_stdstar", "Standard star", STANDARDS, block, "standard " + band);
		for (int number = 1; number <= STANDARDS; number++) {
			boolean sky = number > Cadence.STANDARD_ARMS.size();
			SkyField seen = sky ? field : field.withStar(star, Cadence.STANDARD_ARMS.get(number - 1));
			onSky(RawClass.STD, RawClass.STD.type(), STANDARD_DIT, STANDARD_NDIT,
					ReadMode.ramp(settings.strengths(), STANDARD_DIT), running, number,
					new Aim(seen, false, 0, 0, Optional.of(star)), Cadence.STANDARD_OVERHEAD);
		}
	}

	private void science(Band band) {
		boolean small = settings.size() == Size.SMALL;
		String nod = small ? SMALL_NOD : NOD;
		double dit = small ? 300 : 600;
		SplittableRandom fields = streams.generator(Purpose.NIGHT, FIELDS, band.ordinal());
		log.pass(SLEW_SECONDS);
		double halfHours = nod.length() * (dit + Cadence.SCIENCE_OVERHEAD) / 3600 / 2;
		SkyField field = field(fields, band, eastOfMeridian(fields.nextDouble(-0.2, 0.2) - halfHours));
		double direction = fields.nextDouble(0, 2 * StrictMath.PI);
		double distance = fields.nextDouble(30, 60);
		SkyField sky = field.besides(rounded(distance * StrictMath.sin(direction), 10),
				rounded(distance * StrictMath.cos(direction), 10));
		ObservingBlock block = block(field.name(), SCIENCE_PROGRAM, field.name());
		acquisition("KMOS_spec_acq", block, new Aim(field, false, 0, 0, Optional.empty()), FIELD_ACQUISITION_DIT,
				ReadMode.ramp(settings.strengths(), FIELD_ACQUISITION_DIT));
		Running running = begin("KMOS_spec_obs_nodtosky", "Nod to sky", nod.length(), block, "science " + band);
		int dither = -1;
		for (int number = 1; number <= nod.length(); number++) {
			boolean object = nod.charAt(number - 1) == 'O';
			dither += object ? 1 : 0;
			double[] moved = DITHERS[dither % DITHERS.length];
			onSky(RawClass.SCIENCE, object ? RawClass.SCIENCE.type() : "SKY", dit, 1,
					ReadMode.ramp(settings.strengths(), dit), running, number,
					new Aim(object ? field : sky, false, moved[0], moved[1], Optional.empty()),
					Cadence.SCIENCE_OVERHEAD);
		}
	}

	private SkyField field(SplittableRandom fields, Band band, double rightAscension) {
		String name = "FIELD-" + band;
		Map<Integer, Target> targets = settings.targets();
		Set<Integer> references = settings.references();
		if (targets.isEmpty()) {
			List<Target> madeUp = MadeUpTargets.of(fields, name, band);
			targets = SkyField.dealt(SkyField.shuffled(fields, locked, madeUp.size()), madeUp);
			references = SkyField.armsOf(targets, madeUp.getLast());
		}
		return SkyField.science(fields, name, rightAscension, declination(fields), targets, references, locked);
	}

	private void acquisition(String id, ObservingBlock block, Aim aim, double dit, ReadMode mode) {
		onSky(RawClass.ACQ, RawClass.ACQ.type(), dit, 1, mode, begin(id, "Acquisition", 1, block, "acquisition"), 1,
				aim, Cadence.STANDARD_OVERHEAD);
	}

	private void onSky(RawClass rawClass, String type, double dit, int ndit, ReadMode mode, Running running,
			int number, Aim aim, double overhead) {
		log.expose(new Shot(rawClass, type, dit, ndit, mode, running.template(), running.templateNumber(), number,
				running.block(), running.dataset(), 0, Optional.of(aim), overhead));
	}

	private void turn(Band band, boolean anyway) {
		log.turnGrating(band, anyway);
		log.pass(GRATING_SECONDS);
	}

	private Running begin(String id, String name, int exposures, ObservingBlock block, String dataset) {
		if (block.program().equals(SCIENCE_PROGRAM) || block.name().startsWith("STD")) {
			log.readTemperature();
		}
		LocalDateTime start = log.clock().truncatedTo(ChronoUnit.SECONDS);
		log.pass(Cadence.SETUP_SECONDS + random.nextDouble(0, 5));
		return new Running(new Template(id, name, start, exposures), templates++, block,
				dataset + " " + RawKeywords.second(start));
	}

	private ObservingBlock block(String target) {
		return block("KMOS_" + target.toLowerCase(Locale.ROOT).replace(',', '_'), Cadence.CALIBRATION_PROGRAM, target);
	}

	private ObservingBlock block(String name, String program, String target) {
		return new ObservingBlock(2_000_000L + blocks++, name, program, target, 0);
	}

	/** Right ascension of what is at an hour angle now, degrees. */
	private double eastOfMeridian(double hours) {
		double degrees = Observatory.sidereal(log.clock()) - 15 * hours;
		return rounded(degrees - 360 * StrictMath.floor(degrees / 360), 1e4);
	}

	/** Not at the zenith; in small nights to the south of it, where the rotator stands between 30 and 90 degrees. */
	private double declination(SplittableRandom place) {
		boolean south = settings.size() == Size.SMALL || place.nextBoolean();
		double distance = settings.size() == Size.SMALL ? place.nextDouble(20, 35) : place.nextDouble(12, 38);
		return rounded(Observatory.LATITUDE + (south ? -distance : distance), 1e4);
	}

	/** How many bands can be observed in a night; one at least. */
	private int bandsOf(LocalDateTime afternoon) {
		int exposures = settings.size() == Size.SMALL ? SMALL_NOD.length() : NOD.length();
		double science = exposures * ((settings.size() == Size.SMALL ? 300 : 600) + Cadence.SCIENCE_OVERHEAD);
		double star = SLEW_SECONDS + 2 * (Cadence.SETUP_SECONDS + 5) + STAR_ACQUISITION_DIT + Cadence.STANDARD_OVERHEAD
				+ STANDARDS * (STANDARD_NDIT * STANDARD_DIT + Cadence.STANDARD_OVERHEAD);
		double band = GRATING_SECONDS + science + SLEW_SECONDS + 2 * (Cadence.SETUP_SECONDS + 5) + FIELD_ACQUISITION_DIT
				+ Cadence.STANDARD_OVERHEAD + settings.standards().size() * star;
		LocalDateTime dark = whenSun(afternoon, DARK_SUN, true);
		LocalDateTime light = whenSun(dark.plusHours(4), DARK_SUN, false);
		return StrictMath.max(1, (int) (ChronoUnit.SECONDS.between(dark, light) / band));
	}

	/** When the sun reaches an altitude, falling or rising, after a time. */
	private static LocalDateTime whenSun(LocalDateTime after, double altitude, boolean falling) {
		LocalDateTime time = after;
		while (Observatory.sunAltitude(time) > altitude == falling) {
			time = time.plusSeconds((long) STEP_SECONDS);
		}
		return time;
	}

	private static double rounded(double value, double parts) {
		return StrictMath.rint(value * parts) / parts;
	}
}
