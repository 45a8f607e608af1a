package org.armillary.kmos;

import java.util.LinkedHashMap;
import java.util.Set;

import org.armillary.actor.Keywords;
import org.armillary.actor.PredictedProduct;
import org.armillary.actor.ProductDescription;
import org.armillary.data.FitsHeader;

/**
 * Primary headers of products: what the input says about the observation, without what it says about the step that made
 * it, and the category of the product.
 */
public final class ProductHeader {

	/** Keyword of the product category. */
	public static final String CATEGORY = "ESO PRO CATG";

	/** Keyword of the recipe that made a product. */
	public static final String RECIPE = "ESO PRO REC1 ID";

	/** Keyword of the program that made a product. */
	public static final String PIPELINE = "ESO PRO REC1 PIPE ID";

	private static final String ARMILLARY = "armillary";

	/** Keywords outside {@code HIERARCH ESO} that say what was observed, when and with what. */
	private static final Set<String> OBSERVATION = Set.of("ORIGIN", "TELESCOP", "INSTRUME", "OBJECT", "RA", "DEC",
			"EQUINOX", "RADECSYS", "RADESYS", "EXPTIME", "MJD-OBS", "MJD-END", "DATE-OBS", "UTC", "LST", "PI-COI",
			"OBSERVER", "PROG_ID");

	private ProductHeader() {
	}

	/**
	 * The primary header of a product.
	 *
	 * @param input
	 *            primary header of the input; of several inputs, that of the first
	 * @param category
	 *            product category
	 * @param recipe
	 *            id of the actor
	 */
	public static FitsHeader of(FitsHeader input, String category, String recipe) {
		FitsHeader.Builder header = FitsHeader.builder();
		input.cards().stream().filter(card -> isPassedOn(card.keyword())).forEach(header::add);
		return header.set(CATEGORY, category, "Category of the product")
				.set(RECIPE, recipe, "Recipe that made this file")
				.set(PIPELINE, ARMILLARY, "Program that made this file").build();
	}

	/** What {@link #of} will hold, as far as it is known from keywords alone. */
	public static Keywords predicted(Keywords input, String category, String recipe) {
		var predicted = new LinkedHashMap<>(input.values());
		predicted.keySet().removeIf(keyword -> !isPassedOn(keyword));
		predicted.put(CATEGORY, category);
		predicted.put(RECIPE, recipe);
		predicted.put(PIPELINE, ARMILLARY);
		return new Keywords(predicted);
	}

	/**
	 * The prediction of a product.
	 *
	 * @param port
	 *            output port
	 * @param category
	 *            product category
	 * @param input
	 *            primary header of the input; of several inputs, that of the first
	 * @param recipe
	 *            id of the actor
	 */
	public static PredictedProduct predict(String port, String category, Keywords input, String recipe) {
		return new PredictedProduct(port, new ProductDescription(category, predicted(input, category, recipe)));
	}

	/** Whether Armillary wrote the file with this primary header, so that "no data" is always NaN in it. */
	static boolean isOurs(FitsHeader primary) {
		return primary.card(PIPELINE).filter(card -> ARMILLARY.equals(card.value())).isPresent();
	}

	/** Whether a keyword is about the observation rather than about the file or the step that made it. */
	private static boolean isPassedOn(String keyword) {
		boolean ofStep = keyword.startsWith("ESO QC ")
				|| keyword.startsWith("ESO PRO ") && !keyword.startsWith("ESO PRO ROT ")
						&& !keyword.equals("ESO PRO IFUNR");
		return keyword.startsWith("ESO ") && !ofStep || OBSERVATION.contains(keyword);
	}
}
