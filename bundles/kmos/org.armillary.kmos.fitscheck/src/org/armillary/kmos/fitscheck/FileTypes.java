package org.armillary.kmos.fitscheck;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.armillary.kmos.KmosFileType;
import org.armillary.kmos.KmosFileType.Part;

/** Recognises the KMOS type of a file by what it holds and how its extensions are named. */
final class FileTypes {

	private static final int DETECTORS = 3;

	private FileTypes() {
	}

	/** The type; empty if it is none of them. */
	static Optional<KmosFileType> recognise(List<HduSummary> hdus) {
		List<HduSummary> images = hdus.stream().filter(HduSummary::isImageExtension).toList();
		if (images.isEmpty()) {
			long tables = hdus.stream().filter(hdu -> hdu.kind().endsWith("table")).count();
			return tables == 0 ? Optional.empty() : Optional.of(tables == 1 ? KmosFileType.F1L : KmosFileType.F2L);
		}
		List<HduSummary> data = images.stream().filter(image -> !image.isCompanion()).toList();
		Set<Integer> axes = data.stream().filter(image -> image.hdu().hasImage())
				.map(image -> image.hdu().dimensions().size()).collect(Collectors.toSet());
		if (axes.size() != 1) {
			return Optional.empty();
		}
		boolean noise = images.stream().anyMatch(HduSummary::isNoise);
		return of(data, axes.iterator().next(), noise);
	}

	private static Optional<KmosFileType> of(List<HduSummary> data, int axes, boolean noise) {
		if (all(data, Part.CHIP) || data.size() == DETECTORS && axes == 2 && !noise
				&& data.stream().allMatch(image -> image.extensionName().isEmpty())) {
			return axes == 2 ? Optional.of(KmosFileType.RAW) : Optional.empty();
		}
		if (all(data, Part.DETECTOR)) {
			boolean mask = !noise && data.stream()
					.allMatch(image -> image.counts().finite() > 0 && image.counts().other() == 0);
			return switch (axes) {
			case 1 -> Optional.of(KmosFileType.F1D);
			case 2 -> Optional.of(mask ? KmosFileType.B2D : KmosFileType.F2D);
			default -> Optional.empty();
			};
		}
		if (all(data, Part.IFU) || data.size() == 1) {
			return switch (axes) {
			case 1 -> Optional.of(noise || all(data, Part.IFU) ? KmosFileType.F1I : KmosFileType.F1S);
			case 2 -> Optional.of(KmosFileType.F2I);
			case 3 -> Optional.of(KmosFileType.F3I);
			default -> Optional.empty();
			};
		}
		return Optional.empty();
	}

	private static boolean all(List<HduSummary> data, Part part) {
		return data.stream().allMatch(image -> part.number(image.extensionName()).isPresent());
	}
}
