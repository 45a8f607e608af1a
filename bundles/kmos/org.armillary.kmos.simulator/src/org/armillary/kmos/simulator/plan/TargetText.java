package org.armillary.kmos.simulator.plan;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.data.FitsException;
import org.armillary.kmos.simulator.config.SimulatorMessage;
import org.armillary.kmos.simulator.header.Arm;
import org.armillary.kmos.simulator.source.Target;
import org.armillary.kmos.simulator.source.Target.Blend;
import org.armillary.kmos.simulator.source.Target.CubeFile;
import org.armillary.kmos.simulator.source.Target.Disc;
import org.armillary.kmos.simulator.source.Target.SpectralType;
import org.armillary.kmos.simulator.source.Target.Star;
import org.armillary.kmos.simulator.source.Targets;
import org.jspecify.annotations.Nullable;

/**
 * A target as users write it: parts {@code key=value} separated by blanks, such as {@code arm=3 kind=star
 * magnitude=16}. Keys that are not given have the defaults of {@link Key}, those without default must be there.
 */
final class TargetText {

	/** Half the side of an IFU, arcsec. */
	static final double HALF_IFU_ARCSEC = 1.4;

	private static final double FARTHEST_ARCSEC = 10;
	/** Names stand in headers and in names of files. */
	private static final Pattern NAME_TEXT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+()#-]{0,39}");
	private static final Pattern NUMBER_TEXT = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
	private static final List<Key> EVERYWHERE = List.of(Key.ARM, Key.KIND, Key.NAME, Key.X, Key.Y, Key.OUTSIDE,
			Key.REFERENCE);

	/** Kinds of targets and the keys that each has beside those that all have. */
	private enum TargetKind {
		STAR("star", Key.MAGNITUDE, Key.TYPE, Key.VELOCITY),
		BLEND("blend", Key.MAGNITUDE, Key.MAGNITUDE2, Key.SEPARATION, Key.ANGLE, Key.TYPE, Key.VELOCITY),
		DISC("disc", Key.MAGNITUDE, Key.REDSHIFT, Key.LINE_FLUX, Key.SCALE, Key.INCLINATION, Key.ANGLE, Key.ROTATION,
				Key.TURNOVER, Key.DISPERSION),
		CUBE("cube", Key.FILE, Key.VELOCITY);

		private final String text;
		private final List<Key> keys;

		TargetKind(String text, Key... keys) {
			this.text = text;
			this.keys = Stream.concat(EVERYWHERE.stream(), Arrays.stream(keys)).toList();
		}
	}

	/** Keys with default, unit and range; texts have no range, and keys without default must be given. */
	private enum Key {
		ARM("arm", "", "", 1, Arm.COUNT),
		KIND("kind", ""),
		NAME("name", null),
		X("x", "0", "arcsec", -FARTHEST_ARCSEC, FARTHEST_ARCSEC),
		Y("y", "0", "arcsec", -FARTHEST_ARCSEC, FARTHEST_ARCSEC),
		OUTSIDE("outside", "false"),
		REFERENCE("reference", "false"),
		MAGNITUDE("magnitude", "", "mag", -2, 35),
		MAGNITUDE2("magnitude2", "", "mag", -2, 35),
		TYPE("type", "G2V"),
		VELOCITY("velocity", "0", "km/s", -30_000, 30_000),
		SEPARATION("separation", "", "arcsec", 0, FARTHEST_ARCSEC),
		ANGLE("angle", "0", "deg", -360, 360),
		REDSHIFT("redshift", "", "", 0, 20),
		LINE_FLUX("lineFlux", "2e-19", "W/m2", 0, 1e-12),
		SCALE("scale", "0.35", "arcsec", 0.05, 5),
		INCLINATION("inclination", "50", "deg", 0, 85),
		ROTATION("rotation", "180", "km/s", 0, 1000),
		TURNOVER("turnover", "0.2", "arcsec", 0.01, 5),
		DISPERSION("dispersion", "40", "km/s", 1, 500),
		FILE("file", "");

		private final String text;
		/** As text; empty where the key must be given, null where it has a default of its own. */
		private final Optional<String> standard;
		private final boolean needed;
		private final String unit;
		private final double min;
		private final double max;

