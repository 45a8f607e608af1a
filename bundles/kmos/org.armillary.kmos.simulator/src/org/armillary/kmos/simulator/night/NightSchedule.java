package org.armillary.kmos.simulator.night;

import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

import org.armillary.kmos.simulator.header.Cadence;
import org.armillary.kmos.simulator.random.RandomStreams;
import org.armillary.kmos.simulator.random.RandomStreams.Purpose;
import org.armillary.kmos.simulator.header.Arm;
import org.armillary.kmos.simulator.header.Exposure;
import org.armillary.kmos.simulator.header.Gratings;
import org.armillary.kmos.simulator.header.ObservingBlock;
import org.armillary.kmos.simulator.header.RawClass;
import org.armillary.kmos.simulator.header.RawKeywords;
import org.armillary.kmos.simulator.header.Template;

/**
 * Executes the templates of one night after each other and notes the exposures: twilight flats, standard stars and science
 * through the night, darks, flats and arcs in the morning. Times between exposures are those seen in the archive: darks of
 * 60 s 68 s apart, flats 11 s, arcs 64 s, standards 85 s, 600 s science 618 s. Not for use by several threads.
 */
final class NightSchedule {

	private static final LocalTime TWILIGHT = LocalTime.of(23, 20);
	private static final LocalTime DARKNESS = LocalTime.of(0, 15);
	private static final LocalTime MORNING = LocalTime.of(10, 30);
	private static final double STANDARD_DIT = 20;
	private static final double SCIENCE_DIT = 600;
	private static final double SKY_FLAT_DIT = 5;
	private static final double ACQUISITION_DIT = 10;
	private static final String READ_MODE = "Nondest";
	private static final String NOD = "OSOOSO";
	private static final List<String> SCIENCE_TEMPLATES = List.of("KMOS_spec_obs_nodtosky",
			"KMOS_spec_obs_freedither", "KMOS_spec_obs_stare");

	private static final int NIGHTS = 0;
	private static final int FIELDS = 1;

	private final NightPlan plan;
	private final RandomStreams streams;
	private final SplittableRandom random;
	private final List<Draft> drafts;
	private final int night;
	private final double temperature;
	private LocalDateTime clock;
	private int blocks;

	/**
	 * Begins a night.
	 *
	 * @param night
	 *            number of the night, from 0
	 * @param after
	 *            when the one before ended, UTC
	 * @param drafts
	 *            takes the frames
	 */
	private NightSchedule(NightPlan plan, int night, LocalDateTime after, RandomStreams streams, List<Draft> drafts) {
		this.plan = plan;
		this.streams = streams;
		this.random = streams.generator(Purpose.NIGHT, NIGHTS, night);
		this.drafts = drafts;
		this.night = night;
		this.temperature = 120 + round(random.nextDouble(-0.8, 0.8), 1e3);
		this.clock = after;
	}

	/** Executes all templates and returns when the last one ended, UTC. */
	private LocalDateTime execute() {
		waitFor(plan.start().plusDays(night).atTime(TWILIGHT));
		if (plan.skyFlats() > 0) {
			plan.bands().forEach(this::skyFlat);
		}
		waitFor(plan.start().plusDays(night + 1L).atTime(DARKNESS));
		for (Gratings band : plan.bands()) {
			for (int i = 0; i < plan.standards(); i++) {
				standard(band);
			}
			for (int i = 0; i < plan.science(); i++) {
				science(band, i);
			}
		}
		waitFor(plan.start().plusDays(night + 1L).atTime(MORNING));
		if (plan.darks() > 0) {
			dark();
		}
		for (Gratings band : plan.bands()) {
			lamps(band, plan.angles());
		}
		return clock;
	}

