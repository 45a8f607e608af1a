package org.armillary.kmos.fitsstrip;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.data.FitsException;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.Hdu;

/** Which extensions of a file stay. */
final class ExtensionSelection {

	private static final String ANGLE = "ESO PRO ROT NAANGLE";
	private static final double FULL_TURN = 360;
	/** Angles closer than this are the same: the rotator stops within some hundredths of a degree. */
	private static final double SAME_ANGLE = 0.5;
	private static final List<String> ENDINGS = List.of(".DATA", ".NOISE", ".MASK");

	private final FitsFile file;
	private final List<Hdu> extensions;

	private ExtensionSelection(FitsFile file) {
		this.file = file;
		extensions = file.hdus().stream().filter(hdu -> hdu.index() > 0).toList();
	}

	/** The extensions that stay, in the order of the file. */
	static List<Hdu> of(FitsFile file, FitsStrip.Parameters parameters) throws ActorException, FitsException {
		return new ExtensionSelection(file).staying(parameters);
	}

	private List<Hdu> staying(FitsStrip.Parameters parameters) throws ActorException, FitsException {
		Predicate<Hdu> stays = _ -> true;
		if (!parameters.keep().isEmpty()) {
			List<Hdu> kept = named(parameters.keep(), "keep");
			stays = stays.and(kept::contains);
		}
		List<Hdu> dropped = named(parameters.drop(), "drop");
		stays = stays.and(hdu -> !dropped.contains(hdu));
		if (!parameters.angle().isEmpty()) {
			List<Hdu> turned = ofAngles(parameters.angle());
			stays = stays.and(turned::contains);
		}
		if (parameters.noise()) {
			stays = stays.and(hdu -> !isNoise(hdu));
		}
		if (parameters.empty()) {
			stays = stays.and(hdu -> hdu.dataSize() > 0);
		}
		List<Hdu> staying = extensions.stream().filter(stays).toList();
		if (staying.isEmpty() && !file.primary().hasImage()) {
			throw new ActorException(Kind.USER,
					StripMessage.NOTHING_LEFT.with(file.path().getFileName(), extensions.size()));
		}
		return staying;
	}

	/** The extensions of these names or numbers. */
	private List<Hdu> named(List<String> names, String parameter) throws ActorException {
		for (String name : names) {
			if (extensions.stream().noneMatch(hdu -> isNamed(hdu, name))) {
				throw new ActorException(Kind.USER, StripMessage.EXTENSION_UNKNOWN.with(file.path().getFileName(), name,
						extensions.stream().map(hdu -> hdu.index() + (hdu.name().isEmpty() ? "" : " " + hdu.name()))
								.collect(Collectors.joining(", ")),
						parameter));
			}
		}
		return extensions.stream().filter(hdu -> names.stream().anyMatch(name -> isNamed(hdu, name))).toList();
	}

	private List<Hdu> ofAngles(List<Double> angles) throws ActorException, FitsException {
		var found = new LinkedHashMap<Hdu, Double>();
		for (Hdu hdu : extensions) {
			OptionalDouble angle = hdu.header().findReal(ANGLE);
			if (angle.isPresent()) {
				found.put(hdu, angle.getAsDouble());
			}
		}
		if (found.isEmpty()) {
			throw new ActorException(Kind.USER, StripMessage.NO_ANGLES.with(file.path().getFileName()));
		}
		for (double angle : angles) {
			if (found.values().stream().noneMatch(other -> isSame(other, angle))) {
				throw new ActorException(Kind.USER, StripMessage.ANGLE_MISSING.with(file.path().getFileName(), angle,
						found.values().stream().distinct().sorted().map(String::valueOf)
								.collect(Collectors.joining(", "))));
			}
		}
		return extensions.stream()
				.filter(hdu -> found.containsKey(hdu)
						&& angles.stream().anyMatch(angle -> isSame(found.get(hdu), angle)))
				.toList();
	}

	private static boolean isSame(double angle, double other) {
		double distance = Math.abs(angle - other) % FULL_TURN;
		return Math.min(distance, FULL_TURN - distance) <= SAME_ANGLE;
	}

	private static boolean isNoise(Hdu hdu) {
		String name = hdu.name().toUpperCase(Locale.ROOT);
		return name.equals("NOISE") || name.endsWith(".NOISE");
	}

	private static boolean isNamed(Hdu hdu, String name) {
		String upper = name.toUpperCase(Locale.ROOT);
		String found = hdu.name().toUpperCase(Locale.ROOT);
		return found.equals(upper) || name.equals(Integer.toString(hdu.index()))
				|| ENDINGS.stream().anyMatch(ending -> found.equals(upper + ending));
	}
}
