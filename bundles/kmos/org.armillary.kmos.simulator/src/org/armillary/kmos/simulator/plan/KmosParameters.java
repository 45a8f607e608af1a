package org.armillary.kmos.simulator.plan;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.provider.ActorDescriptor;
import org.armillary.actor.provider.ParameterDescriptor;
import org.armillary.actor.provider.ParameterDescriptor.Type;
import org.armillary.actor.provider.ParameterDescriptor.ValueRange;
import org.armillary.actor.provider.ParameterValues;
import org.armillary.actor.simulation.Simulator;
import org.armillary.kmos.simulator.config.Effect;
import org.armillary.kmos.simulator.config.Setting;
import org.armillary.kmos.simulator.config.Settings;
import org.armillary.kmos.simulator.config.SimulatorMessage;
import org.armillary.kmos.simulator.optics.Band;
import org.armillary.kmos.simulator.plan.NightSettings.Maps;
import org.armillary.kmos.simulator.plan.NightSettings.Size;
import org.armillary.kmos.simulator.source.Target.SpectralType;

/** Parameters of a simulated night as users see them, and {@link NightSettings} from their values. */
public final class KmosParameters {

	/** The name of the simulator that users type. */
	public static final String NAME = "kmos";

	private static final List<Double> SMALL_ANGLES = List.of(0.0, 60.0);
	private static final List<Double> ALL_ANGLES = List.of(-60.0, 0.0, 60.0, 120.0, 180.0, 240.0);
	private static final double TURN = 360;
	private static final int DETECTORS = 3;
	private static final int FIRST_YEAR = 1980;
	private static final int LAST_YEAR = 2090;
	private static final double SPREADS_BELOW_SATURATION = 5;

	private static final String HELP = """
			Makes a night of raw frames of KMOS whose truth is known, from the optics outward: darks, lamp flats, \
			arcs, twilight flats, standard stars and science, in the order and cadence of the calibration plan. \
			Beside the frames there is a folder truth: wavelength and place of each pixel, edges of slitlets, bad \
			pixels, spectra of sky, air and targets, and what was done to each exposure.

			Each effect can be switched off by its name, and its strength is a parameter of its own. The same seed \
			and parameters give the same bytes.""";

	private static final String TARGETS_HELP = """
			What the arms see, a text of key=value parts for each target; made up where empty. arm=3 kind=star \
			magnitude=16; other kinds are blend (magnitude2, separation, angle), disc (redshift) and cube (file). All \
			have name, x and y in arcsec from the middle of the IFU, stars type and velocity, discs lineFlux, scale, \
			inclination, angle, rotation, turnover and dispersion. outside=true allows a place beyond the edge of the \
			IFU, reference=true makes a reference star of the target.""";

	private KmosParameters() {
	}

	/** Description of the simulator. */
	public static ActorDescriptor descriptor() {
		var parameters = new ArrayList<>(List.of(
				choice("size", false, "small", words(Size.values()),
						"How much is observed: small has one band, two angles, one standard star and four science "
								+ "exposures; standard the calibration plan of one band, two standard stars and eight science "
								+ "exposures; full the same for all bands."),
				text("bands", "", "Bands: IZ, YJ, H, K, HK. Where empty, H, and all of them for the size full."),
				new ParameterDescriptor("angles", Type.NUMBER, true, "angles", "", "deg",
						new ValueRange(-TURN, TURN, false, false), List.of(),
						"Angles of the rotator at which lamps are observed, as headers give them. Where empty, 0 and "
								+ "60 for the size small, otherwise -60 to 240 in steps of 60.",
						List.of(), true),
				new ParameterDescriptor("start", Type.TEXT, false, "start", "2014-06-15", "", ValueRange.ALL, List.of(),
						"Date on which the night begins, at noon at Paranal.", List.of(), true),
				new ParameterDescriptor("gains", Type.NUMBER, true, "gains", "2.1,2.1,2.1", "electron/adu",
						new ValueRange(0.01, 1000, false, false), List.of(),
						"Electrons for each adu, of the three detectors.", List.of(), true),
				choice("standards", true, "", Arrays.stream(SpectralType.values()).map(Enum::name).toList(),
						"Types of the standard stars of each band. Where empty, A0V, and G2V as well for the sizes "
								+ "standard and full."),
				text("targets", "", TARGETS_HELP),
				text("off", "", "Effects that are switched off: " + String.join(", ", effects()) + "."),
				text("only", "", "Effects that are not switched off; all others are."),
				choice("maps", false, "states", words(Maps.values()),
						"For which exposures the truth has maps of wavelength and place for each pixel: none; states, "
								+ "once for each state of the instrument; exposures, for those on the sky as well."),
				new ParameterDescriptor("components", Type.BOOLEAN, false, "components", "false", "", ValueRange.ALL,
						List.of(), "Whether the truth has noise-free images of each kind of light, and of persistence.",
						List.of(), true)));
		for (Setting setting : Setting.values()) {
			parameters.add(strength(setting));
		}
		return Simulator.describe(NAME, 1, "KMOS raw nights with known truth", HELP, parameters);
	}