		Key(String text, @Nullable String standard) {
			this(text, standard, "", Double.NaN, Double.NaN);
		}

		Key(String text, @Nullable String standard, String unit, double min, double max) {
			this.text = text;
			this.standard = Optional.ofNullable(standard).filter(value -> !value.isEmpty());
			this.needed = standard != null && standard.isEmpty();
			this.unit = unit;
			this.min = min;
			this.max = max;
		}

		/** What is allowed, in words. */
		String allowed() {
			return switch (this) {
			case ARM -> "a whole number from 1 to 24";
			case KIND -> String.join(", ", kinds());
			case OUTSIDE, REFERENCE -> "true or false";
			case TYPE -> "A0V or G2V";
			case FILE -> "a FITS file with a cube that is there and can be read";
			case NAME -> "at most 40 of the characters A-Z a-z 0-9 . _ + - ( ) #, beginning with a letter or digit";
			default -> "a number from " + Words.plain(min) + " to " + Words.plain(max)
					+ (unit.isEmpty() ? "" : " " + unit);
			};
		}
	}

	private final String text;
	private final Map<String, String> values;

	private TargetText(String text, Map<String, String> values) {
		this.text = text;
		this.values = values;
	}

	/**
	 * Targets that were read.
	 *
	 * @param targets
	 *            by arm
	 * @param references
	 *            arms whose targets are reference stars
	 */
	record Asked(Map<Integer, Target> targets, Set<Integer> references) {
	}

	/**
	 * Reads targets. Several arms may have targets of the same name: one object in several IFUs.
	 *
	 * @throws ActorException
	 *             of kind USER
	 */
	static Asked all(List<String> texts) throws ActorException {
		if (texts.size() > Arm.COUNT) {
			throw refused(SimulatorMessage.TARGET_COUNT, texts.size());
		}
		var targets = new TreeMap<Integer, Target>();
		var references = new TreeSet<Integer>();
		var written = new TreeMap<Integer, String>();
		for (String text : texts) {
			TargetText one = read(text.strip());
			TargetKind kind = one.kind();
			one.checkKeys(kind);
			int arm = one.arm();
			targets.put(arm, one.target(kind, arm));
			if (one.isTrue(Key.REFERENCE)) {
				references.add(arm);
			}
			String other = written.put(arm, one.text);
			if (other != null) {
				throw refused(SimulatorMessage.ARM_TWICE, arm, other, one.text);
			}
		}
		return new Asked(targets, references);
	}

	private static TargetText read(String text) throws ActorException {
		var values = new LinkedHashMap<String, String>();
		for (String part : text.split("\\s+")) {
			int equals = part.indexOf('=');
			if (equals < 1 || equals == part.length() - 1) {
				throw refused(SimulatorMessage.TARGET_FORM, text, part);
			}
			if (values.put(part.substring(0, equals), part.substring(equals + 1)) != null) {
				throw refused(SimulatorMessage.TARGET_KEY_TWICE, text, part.substring(0, equals));
			}
		}
		return new TargetText(text, values);
	}

	private TargetKind kind() throws ActorException {
		String word = word(Key.KIND);
		return Arrays.stream(TargetKind.values()).filter(kind -> kind.text.equals(word)).findFirst()
				.orElseThrow(() -> badValue(Key.KIND, word));
	}

	private void checkKeys(TargetKind kind) throws ActorException {
		List<String> known = kind.keys.stream().map(key -> key.text).toList();
		for (String name : values.keySet()) {
			if (!known.contains(name)) {
				throw refused(SimulatorMessage.TARGET_KEY, text, name, kind.text, String.join(", ", known),
						Words.nearest(name, known));
			}
		}
	}

	private int arm() throws ActorException {
		double arm = number(Key.ARM);
		if (arm != Math.rint(arm)) {
			throw badValue(Key.ARM, word(Key.ARM));
		}
		return (int) arm;
	}