	private void dark() {
		Template template = template("KMOS_spec_cal_dark", "Dark exposures",
				plan.darks() * plan.darkTimes().size());
		ObservingBlock block = block("KMOS_dark", Cadence.CALIBRATION_PROGRAM, "DARK", 0);
		int number = 1;
		for (double dit : plan.darkTimes()) {
			for (int i = 0; i < plan.darks(); i++) {
				expose(RawClass.DARK, RawClass.DARK.type(), dit, plan.bands().getFirst(), plan.angles().getFirst(),
						template, number++, block, List.of(), Cadence.DARK_OVERHEAD, "dark " + text(dit));
			}
		}
	}

	private void lamps(Gratings band, List<Double> angles) {
		if (plan.flats() > 0) {
			lamps(band, angles, "KMOS_spec_cal_calunitflat", RawClass.FLAT_OFF, RawClass.FLAT_ON, plan.flats(),
					Cadence.FLAT_DIT, Cadence.FLAT_OVERHEAD);
		}
		if (plan.arcs() > 0) {
			lamps(band, angles, "KMOS_spec_cal_wave", RawClass.ARC_OFF, RawClass.ARC_ON, plan.arcs(), Cadence.ARC_DIT,
					Cadence.ARC_OVERHEAD);
		}
	}

	/** Off frames first, then angle by angle. */
	private void lamps(Gratings band, List<Double> angles, String id, RawClass off, RawClass on, int each, double dit,
			double overhead) {
		String name = on == RawClass.FLAT_ON ? "Lamp flats" : "Arcs";
		Template template = template(id, name, each * (1 + angles.size()));
		ObservingBlock block = block("KMOS_" + name.toLowerCase(Locale.ROOT).replace(' ', '_'),
				Cadence.CALIBRATION_PROGRAM, name, 0);
		String dataset = (on == RawClass.FLAT_ON ? "flat " : "arc ") + band.text();
		int number = 1;
		for (int i = 0; i < each; i++) {
			expose(off, off.type(), dit, band, angles.getFirst(), template, number++, block, List.of(), overhead,
					dataset);
		}
		for (double angle : angles) {
			pass(Cadence.ANGLE_SECONDS);
			for (int i = 0; i < each; i++) {
				expose(on, on.type(), dit, band, angle, template, number++, block, List.of(), overhead, dataset);
			}
		}
	}

	private void skyFlat(Gratings band) {
		Template template = template("KMOS_spec_cal_skyflat", "Sky flats", plan.skyFlats());
		ObservingBlock block = block("KMOS_skyflat", Cadence.CALIBRATION_PROGRAM, "FLAT,SKY", 0);
		double angle = angle();
		for (int number = 1; number <= plan.skyFlats(); number++) {
			expose(RawClass.FLAT_SKY, RawClass.FLAT_SKY.type(), SKY_FLAT_DIT * number, band, angle, template, number,
					block, List.of(), Cadence.FLAT_OVERHEAD, "sky-flat " + band.text());
		}
	}

	private void standard(Gratings band) {
		var field = new Field(random, "HIP" + random.nextInt(1000, 99_999), 0);
		ObservingBlock block = block("STD_" + field.name(), Cadence.CALIBRATION_PROGRAM, field.name(), 0);
		double angle = angle();
		acquisition("KMOS_spec_acq_stdstar", band, angle, block, field.standard(0), 1);
		boolean all = random.nextInt(4) == 0;
		Template template = template(all ? "KMOS_spec_cal_stdstarscipatt" : "KMOS_spec_cal_stdstar", "Standard star",
				NightPlan.standardExposures());
		for (int number = 1; number <= template.exposures(); number++) {
			expose(RawClass.STD, RawClass.STD.type(), STANDARD_DIT, band, angle, template, number, block,
					field.standard(number), Cadence.STANDARD_OVERHEAD, "standard " + band.text());
		}
	}