	/**
	 * What was asked for.
	 *
	 * @param seed
	 *            seed of everything
	 * @param values
	 *            values of the parameters of {@link #descriptor}
	 * @throws ActorException
	 *             of kind USER where values are not allowed or do not go together
	 */
	public static NightSettings parse(long seed, ParameterValues values) throws ActorException {
		Size size = Size.valueOf(word(values, "size").toUpperCase(Locale.ROOT));
		TargetText.Asked asked = TargetText.all(list(values, "targets", String.class));
		return new NightSettings(seed, strengths(values), size, bands(values, size), angles(values, size),
				start(word(values, "start").strip()), gains(values), standards(values, size),
				asked.targets(), asked.references(), Maps.valueOf(word(values, "maps").toUpperCase(Locale.ROOT)),
				(Boolean) values.value("components"));
	}

	private static Settings strengths(ParameterValues values) throws ActorException {
		Set<Effect> off = off(values);
		Settings strengths = Settings.standard();
		for (Setting setting : Setting.values()) {
			double value = ((Number) values.value(setting.text())).doubleValue();
			boolean silenced = off.contains(setting.effect())
					&& (setting.neutral() != setting.standard() || setting.neutral() == 0);
			if (silenced && value != setting.standard() && value != setting.neutral()) {
				throw refused(SimulatorMessage.STRENGTH_OF_OFF, setting.text(),
						(Words.plain(value) + " " + setting.unit()).strip(), setting.effect().text());
			}
			strengths = strengths.with(setting, silenced ? setting.neutral() : value);
		}
		checkSaturation(strengths);
		return strengths;
	}

	/** Frames in which whole channels are clipped are no use. */
	private static void checkSaturation(Settings strengths) throws ActorException {
		double least = strengths.get(Setting.BIAS)
				+ SPREADS_BELOW_SATURATION * strengths.get(Setting.OFFSET_SPREAD);
		double saturation = strengths.get(Setting.SATURATION);
		if (saturation <= least) {
			throw refused(SimulatorMessage.VALUE, Setting.SATURATION.text(), Words.plain(saturation) + " adu",
					"more than " + Words.plain(least) + " adu, which is " + Setting.BIAS.text() + " + "
							+ Words.plain(SPREADS_BELOW_SATURATION) + " " + Setting.OFFSET_SPREAD.text());
		}
	}

	private static Set<Effect> off(ParameterValues values) throws ActorException {
		List<String> off = list(values, "off", String.class);
		List<String> only = list(values, "only", String.class);
		if (!off.isEmpty() && !only.isEmpty()) {
			throw refused(SimulatorMessage.OFF_AND_ONLY, String.join(",", off), String.join(",", only));
		}
		return only.isEmpty() ? effects("off", off) : EnumSet.complementOf(effects("only", only));
	}

	private static EnumSet<Effect> effects(String parameter, List<String> names) throws ActorException {
		EnumSet<Effect> effects = EnumSet.noneOf(Effect.class);
		for (String name : names) {
			effects.add(Effect.of(name).orElseThrow(() -> unknown(parameter, name, effects())));
		}
		return effects;
	}

