package org.armillary.kmos;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.data.FitsException;
import org.armillary.data.FitsHeader;
import org.armillary.data.FitsMessage;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.Hdu;
import org.armillary.data.fits.HduKind;

/**
 * A file of spectra, images or cubes as KMOS pipelines write them: {@code IFU.n.DATA} and {@code IFU.n.NOISE}, or
 * {@code DET.n.DATA}, or {@code DATA} and {@code NOISE}, or {@code CHIPn.INT1} of a raw frame, or extensions without a
 * name. IFUs that were not used are empty extensions. Noise and mask belong to the data of the same name and the same
 * turn, where names repeat for several rotator angles.
 *
 * @param path
 *            the file
 * @param primary
 *            its primary header
 * @param extensions
 *            its data, in the order of the file; empty ones are among them
 */
public record KmosFile(Path path, FitsHeader primary, List<KmosExtension> extensions) {

	private static final String DATA = "DATA";
	private static final String NOISE = "NOISE";
	private static final String MASK = "MASK";

	/** Copies the list. */
	public KmosFile {
		extensions = List.copyOf(extensions);
	}

	/**
	 * Reads the headers of a file. Zeros of other pipelines' cubes are taken for "no data".
	 *
	 * @throws ActorException
	 *             if the file has no image extension at all, or noise and data differ in their dimensions
	 */
	public static KmosFile open(Path path) throws ActorException, FitsException {
		FitsFile file = FitsFile.open(path);
		List<Hdu> images = file.hdus().stream()
				.filter(hdu -> hdu.kind() == HduKind.IMAGE && (hdu.index() > 0 || hdu.hasImage())).toList();
		if (images.isEmpty()) {
			String found = file.hdus().stream().skip(1).map(hdu -> hdu.kind().words()).distinct()
					.collect(Collectors.joining(", "));
			throw new ActorException(Kind.DATA, KmosMessage.NO_IMAGE.with(path.getFileName(),
					found.isEmpty() ? "a primary header alone" : found));
		}
		boolean ours = ProductHeader.isOurs(file.primary().header());
		Map<String, Hdu> companions = companions(images);
		Map<String, Long> names = images.stream().collect(Collectors.groupingBy(Hdu::name, Collectors.counting()));
		Set<String> stems = images.stream().map(Hdu::name).filter(name -> !isCompanion(name))
				.map(name -> stem(name, DATA).toUpperCase(Locale.ROOT)).collect(Collectors.toSet());
		var turns = new HashMap<String, Integer>();
		var extensions = new ArrayList<KmosExtension>();
		for (Hdu image : images) {
			String stem = stem(image.name(), DATA);
			if (belongs(image.name(), stems)) {
				continue;
			}
			int turn = turns.merge(stem, 1, Integer::sum);
			Optional<Hdu> noise = companion(companions, stem, NOISE, turn, image);
			Optional<Hdu> mask = companion(companions, stem, MASK, turn, image);
			boolean zeroIsNoData = !ours && axes(image) == 3;
			extensions.add(new KmosExtension(label(image, names), image, noise, mask, zeroIsNoData));
		}
		return new KmosFile(path, file.primary().header(), extensions);
	}

	/** The extensions that hold pixels. */
	public List<KmosExtension> used() {
		return extensions.stream().filter(extension -> !extension.isEmpty()).toList();
	}

	/**
	 * The extensions of these names, or all.
	 *
	 * @param names
	 *            names of data extensions, a trailing {@code .DATA} does not matter; or numbers of IFUs, such as
	 *            {@code 7}; empty for all
	 * @throws ActorException
	 *             if one of them is not there
	 */
	public List<KmosExtension> select(List<String> names) throws ActorException, FitsException {
		if (names.isEmpty()) {
			return extensions;
		}
		var selected = new ArrayList<KmosExtension>();
		for (String name : names) {
			var fitting = new ArrayList<KmosExtension>();
			for (KmosExtension extension : extensions) {
				if (isNamed(extension, name)) {
					fitting.add(extension);
				}
			}
			if (fitting.isEmpty()) {
				throw new ActorException(Kind.USER,
						KmosMessage.EXTENSION_UNKNOWN.with(path.getFileName(), name, extensions.stream()
								.map(KmosExtension::name).collect(Collectors.joining(", "))));
			}
			selected.addAll(fitting);
		}
		return extensions.stream().filter(selected::contains).toList();
	}

	private static boolean isNamed(KmosExtension extension, String name) throws FitsException {
		boolean number = name.matches("\\d{1,2}");
		return extension.name().equalsIgnoreCase(name) || extension.data().name().equalsIgnoreCase(name)
				|| stem(extension.data().name(), DATA).equalsIgnoreCase(name)
				|| number && extension.ifu().isPresent() && extension.ifu().getAsInt() == Integer.parseInt(name);
	}

	/** Noise and masks by stem, kind and turn. */
	private static Map<String, Hdu> companions(List<Hdu> images) {
		var turns = new HashMap<String, Integer>();
		var companions = new HashMap<String, Hdu>();
		for (Hdu image : images) {
			for (String kind : List.of(NOISE, MASK)) {
				if (hasEnding(image.name(), kind)) {
					String key = key(stem(image.name(), kind), kind);
					companions.put(key + "#" + turns.merge(key, 1, Integer::sum), image);
				}
			}
		}
		return companions;
	}

	private static Optional<Hdu> companion(Map<String, Hdu> companions, String stem, String kind, int turn, Hdu data)
			throws FitsException {
		Optional<Hdu> found = Optional.ofNullable(companions.get(key(stem, kind) + "#" + turn))
				.filter(hdu -> hdu.hasImage() && data.hasImage());
		if (found.isPresent() && !found.get().dimensions().equals(data.dimensions())) {
			throw new FitsException(FitsMessage.DIMENSIONS_DIFFER.with(found.get().label(),
					found.get().dimensionText(), data.label(), data.dimensionText()));
		}
		return found;
	}

	private static String key(String stem, String kind) {
		return stem.toUpperCase(Locale.ROOT) + " " + kind;
	}

	/** Whether a name is that of a noise or a mask. */
	private static boolean isCompanion(String name) {
		return hasEnding(name, NOISE) || hasEnding(name, MASK);
	}

	/** Whether this is the noise or mask of data that are there; alone in a file, it is data. */
	private static boolean belongs(String name, Set<String> stems) {
		String kind = hasEnding(name, NOISE) ? NOISE : MASK;
		return isCompanion(name) && stems.contains(stem(name, kind).toUpperCase(Locale.ROOT));
	}

	/** Number of axes, trailing ones of length 1 left out. */
	private static int axes(Hdu image) {
		int axes = image.dimensions().size();
		while (axes > 1 && image.dimensions().get(axes - 1) == 1) {
			axes--;
		}
		return axes;
	}

	private static boolean hasEnding(String name, String kind) {
		String upper = name.toUpperCase(Locale.ROOT);
		return upper.equals(kind) || upper.endsWith("." + kind);
	}

	/** The name without an ending such as {@code .DATA}. */
	private static String stem(String name, String kind) {
		return hasEnding(name, kind) ? name.substring(0, Math.max(0, name.length() - kind.length() - 1)) : name;
	}

	private static String label(Hdu image, Map<String, Long> names) {
		if (image.index() == 0 && image.name().isEmpty()) {
			return "PRIMARY";
		}
		boolean unique = !image.name().isEmpty() && names.get(image.name()) == 1;
		return unique ? image.name() : image.name() + "#" + image.index();
	}
}
