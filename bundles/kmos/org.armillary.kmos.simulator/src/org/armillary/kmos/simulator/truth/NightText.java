package org.armillary.kmos.simulator.truth;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.armillary.actor.provider.ParameterValues;
import org.armillary.kmos.simulator.config.Effect;
import org.armillary.kmos.simulator.config.Setting;
import org.armillary.kmos.simulator.exposure.NightInstrument;
import org.armillary.kmos.simulator.optics.Band;
import org.armillary.kmos.simulator.optics.InstrumentState;
import org.armillary.kmos.simulator.optics.Shift;
import org.armillary.kmos.simulator.optics.Spectrograph;
import org.armillary.kmos.simulator.plan.ArmView;
import org.armillary.kmos.simulator.plan.NightExposure;
import org.armillary.kmos.simulator.plan.NightSettings;
import org.armillary.kmos.simulator.source.Conditions;

/**
 * The night as a text, {@code truth/night.yaml}.
 *
 * @param values
 *            parameters as they were asked for
 * @param exposures
 *            exposures in order of time
 * @param instrument
 *            the instrument
 * @param states
 *            states of which there are maps
 */
record NightText(ParameterValues values, List<NightExposure> exposures, NightInstrument instrument,
		List<GeometryState> states) {

	/** Name of the file. */
	static final String NAME = "truth/night.yaml";

	private static final String CONVENTIONS = """
			# What is true of a simulated night of KMOS. This file is written last: where it is, the night is complete.
			# Pixels: the first one is 1, its centre is 1.0; x along slitlets, y along the dispersion. Wavelengths: um, vacuum.
			# Wavelength of a pixel: that whose monochromatic image has its first moment along y at the centre of the pixel.
			# Edge of a slitlet: where the noise-free, evenly lit image falls to half of its plateau, by row.
			# Places in an IFU: x and y of the reconstructed image, from the middle of the field; arcsec here, mas in maps.
			# Shifts: pixels (x, y) of the half segments from their place in the base geometry, six in order of IFU numbers:
			# IFUs 1-4, 5-8, ... 21-24. fromMap: the same from their place in the maps of the geometry file.
			# Exposures and arms count from 1. share: of a point's image inside the IFU at first, middle and last wavelength.
			""";
	private static final int PLACES = 5;

	/** Share of a point's image inside its IFU at a wavelength, µm. */
	@FunctionalInterface
	private interface Shares {
		double of(NightExposure exposure, SeenPoint point, double micron);
	}

	/** The text. */
	String text() {
		return text((exposure, point, micron) -> new ExposureTruth(instrument, exposure, List.of(), 0)
				.share(point, micron).inside());
	}

	/** Number of letters of {@link #text}, found without the shares, each of which takes the same room. */
	long bytes() {
		return text((_, _, _) -> 0).getBytes(StandardCharsets.UTF_8).length;
	}

	private String text(Shares shares) {
		var text = new StringBuilder(CONVENTIONS);
		NightSettings night = instrument.night();
		line(text, "simulator", values.actor().id());
		line(text, "algorithm", values.actor().algorithm());
		line(text, "seed", night.seed());
		line(text, "gains", night.gains());
		line(text, "effectsOff", List.of(Effect.values()).stream().filter(this::isOff).map(Effect::text).toList());
		text.append("parameters:\n");
		values.text().forEach((name, value) -> text.append("  ").append(YamlText.key(name)).append(": ")
				.append(YamlText.of(number(values.value(name), value))).append('\n'));
		text.append("strengths:\n");
		for (Setting setting : Setting.values()) {
			text.append("  ").append(YamlText.key(setting.text())).append(": ")
					.append(YamlText.number(night.strengths().get(setting))).append('\n');
		}
		text.append("geometries:").append(states.isEmpty() ? " []\n" : "\n");
		for (GeometryState state : states) {
			text.append("  - ").append(YamlText.of(geometry(state))).append('\n');
		}
		text.append("exposures:\n");
		exposures.forEach(exposure -> append(text, exposure, shares));
		return text.toString();
	}

	/** Lists of numbers as such, all else as its text tells it. */
	private static Object number(Object value, String text) {
		return value instanceof String ? text : value;
	}

	/** Whether all settings of an effect that have a neutral value have it. */
	private boolean isOff(Effect effect) {
		List<Setting> own = List.of(Setting.values()).stream()
				.filter(setting -> setting.effect() == effect
						&& (setting.neutral() != setting.standard() || setting.neutral() == 0))
				.toList();
		return !own.isEmpty() && own.stream()
				.allMatch(setting -> instrument.night().strengths().get(setting) == setting.neutral());
	}

	private Map<String, Object> geometry(GeometryState state) {
		var map = new LinkedHashMap<String, Object>();
		map.put("file", state.name());
		map.put("band", state.state().band().name());
		map.put("angle", state.state().angleDegrees());
		map.put("gratingMove", state.state().gratingMove());
		map.put("opticsKelvin", state.state().opticsKelvin());
		map.put("shifts", pairs(shifts(state.state())));
		return map;
	}

	private void append(StringBuilder text, NightExposure exposure, Shares shares) {
		Band band = exposure.state().band();
		text.append("  - ");
		item(text, "file", exposure.fileName());
		item(text, "number", exposure.number() + 1);
		item(text, "class", exposure.rawClass().name());
		item(text, "dataset", exposure.dataset());
		item(text, "secondsOfNight", exposure.secondsOfNight());
		item(text, "dit", exposure.dit());
		item(text, "ndit", exposure.ndit());
		item(text, "readMode", exposure.readMode());
		item(text, "readNoise", exposure.readNoise());
		item(text, "band", band.name());
		item(text, "angle", exposure.state().angleDegrees());
		item(text, "gratingMove", exposure.state().gratingMove());
		item(text, "opticsKelvin", exposure.state().opticsKelvin());
		item(text, "truth", "truth/exposures/" + exposure.fileName());
		List<Shift> shifts = shifts(exposure.state());
		item(text, "shifts", pairs(shifts));
		Optional<GeometryState> nearest = GeometryState.nearest(states, exposure);
		if (nearest.isPresent()) {
			item(text, "geometry", nearest.get().name());
			item(text, "fromMap", pairs(differences(shifts, shifts(nearest.get().state()))));
		}
		item(text, "lampFactor", exposure.lampFactor());
		item(text, "conditions", conditions(exposure.conditions()));
		text.append("arms:\n");
		Map<Integer, List<SeenPoint>> points = ExposureTruth.onSky(exposure)
				? SeenPoint.of(exposure).stream().collect(Collectors.groupingBy(SeenPoint::arm))
				: Map.of();
		for (ArmView arm : exposure.arms()) {
			text.append("      - ").append(arm(exposure, arm, points.getOrDefault(arm.arm(), List.of()), shares))
					.append('\n');
		}
	}

	private static String arm(NightExposure exposure, ArmView arm, List<SeenPoint> points, Shares shares) {
		var map = new LinkedHashMap<String, Object>();
		map.put("arm", arm.arm());
		map.put("used", arm.used());
		arm.target().ifPresent(target -> {
			map.put("target", target.name());
			map.put("kind", TargetTruth.kind(target));
			map.put("velocity", target.kmPerSecond());
		});
		map.put("x", arm.xArcsec());
		map.put("y", arm.yArcsec());
		map.put("sky", arm.skyFactor());
		String text = YamlText.of(map);
		if (points.isEmpty()) {
			return text;
		}
		Band band = exposure.state().band();
		String list = points.stream().map(point -> List.of(band.firstMicron(), band.middleMicron(), band.lastMicron())
				.stream()
				.map(micron -> String.format(Locale.ROOT, "%." + PLACES + "f", shares.of(exposure, point, micron)))
				.collect(Collectors.joining(", ", "[", "]"))).collect(Collectors.joining(", ", ", share: [", "]}"));
		return text.substring(0, text.length() - 1) + list;
	}

	private static Map<String, Object> conditions(Conditions air) {
		var map = new LinkedHashMap<String, Object>();
		map.put("airmassStart", air.airmassStart());
		map.put("airmassEnd", air.airmassEnd());
		map.put("zenithDegrees", air.zenithDegrees());
		map.put("parallacticDegrees", air.parallacticDegrees());
		map.put("pressureHectopascal", air.pressureHectopascal());
		map.put("celsius", air.celsius());
		map.put("humidityPercent", air.humidityPercent());
		map.put("seeingArcsec", air.seeingArcsec());
		map.put("waterVapourMillimetre", air.waterVapourMillimetre());
		map.put("cloudTransmission", air.cloudTransmission());
		map.put("groupFactors", air.groupFactors());
		map.put("rotationalKelvin", air.rotationalKelvin());
		map.put("oxygenFactor", air.oxygenFactor());
		map.put("twilightFactor", air.twilightFactor());
		map.put("kmPerSecond", air.kmPerSecond());
		return map;
	}

	private List<Shift> shifts(InstrumentState state) {
		var shifts = new ArrayList<Shift>();
		for (int detector = 0; detector < Spectrograph.DETECTORS; detector++) {
			shifts.addAll(instrument.spectrograph(detector).shifts(state));
		}
		return shifts;
	}

	private static List<Shift> differences(List<Shift> shifts, List<Shift> others) {
		var differences = new ArrayList<Shift>();
		for (int i = 0; i < shifts.size(); i++) {
			differences.add(new Shift(shifts.get(i).columns() - others.get(i).columns(),
					shifts.get(i).rows() - others.get(i).rows()));
		}
		return differences;
	}

	private static List<List<Double>> pairs(List<Shift> shifts) {
		Function<Shift, List<Double>> pair = shift -> List.of(shift.columns(), shift.rows());
		return shifts.stream().map(pair).toList();
	}

	private static void line(StringBuilder text, String key, Object value) {
		text.append(key).append(": ").append(YamlText.of(value)).append('\n');
	}

	/** An entry of the map of an exposure; the next one is indented already. */
	private static void item(StringBuilder text, String key, Object value) {
		line(text, key, value);
		text.append("    ");
	}
}