	private static List<Band> bands(ParameterValues values, Size size) throws ActorException {
		var bands = new ArrayList<Band>();
		for (String name : list(values, "bands", String.class)) {
			Band band = Band.of(name)
					.orElseThrow(() -> unknown("bands", name, Arrays.stream(Band.values()).map(Enum::name).toList()));
			if (bands.contains(band)) {
				throw refused(SimulatorMessage.TWICE, "bands", name, name);
			}
			bands.add(band);
		}
		return !bands.isEmpty() ? bands : size == Size.FULL ? List.of(Band.values()) : List.of(Band.H);
	}

	private static List<Double> angles(ParameterValues values, Size size) throws ActorException {
		List<Double> angles = list(values, "angles", Double.class);
		for (int i = 0; i < angles.size(); i++) {
			for (int j = 0; j < i; j++) {
				if (Math.abs(angles.get(i) - angles.get(j)) % TURN == 0) {
					throw refused(SimulatorMessage.TWICE, "angles", Words.plain(angles.get(j)),
							Words.plain(angles.get(i)));
				}
			}
		}
		return !angles.isEmpty() ? angles : size == Size.SMALL ? SMALL_ANGLES : ALL_ANGLES;
	}

	private static LocalDate start(String text) throws ActorException {
		String expected = "a date from " + FIRST_YEAR + "-01-01 to " + LAST_YEAR + "-12-31, such as 2014-06-15";
		try {
			LocalDate date = LocalDate.parse(text);
			if (date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR) {
				throw refused(SimulatorMessage.VALUE, "start", text, expected);
			}
			return date;
		} catch (DateTimeParseException e) {
			throw new ActorException(Kind.USER, SimulatorMessage.VALUE.with("start", text, expected), e);
		}
	}

	private static List<Double> gains(ParameterValues values) throws ActorException {
		List<Double> gains = list(values, "gains", Double.class);
		if (gains.size() != DETECTORS) {
			throw refused(SimulatorMessage.VALUE, "gains", values.text("gains"),
					"three numbers from 0.01 to 1000 electron/adu, one for each detector");
		}
		return gains;
	}

	private static List<SpectralType> standards(ParameterValues values, Size size) throws ActorException {
		List<SpectralType> types = list(values, "standards", String.class).stream().map(SpectralType::valueOf).toList();
		if (types.stream().distinct().count() < types.size()) {
			throw refused(SimulatorMessage.TWICE, "standards", types.getFirst(), types.getLast());
		}
		if (types.isEmpty()) {
			return size == Size.SMALL ? List.of(SpectralType.A0V) : List.of(SpectralType.A0V, SpectralType.G2V);
		}
		return types;
	}

	private static ActorException unknown(String parameter, String name, List<String> known) {
		return refused(SimulatorMessage.WORD, parameter, name, Words.nearest(name, known), String.join(", ", known));
	}

	private static ActorException refused(SimulatorMessage message, Object... values) {
		return new ActorException(Kind.USER, message.with(values));
	}

	private static List<String> effects() {
		return Arrays.stream(Effect.values()).map(Effect::text).toList();
	}

	private static List<String> words(Enum<?>[] constants) {
		return Arrays.stream(constants).map(constant -> constant.name().toLowerCase(Locale.ROOT)).toList();
	}

	private static String word(ParameterValues values, String name) {
		return (String) values.value(name);
	}

	private static <T> List<T> list(ParameterValues values, String name, Class<T> type) {
		return values.value(name) instanceof List<?> list ? list.stream().map(type::cast).toList() : List.of();
	}

	private static ParameterDescriptor strength(Setting setting) {
		String usual = setting.isCount() ? Long.toString((long) setting.standard())
				: Double.toString(setting.standard());
		return new ParameterDescriptor(setting.text(), setting.isCount() ? Type.INTEGER : Type.NUMBER, false,
				setting.text(), usual, setting.unit(), new ValueRange(setting.min(), setting.max(), false, false),
				List.of(), setting.help() + " Effect: " + setting.effect().text() + ".", List.of(), true);
	}

	private static ParameterDescriptor text(String name, String value, String help) {
		return new ParameterDescriptor(name, Type.TEXT, true, name, value, "", ValueRange.ALL, List.of(), help,
				List.of(), true);
	}

	private static ParameterDescriptor choice(String name, boolean list, String value, List<String> choices,
			String help) {
		return new ParameterDescriptor(name, Type.CHOICE, list, name, value, "", ValueRange.ALL, choices, help,
				List.of(), true);
	}
}
