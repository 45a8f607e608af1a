package org.armillary.actor;

import java.util.List;

/**
 * What a job will make and need, predicted from headers.
 *
 * @param products
 *            the products, by output port; what {@link Actor#run} returns agrees with it unless the outcome is Partial or
 *            NoWork
 * @param resources
 *            what it will need
 */
public record Plan(List<PredictedProduct> products, ResourceEstimate resources) {

	/** Copies the list. */
	public Plan {
		products = List.copyOf(products);
	}

	/** The same products with another estimate. */
	public Plan with(ResourceEstimate estimate) {
		return new Plan(products, estimate);
	}
}
