package org.armillary.kmos.illumination;

import java.util.List;
import java.util.Map;

import org.armillary.actor.ActorException;
import org.armillary.actor.ActorException.Kind;
import org.armillary.actor.PlanInput;
import org.armillary.actor.ProductDescription;
import org.armillary.actor.ProductFile;
import org.armillary.kmos.Band;
import org.armillary.kmos.KmosMessage;
import org.armillary.kmos.ProductHeader;
import org.armillary.kmos.RawFrame;
import org.armillary.kmos.RotatorAngle;
import org.armillary.kmos.WavelengthRanges;

/** Whether files are what their ports expect, as far as keywords tell: before the job and when it runs. */
final class InputChecks {

	private static final String TYPE = "ESO DPR TYPE";
	private static final Map<String, String> CATEGORIES = Map.of("FLAT,SKY", KmosIllumination.SKY, "FLAT,LAMP",
			KmosIllumination.LAMP);
	/** Of no band. */
	private static final String DARK = "MASTER_DARK";
	private static final Map<String, String> PORTS = Map.of("dark", DARK, "masterFlat", "MASTER_FLAT", "xcal",
			"XCAL", "ycal", "YCAL", "lcal", "LCAL", "flatEdge", "FLAT_EDGE");

	private InputChecks() {
	}

	/** Checks what a plan sees. */
	static void check(PlanInput inputs, WavelengthRanges ranges) throws ActorException {
		List<ProductDescription> flats = inputs.port("flats");
		if (flats.isEmpty()) {
			return;
		}
		String firstFile = inputs.name("flats", 0);
		Map<String, Object> first = flats.getFirst().keywords().values();
		for (int i = 0; i < flats.size(); i++) {
			String file = inputs.name("flats", i);
			Map<String, Object> keywords = flats.get(i).keywords().values();
			checkCategory(file, category(flats.get(i)), firstFile, category(flats.getFirst()));
			Band.checkSame(file, keywords, firstFile, first);
			RotatorAngle.of(file, keywords);
		}
		checkRanges(firstFile, first, ranges);
		for (Map.Entry<String, String> port : PORTS.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList()) {
			List<ProductDescription> products = inputs.port(port.getKey());
			for (int i = 0; i < products.size(); i++) {
				Map<String, Object> keywords = products.get(i).keywords().values();
				// nothing is known of a product that another software will make
				if (!keywords.isEmpty()) {
					checkProduct(inputs.name(port.getKey(), i), keywords, port.getValue(), firstFile, first);
				}
			}
		}
	}

	/**
	 * What a frame is: as it was classified, otherwise as its header says; where that is no category of ours, what the header
	 * says; empty if neither tells.
	 */
	static String category(ProductDescription frame) {
		String type = frame.keywords().text(TYPE).orElse("").strip();
		return frame.category().isBlank()
				? CATEGORIES.getOrDefault(type, type.isEmpty() ? "" : "of type " + type)
				: frame.category();
	}

	/** Refuses files that are neither twilight nor lamp flats, or not what the first one is. */
	static void checkCategories(List<ProductFile> flats, String category) throws ActorException {
		for (ProductFile flat : flats) {
			checkCategory(name(flat), category(flat.description()), name(flats.getFirst()), category);
		}
	}

	private static String name(ProductFile file) {
		return String.valueOf(file.path().getFileName());
	}

	/** Refuses what is neither a twilight nor a lamp flat, or not what the first one is. */
	static void checkCategory(String file, String category, String firstFile, String firstCategory)
			throws ActorException {
		if (!category.equals(KmosIllumination.SKY) && !category.equals(KmosIllumination.LAMP)) {
			throw new ActorException(Kind.DATA, IlluminationMessage.CATEGORY.with(file,
					category.isEmpty() ? "of no known kind" : category,
					KmosIllumination.SKY + " or " + KmosIllumination.LAMP));
		}
		if (!category.equals(firstCategory)) {
			throw new ActorException(Kind.DATA,
					IlluminationMessage.MIXED.with(file, category, firstFile, firstCategory));
		}
	}

	/**
	 * Refuses a product that is not what its port expects, or of another band than the flats.
	 *
	 * @param name
	 *            what to call it
	 * @param category
	 *            what it must be
	 */
	static void checkProduct(String name, Map<String, Object> keywords, String category, String firstFile,
			Map<String, Object> first) throws ActorException {
		Object found = keywords.getOrDefault(ProductHeader.CATEGORY, "nothing");
		if (!category.equals(found)) {
			throw new ActorException(Kind.DATA,
					KmosMessage.KEYWORD_VALUE.with(name, ProductHeader.CATEGORY, found, category));
		}
		if (!category.equals(DARK)) {
			Band.checkSame(name, keywords, firstFile, first);
		}
	}

	/** Refuses ranges of which a band has nothing. */
	static void checkRanges(String file, Map<String, Object> keywords, WavelengthRanges ranges) throws ActorException {
		for (int detector = 1; detector <= RawFrame.DETECTORS; detector++) {
			Band band = Band.of(file, keywords, detector);
			for (WavelengthRanges.Range range : ranges.ranges()) {
				if (range.to() <= band.usefulFirstMicron() || range.from() >= band.usefulLastMicron()) {
					throw new ActorException(Kind.USER, IlluminationMessage.RANGE_OUTSIDE.with(range.from(), range.to(),
							band, band.usefulFirstMicron(), band.usefulLastMicron()));
				}
			}
		}
	}
}
