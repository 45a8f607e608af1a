package org.armillary.kmos.stats;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.data.FitsException;
import org.armillary.data.fits.FitsFile;
import org.armillary.data.fits.Hdu;
import org.armillary.data.fits.HduKind;

/**
 * A file of masks, 1 = include and 0 = exclude. A single mask holds for all extensions; of several, the one whose EXTNAME is
 * that of the data, or is the same up to an ending {@code .DATA}, {@code .NOISE} or {@code .MASK}. A mask with one axis
 * less than the data holds for each plane.
 *
 * @param file
 *            the file, for messages
 * @param extensions
 *            the masks, at least one
 */
record StatisticsMask(Path file, List<Hdu> extensions) {

	private static final Pattern ENDING = Pattern.compile("\\.(DATA|NOISE|MASK)$", Pattern.CASE_INSENSITIVE);

	/** Opens a file of masks. */
	static StatisticsMask open(Path file) throws ActorException, FitsException {
		List<Hdu> masks = FitsFile.open(file).hdus().stream()
				.filter(hdu -> hdu.kind() == HduKind.IMAGE && hdu.hasImage()).toList();
		if (masks.isEmpty()) {
			throw new ActorException(Kind.DATA, StatsMessage.MASK_NO_IMAGE.with(file.getFileName()));
		}
		return new StatisticsMask(file, masks);
	}

	/** The mask that holds for {@code data}. */
	Hdu maskFor(Hdu data) throws ActorException {
		if (extensions.size() == 1) {
			return extensions.getFirst();
		}
		return extensions.stream().filter(mask -> mask.name().equals(data.name())).findFirst()
				.or(() -> extensions.stream().filter(mask -> stem(mask.name()).equals(stem(data.name()))).findFirst())
				.orElseThrow(() -> new ActorException(Kind.DATA,
						StatsMessage.MASK_MISSING.with(file.getFileName(), extensions.size(), data.label())));
	}

	/**
	 * Which pixels of {@code data} are included, in their order.
	 *
	 * @param mask
	 *            what {@link #maskFor} returned
	 */
	static boolean[] include(Hdu mask, Hdu data) throws ActorException, FitsException {
		List<Long> axes = data.dimensions();
		boolean plane = axes.size() > 1 && mask.dimensions().equals(axes.subList(0, axes.size() - 1));
		if (!plane && !mask.dimensions().equals(axes)) {
			throw new ActorException(Kind.DATA,
					StatsMessage.MASK_DIMENSIONS.with(mask.label(), product(mask), data.label(), product(data)));
		}
		float[] values = mask.readFloats();
		var include = new boolean[Math.toIntExact(data.pixelCount())];
		for (int i = 0; i < include.length; i++) {
			float value = values[i % values.length];
			if (value != 0 && value != 1) {
				throw new ActorException(Kind.DATA,
						StatsMessage.MASK_VALUE.with(mask.label(), value, pixel(mask, i % values.length)));
			}
			include[i] = value == 1;
		}
		return include;
	}

	private static String stem(String name) {
		return ENDING.matcher(name).replaceFirst("");
	}

	private static String product(Hdu hdu) {
		return hdu.dimensions().stream().map(String::valueOf).collect(Collectors.joining(" × "));
	}

	/** Position in FITS pixels, the first of which is 1. */
	private static String pixel(Hdu hdu, int index) {
		var position = new java.util.ArrayList<String>(Collections.nCopies(hdu.dimensions().size(), ""));
		long rest = index;
		for (int axis = 0; axis < position.size(); axis++) {
			position.set(axis, Long.toString(rest % hdu.dimensions().get(axis) + 1));
			rest /= hdu.dimensions().get(axis);
		}
		return "(" + String.join(", ", position) + ")";
	}
}
