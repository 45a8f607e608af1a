package org.armillary.kmos.extractspec;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.message.Message;
import org.armillary.data.Cube;
import org.armillary.data.FitsException;
import org.armillary.data.Image;
import org.armillary.kmos.KmosExtension;
import org.armillary.kmos.KmosFile;
import org.armillary.kmos.extractspec.ExtractSpec.RegionType;

/**
 * Chooses the region of each cube.
 *
 * @param parameters
 *            how
 * @param masks
 *            the masks, if the region comes from one
 */
record RegionChooser(ExtractSpec.Parameters parameters, Optional<KmosFile> masks) {

	/** Opens the masks, if there is a file of them. */
	static RegionChooser of(ExtractSpec.Parameters parameters, Optional<Path> mask)
			throws ActorException, FitsException {
		return new RegionChooser(parameters,
				mask.isPresent() ? Optional.of(KmosFile.open(mask.get())) : Optional.empty());
	}

	/** The region of one cube, which covers some of the field; empty where no source was found to follow. */
	Optional<Region> choose(KmosExtension extension, Cube cube, List<Message> caveats)
			throws ActorException, FitsException {
		if (parameters.region() == RegionType.OPTIMAL) {
			return SourceProfile.measure(extension, cube, parameters.range(), caveats);
		}
		double x = parameters.centre().get(0);
		double y = parameters.centre().get(1);
		Region region = switch (parameters.region()) {
		case APERTURE -> Region.circle(cube.ny(), cube.nx(), x, y, parameters.radius());
		case BOX -> Region.box(cube.ny(), cube.nx(), x, y, parameters.size().get(0), parameters.size().get(1));
		case MASK, OPTIMAL -> fromMask(extension, cube);
		};
		if (!(region.area() > 0)) {
			throw new ActorException(Kind.USER, ExtractMessage.REGION_EMPTY.with(extension.data().label(),
					words(), cube.nx() + " x " + cube.ny()));
		}
		return Optional.of(region);
	}

	private String words() {
		String at = " at x = " + parameters.centre().get(0) + ", y = " + parameters.centre().get(1);
		return switch (parameters.region()) {
		case APERTURE -> "a circle of radius " + parameters.radius() + at;
		case BOX -> "a box of " + parameters.size().get(0) + " x " + parameters.size().get(1) + at;
		default -> "from a " + parameters.region().name().toLowerCase(Locale.ROOT);
		};
	}

	private Region fromMask(KmosExtension extension, Cube cube) throws ActorException, FitsException {
		KmosFile file = masks.orElseThrow(() -> new ActorException(Kind.USER, ExtractMessage.MASK_MISSING.with()));
		KmosExtension mask = maskOf(extension, file);
		Image image = mask.image();
		if (image.ny() != cube.ny() || image.nx() != cube.nx()) {
			throw new ActorException(Kind.DATA,
					ExtractMessage.MASK_DIMENSIONS.with(mask.data().label(), image.nx() + " x " + image.ny(),
							extension.name(), cube.nx() + " x " + cube.ny()));
		}
		double[] weights = new double[image.values().length()];
		for (int i = 0; i < weights.length; i++) {
			double weight = image.values().at(i);
			if (!(weight >= 0 && weight <= 1)) {
				throw new ActorException(Kind.DATA, ExtractMessage.MASK_VALUE.with(mask.data().label(), weight,
						i % image.nx() + 1, i / image.nx() + 1));
			}
			weights[i] = weight;
		}
		return Region.of(cube.ny(), cube.nx(), weights);
	}

	/** The mask of the same name; a single one holds for all. */
	private static KmosExtension maskOf(KmosExtension extension, KmosFile file) throws ActorException {
		List<KmosExtension> masks = file.used();
		if (masks.size() == 1) {
			return masks.getFirst();
		}
		Stream<KmosExtension> fitting = masks.stream()
				.filter(mask -> mask.stem().equalsIgnoreCase(extension.stem()));
		return fitting.findFirst().orElseThrow(() -> new ActorException(Kind.DATA,
				ExtractMessage.MASK_NOT_FOUND.with(file.path().getFileName(), extension.name())));
	}
}