	private Target target(TargetKind kind, int arm) throws ActorException {
		String name = values.getOrDefault(Key.NAME.text, kind.text + "-" + arm);
		if (!NAME_TEXT.matcher(name).matches()) {
			throw badValue(Key.NAME, name);
		}
		double x = number(Key.X);
		double y = number(Key.Y);
		boolean anywhere = isTrue(Key.OUTSIDE);
		checkInside(Key.X.text, x, anywhere);
		checkInside(Key.Y.text, y, anywhere);
		return switch (kind) {
		case STAR -> new Star(name, type(), number(Key.MAGNITUDE), x, y, number(Key.VELOCITY));
		case BLEND -> blend(name, x, y, anywhere);
		case DISC -> new Disc(name, number(Key.MAGNITUDE), number(Key.LINE_FLUX), number(Key.REDSHIFT),
				number(Key.SCALE), number(Key.INCLINATION), number(Key.ANGLE), number(Key.ROTATION),
				number(Key.TURNOVER), number(Key.DISPERSION), x, y);
		case CUBE -> new CubeFile(name, file(), x, y, number(Key.VELOCITY));
		};
	}

	/** Two stars: the first where the target is, the second at a distance and position angle from it. */
	private Blend blend(String name, double x, double y, boolean anywhere) throws ActorException {
		double angle = StrictMath.toRadians(number(Key.ANGLE));
		double separation = number(Key.SEPARATION);
		double xSecond = x + separation * StrictMath.sin(angle);
		double ySecond = y + separation * StrictMath.cos(angle);
		checkInside("x of the second star", xSecond, anywhere);
		checkInside("y of the second star", ySecond, anywhere);
		double velocity = number(Key.VELOCITY);
		return new Blend(name, List.of(new Star(name + "-A", type(), number(Key.MAGNITUDE), x, y, velocity),
				new Star(name + "-B", type(), number(Key.MAGNITUDE2), xSecond, ySecond, velocity)));
	}

	private void checkInside(String what, double arcsec, boolean anywhere) throws ActorException {
		if (Math.abs(arcsec) > HALF_IFU_ARCSEC && !anywhere) {
			throw refused(SimulatorMessage.TARGET_OUTSIDE, text, what, Words.plain(arcsec));
		}
	}

	private boolean isTrue(Key key) throws ActorException {
		String word = word(key);
		if (!word.equals("true") && !word.equals("false")) {
			throw badValue(key, word);
		}
		return word.equals("true");
	}

	private SpectralType type() throws ActorException {
		String word = word(Key.TYPE);
		return Arrays.stream(SpectralType.values()).filter(type -> type.name().equals(word)).findFirst()
				.orElseThrow(() -> badValue(Key.TYPE, word));
	}

	private Path file() throws ActorException {
		String word = word(Key.FILE);
		try {
			Path path = Path.of(word);
			if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
				throw badValue(Key.FILE, word);
			}
			Targets.checkCube(path);
			return path;
		} catch (FitsException e) {
			throw new ActorException(Kind.USER, e.explanation(), e);
		} catch (InvalidPathException e) {
			throw new ActorException(Kind.USER,
					SimulatorMessage.TARGET_VALUE.with(text, Key.FILE.text, word, Key.FILE.allowed()), e);
		}
	}

	private double number(Key key) throws ActorException {
		String word = word(key);
		double value = NUMBER_TEXT.matcher(word).matches() ? Double.parseDouble(word) : Double.NaN;
		if (!(value >= key.min && value <= key.max)) {
			throw badValue(key, word);
		}
		return value;
	}

	private String word(Key key) throws ActorException {
		String word = values.get(key.text);
		if (word == null && key.needed) {
			throw refused(SimulatorMessage.TARGET_MISSING, text, key.text, key.allowed());
		}
		return word != null ? word : key.standard.orElse("");
	}

	private ActorException badValue(Key key, String word) {
		return refused(SimulatorMessage.TARGET_VALUE, text, key.text, word, key.allowed());
	}

	private static ActorException refused(SimulatorMessage message, Object... values) {
		return new ActorException(Kind.USER, message.with(values));
	}

	private static List<String> kinds() {
		return Arrays.stream(TargetKind.values()).map(kind -> kind.text).toList();
	}
}
