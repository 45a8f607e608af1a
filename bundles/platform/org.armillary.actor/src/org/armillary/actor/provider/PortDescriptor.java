package org.armillary.actor.provider;

import java.util.List;

import org.armillary.actor.Payload;
import org.armillary.actor.Presence;

/**
 * A port of an actor.
 *
 * @param name
 *            name within its direction: {@code cube}
 * @param role
 *            what it is for
 * @param payload
 *            what its products hold
 * @param categories
 *            accepted product categories, where none means any; for an output the first is the usual one
 * @param variance
 *            whether a variance or noise plane is needed or promised
 * @param mask
 *            whether a mask is needed or promised
 * @param min
 *            fewest products
 * @param max
 *            most products; {@link Integer#MAX_VALUE} for no limit
 * @param grouped
 *            whether a trigger port collects its products into one job; otherwise each product is a job of its own
 * @param ordered
 *            whether the result depends on the order of the products
 * @param extension
 *            file name ending of products, without the dot; of interest for outputs
 * @param help
 *            what the port is for
 */
public record PortDescriptor(String name, Role role, Payload payload, List<String> categories, Presence variance,
		Presence mask, int min, int max, boolean grouped, boolean ordered, String extension, String help) {

	/** What a port is for. */
	public enum Role {
		/** An input whose products start jobs. */
		TRIGGER,
		/** An input that is looked up for each job. */
		ASSOCIATED,
		/** An output. */
		OUTPUT
	}

	/** Copies the list. */
	public PortDescriptor {
		categories = List.copyOf(categories);
	}

	/** The category of products that an output port makes where its actor does not say another; empty for none. */
	public String usualCategory() {
		return categories.isEmpty() ? "" : categories.getFirst();
	}

	/** Whether products of category {@code category} may enter this input port; an unknown category (empty) may. */
	public boolean acceptsCategory(String category) {
		return categories.isEmpty() || category.isEmpty() || categories.contains(category);
	}

	/** How many products the port takes or makes, in words: {@code exactly 1}, {@code at least 3}, {@code 0 to 2}. */
	public String cardinality() {
		if (min == max) {
			return "exactly " + min;
		}
		return max == Integer.MAX_VALUE ? "at least " + min : min + " to " + max;
	}
}