	private void science(Gratings band, int index) {
		String program = "0" + (96 + night % 12) + ".A-0" + (100 + index) + "(A)";
		String name = "FIELD-" + band.text() + "-" + (index + 1);
		// the same field whenever it is observed
		var field = new Field(streams.generator(Purpose.NIGHT, FIELDS, name.hashCode()), name, plan.targets());
		double angle = angle();
		long container = plan.containers() ? 3_000_000L + night * 1000L + drafts.size() % 1000 : 0;
		ObservingBlock block = block(field.name(), program, field.name(), container);
		acquisition("KMOS_spec_acq", band, angle, block, field.arms("R"), 2);
		if (plan.containers()) {
			observe("KMOS_spec_obs_stare", band, angle, block, field, "O");
			observe("KMOS_spec_obs_stare", band, angle, block(field.name() + "_sky", program, field.name(), container),
					field, "S");
		} else {
			observe(SCIENCE_TEMPLATES.get(random.nextInt(SCIENCE_TEMPLATES.size())), band, angle, block, field, NOD);
		}
		if (plan.nightCalibrations()) {
			lamps(band, List.of(angle));
		}
	}

	/** Exposures at the object (O) or on sky (S), in a pattern that is repeated. */
	private void observe(String id, Gratings band, double angle, ObservingBlock block, Field field, String pattern) {
		Template template = template(id, "Science", plan.exposures());
		for (int number = 1; number <= template.exposures(); number++) {
			String sees = pattern.substring((number - 1) % pattern.length(), (number - 1) % pattern.length() + 1);
			expose(RawClass.SCIENCE, sees.equals("S") ? "SKY" : RawClass.SCIENCE.type(), SCIENCE_DIT, band, angle,
					template, number, block, field.arms(sees), Cadence.SCIENCE_OVERHEAD, "science " + band.text());
		}
	}

	private void acquisition(String id, Gratings band, double angle, ObservingBlock block, List<Arm> arms,
			int exposures) {
		Template template = template(id, "Acquisition", exposures);
		for (int number = 1; number <= exposures; number++) {
			expose(RawClass.ACQ, RawClass.ACQ.type(), ACQUISITION_DIT, band, angle, template, number, block, arms,
					Cadence.STANDARD_OVERHEAD, "acquisition");
		}
	}

	private void expose(RawClass rawClass, String type, double dit, Gratings band, double angle, Template template,
			int number, ObservingBlock block, List<Arm> arms, double overhead, String dataset) {
		var exposure = new Exposure(rawClass, type, clock, dit, 1, READ_MODE, band, angle, template, number, block,
				arms, round(temperature + random.nextDouble(-0.05, 0.05), 1e3));
		drafts.add(new Draft(RawKeywords.fileName(clock), RawKeywords.of(exposure), rawClass.name(),
				dataset + " " + RawKeywords.second(template.start()), Draft.RAW_EXTENSIONS));
		pass(dit + overhead + random.nextDouble(-0.4, 0.4));
	}

	private Template template(String id, String name, int exposures) {
		LocalDateTime start = clock.truncatedTo(ChronoUnit.SECONDS);
		pass(Cadence.SETUP_SECONDS + random.nextDouble(0, 5));
		return new Template(id, name, start, exposures);
	}

	private ObservingBlock block(String name, String program, String target, long container) {
		return new ObservingBlock(2_000_000L + night * 1000L + blocks++, name, program, target, container);
	}

	/** An angle at which something is observed on the sky, with its sign as headers have it. */
	private double angle() {
		return round(random.nextDouble(-180, 270), 1e3);
	}

	private void waitFor(LocalDateTime time) {
		if (clock.isBefore(time)) {
			clock = time;
			pass(random.nextDouble(0, 60));
		}
	}

	private void pass(double seconds) {
		clock = clock.plus(Math.round(seconds * 1e3), ChronoUnit.MILLIS);
	}

	private static String text(double number) {
		return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
	}

	private static double round(double value, double parts) {
		return Math.rint(value * parts) / parts;
	}

	/** The frames of all nights in their order. */
	static List<Draft> all(NightPlan plan, RandomStreams streams) {
		var drafts = new ArrayList<Draft>();
		LocalDateTime clock = plan.start().atStartOfDay();
		for (int night = 0; night < plan.nights(); night++) {
			clock = new NightSchedule(plan, night, clock, streams, drafts).execute();
		}
		return drafts;
	}
}
