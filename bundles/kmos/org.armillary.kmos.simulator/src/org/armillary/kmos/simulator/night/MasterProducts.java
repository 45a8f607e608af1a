package org.armillary.kmos.simulator.night;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.armillary.kmos.simulator.header.RawKeywords;

/**
 * Master calibrations as a reduction of a night's frames would leave them: the keywords of the first raw frame and those of
 * {@code PRO}.
 */
final class MasterProducts {

	/** Keyword of the product category. */
	static final String CATEGORY = "ESO PRO CATG";

	/** Keywords of one exposure, which products do not have. */
	private static final Set<String> OF_ONE_EXPOSURE = Set.of(RawKeywords.ARCHIVE_NAME, "ESO TPL EXPNO");
	private static final Map<String, List<String>> PRODUCTS = Map.of(
			"dark", List.of("MASTER_DARK", "BADPIXEL_DARK"),
			"flat", List.of("MASTER_FLAT", "BADPIXEL_FLAT", "XCAL", "YCAL", "FLAT_EDGE"),
			"arc", List.of("LCAL", "DET_IMG_WAVE"),
			"sky-flat", List.of("ILLUM_CORR", "SKYFLAT_EDGE"),
			"standard", List.of("TELLURIC", "STAR_SPEC", "NOISE_SPEC"));
	private static final Map<String, String> RECIPES = Map.of("dark", "kmos_dark", "flat", "kmos_flat", "arc",
			"kmos_wave_cal", "sky-flat", "kmos_illumination", "standard", "kmos_std_star");

	private MasterProducts() {
	}

	/** The products of all sets among the raw frames. */
	static List<Draft> of(List<Draft> raw) {
		var first = new LinkedHashMap<String, Draft>();
		raw.forEach(draft -> first.putIfAbsent(draft.dataset(), draft));
		var products = new ArrayList<Draft>();
		first.forEach((dataset, frame) -> {
			String kind = dataset.substring(0, dataset.indexOf(' '));
			for (String category : PRODUCTS.getOrDefault(kind, List.of())) {
				products.add(product(frame, category, kind));
			}
		});
		return products;
	}

	private static Draft product(Draft frame, String category, String kind) {
		var keywords = new LinkedHashMap<>(frame.keywords());
		keywords.keySet().removeAll(OF_ONE_EXPOSURE);
		keywords.put(CATEGORY, category);
		keywords.put("ESO PRO REC1 ID", RECIPES.get(kind));
		keywords.put("ESO PRO REC1 PIPE ID", "kmos/4.5.3");
		keywords.put("ESO PRO REC1 RAW1 NAME", frame.name());
		String set = frame.dataset().substring(kind.length() + 1).replace(' ', '_');
		return new Draft("products/" + category + "_" + set + ".fits", keywords, category,
				kind + "-master" + frame.dataset().substring(kind.length()), Draft.RAW_EXTENSIONS);
	}
}
