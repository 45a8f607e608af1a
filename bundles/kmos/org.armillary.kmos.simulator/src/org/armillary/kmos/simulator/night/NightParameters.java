package org.armillary.kmos.simulator.night;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.ParameterDescriptor;
import org.armillary.actor.provider.ParameterDescriptor.Type;
import org.armillary.actor.provider.ParameterDescriptor.ValueRange;
import org.armillary.actor.simulation.Simulator;

/** Parameters of a night as users see them. */
final class NightParameters {

	/** Word that stands for all faults. */
	static final String ALL = "all";

	private static final String HELP = """
			Makes the raw frames of nights with KMOS as files without pixels: headers of full length, and data that are holes \
			in sparse files. Night after night there are twilight flats, standard stars and science with their acquisitions, \
			and in the morning darks, flat fields and arcs, in the order and cadence of the calibration plan.

			Deliberate faults can be asked for. What each file truly is, which dataset it belongs to and what was done to it \
			stands in truth/night.json. The same seed and parameters give the same bytes.""";

	private static final List<ParameterDescriptor> PARAMETERS = List.of(
			text("start", false, "2026-03-01", "Date on which the first night begins, at noon at Paranal."),
			count("nights", "1", 1, 366, "Number of nights."),
			text("bands", true, "H",
					"Bands, each in its own templates: IZ, YJ, H, K, HK, or one for each spectrograph as H/K/YJ."),
			number("angles", "-60.0,0.0,60.0,120.0,180.0,240.0", "deg", -360, 360,
					"Angles of the rotator at which lamps are observed, as the header gives them."),
			number("darkTimes", "60.0", "s", 0.1, 3600, "Integration times of the darks, all in one template."),
			count("darks", "5", 0, 100, "Darks of each integration time."),
			count("flats", "3", 0, 100, "Flat fields at each angle, and as many with the lamp off."),
			count("arcs", "1", 0, 20, "Arcs at each angle, and as many with the lamps off."),
			count("skyFlats", "4", 0, 50, "Twilight flats in each band; the first is a test exposure."),
			count("standards", "1", 0, 20, "Standard stars in each band and night, of four exposures each."),
			count("science", "1", 0, 50, "Science templates in each band and night."),
			count("exposures", "6", 1, 500, "Exposures of a science template."),
			count("targets", "12", 1, 21, "Arms on targets; of the others some see sky, one a star, one is not used."),
			flag("containers",
					"Whether targets and sky are observed in different observing blocks of one container."),
			flag("nightCalibrations",
					"Whether flats and arcs at its own angle follow each science template in the night."),
			flag("masters", "Whether the master calibrations made of each night are there too, as products."),
			count("cards", "700", 250, 5000, "Cards of the primary headers."),
			choices("faults", "",
					"What is wrong with the night, in a list, or all; nothing where it is empty."),
			count("faultCount", "1", 1, 100, "How many frames or templates have each of these faults."));

	private NightParameters() {
	}

	/** Description of the simulator. */
	static ActorDescriptor descriptor(String name) {
		return Simulator.describe(name, 2, "KMOS nights without pixels", HELP, PARAMETERS);
	}

	private static ParameterDescriptor text(String name, boolean list, String value, String help) {
		return new ParameterDescriptor(name, Type.TEXT, list, name, value, "", ValueRange.ALL, List.of(), help,
				List.of(), true);
	}

	private static ParameterDescriptor count(String name, String value, int min, int max, String help) {
		return new ParameterDescriptor(name, Type.INTEGER, false, name, value, "",
				new ValueRange(min, max, false, false), List.of(), help, List.of(), true);
	}

	private static ParameterDescriptor number(String name, String value, String unit, double min, double max,
			String help) {
		return new ParameterDescriptor(name, Type.NUMBER, true, name, value, unit,
				new ValueRange(min, max, false, false), List.of(), help, List.of(), true);
	}

	private static ParameterDescriptor flag(String name, String help) {
		return new ParameterDescriptor(name, Type.BOOLEAN, false, name, "false", "", ValueRange.ALL, List.of(), help,
				List.of(), true);
	}

	private static ParameterDescriptor choices(String name, String value, String help) {
		var words = new ArrayList<String>(Arrays.stream(Fault.values()).map(Fault::text).toList());
		words.add(ALL);
		return new ParameterDescriptor(name, Type.CHOICE, true, name, value, "", ValueRange.ALL, words, help,
				List.of(), true);
	}
}
