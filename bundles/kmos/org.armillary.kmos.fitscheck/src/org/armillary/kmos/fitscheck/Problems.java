package org.armillary.kmos.fitscheck;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import org.armillary.data.FitsCard;
import org.armillary.data.fits.Hdu;
import org.armillary.kmos.KmosFileType.Part;
import org.jspecify.annotations.Nullable;

/** Finds what is not as KMOS recipes expect it. */
final class Problems {

	private static final int CUBE_AXES = 3;
	private static final int IFUS_OF_DETECTOR = 8;
	private static final String CHIP_INDEX = "ESO DET CHIP INDEX";
	private static final String IFU_NUMBER = "ESO PRO IFUNR";

	private final List<HduSummary> hdus;
	private final List<Problem> found = new ArrayList<>();

	private Problems(List<HduSummary> hdus) {
		this.hdus = hdus;
	}

	/** All problems of a file but those of reading it, in the order of its HDUs; those of the whole at the end. */
	static List<Problem> of(List<HduSummary> hdus) {
		var problems = new Problems(hdus);
		problems.names();
		for (HduSummary hdu : hdus) {
			problems.checksums(hdu);
			problems.pixels(hdu);
			problems.numbers(hdu);
		}
		problems.companions();
		problems.detectors();
		if (hdus.stream().allMatch(hdu -> hdu.hdu().dataSize() == 0)) {
			problems.found.add(Problem.ofFile(CheckMessage.NO_DATA));
		}
		return problems.found.stream().sorted(Comparator
				.comparingInt(problem -> problem.place().isEmpty() ? Integer.MAX_VALUE : problem.hdu())).toList();
	}

	private void names() {
		Set<String> seen = new HashSet<>();
		for (HduSummary hdu : hdus) {
			String name = hdu.extensionName();
			if (name.isEmpty() && hdu.hdu().index() > 0) {
				found.add(Problem.of(CheckMessage.NAME_MISSING, hdu));
			} else if (!name.isEmpty() && !seen.add(name.toUpperCase(Locale.ROOT) + " "
					+ hdu.hdu().version())) {
				found.add(Problem.of(CheckMessage.NAME_REPEATED, hdu, name));
			}
		}
	}

	private void checksums(HduSummary hdu) {
		if (hdu.checks().datasum() == ChecksumState.WRONG) {
			found.add(Problem.of(CheckMessage.DATASUM_WRONG, hdu, hdu.checks().statedSum(), hdu.checks().foundSum()));
		}
		if (hdu.checks().checksum() == ChecksumState.WRONG) {
			found.add(Problem.of(CheckMessage.CHECKSUM_WRONG, hdu));
		}
	}

	private void pixels(HduSummary hdu) {
		PixelCounts counts = hdu.counts();
		long size = counts.finite() + counts.nan() + counts.infinite();
		if (size > 0 && counts.finite() == 0) {
			found.add(Problem.of(CheckMessage.NO_FINITE_PIXEL, hdu));
		}
		if (counts.infinite() > 0) {
			found.add(Problem.of(CheckMessage.INFINITE, hdu, counts.infinite(), size));
		}
		boolean ofIfu = hdu.stem().isEmpty() || Part.IFU.number(hdu.extensionName()).isPresent();
		boolean cube = hdu.hdu().bitpix() < 0 && hdu.hdu().dimensions().size() == CUBE_AXES;
		if (counts.zero() > 0 && cube && ofIfu && !hdu.isCompanion()) {
			found.add(Problem.of(CheckMessage.ZEROS, hdu, counts.zero(), size));
		}
		if (counts.negative() > 0 && hdu.isNoise()) {
			found.add(Problem.of(CheckMessage.NOISE_NEGATIVE, hdu, counts.negative(), size));
		}
	}

	/** What EXTNAME says about detector and IFU, compared with what there is and with the keywords. */
	private void numbers(HduSummary hdu) {
		for (Part part : List.of(Part.CHIP, Part.DETECTOR, Part.IFU)) {
			Optional<Integer> number = part.number(hdu.extensionName());
			if (number.isEmpty()) {
				continue;
			}
			if (number.get() < 1 || number.get() > part.count()) {
				found.add(Problem.of(CheckMessage.NUMBER_RANGE, hdu, number.get(), part.count()));
				continue;
			}
			boolean ifu = part == Part.IFU;
			compare(hdu, CHIP_INDEX, ifu ? (number.get() - 1) / IFUS_OF_DETECTOR + 1 : number.get());
			if (ifu) {
				compare(hdu, IFU_NUMBER, number.get());
			}
		}
	}

	private void compare(HduSummary hdu, String keyword, long expected) {
		Optional<FitsCard> card = hdu.hdu().header().card(keyword).filter(FitsCard::hasValue);
		boolean agrees = card.isEmpty()
				|| card.get().value() instanceof Number value && value.doubleValue() == expected;
		if (!agrees) {
			found.add(Problem.of(CheckMessage.NUMBER_DIFFERS, hdu, keyword, card.get().value(), expected));
		}
	}

	/** Noise and masks without data, data without noise where others have some, and different dimensions. */
	private void companions() {
		var turns = new HashMap<String, Integer>();
		var keys = new LinkedHashMap<HduSummary, String>();
		var data = new HashMap<String, HduSummary>();
		var noise = new HashSet<String>();
		for (HduSummary hdu : images()) {
			String kind = hdu.isNoise() ? "noise " : hdu.isCompanion() ? "mask " : "data ";
			String key = hdu.stem() + "#" + turns.merge(kind + hdu.stem(), 1, Integer::sum);
			keys.put(hdu, key);
			if (!hdu.isCompanion()) {
				data.put(key, hdu);
			} else if (hdu.isNoise()) {
				noise.add(key);
			}
		}
		boolean withNoise = images().stream().anyMatch(hdu -> hdu.isNoise() && hdu.hdu().hasImage());
		keys.forEach((hdu, key) -> {
			if (hdu.isCompanion()) {
				partner(hdu, data.get(key));
			} else if (hdu.hdu().hasImage() && withNoise && !noise.contains(key)) {
				found.add(Problem.of(CheckMessage.NOISE_MISSING, hdu,
						hdu.stem().isEmpty() ? "NOISE" : hdu.stem() + ".NOISE"));
			}
		});
	}

	private void partner(HduSummary companion, @Nullable HduSummary data) {
		Hdu hdu = companion.hdu();
		if (data == null) {
			found.add(Problem.of(CheckMessage.NOISE_ALONE, companion));
		} else if (!hdu.dimensions().equals(data.hdu().dimensions()) && hdu.hasImage()) {
			found.add(Problem.of(CheckMessage.DIMENSIONS_DIFFER, companion, hdu.dimensionText(), data.place(),
					data.hdu().dimensionText()));
		}
	}

	private void detectors() {
		for (Part part : List.of(Part.CHIP, Part.DETECTOR)) {
			long count = images().stream()
					.filter(hdu -> !hdu.isCompanion() && part.number(hdu.extensionName()).isPresent()).count();
			boolean right = part == Part.CHIP ? count == 0 || count == part.count() : count % part.count() == 0;
			if (!right) {
				found.add(Problem.ofFile(CheckMessage.DETECTOR_COUNT, count,
						part == Part.CHIP ? part.count() : "3, or 3 for each rotator angle"));
			}
		}
	}

	private List<HduSummary> images() {
		return hdus.stream().filter(HduSummary::isImageExtension).toList();
	}
}
