package org.armillary.actor;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@link Actor#plan} sees: categories and headers by input port.
 *
 * @param ports
 *            descriptions by input port; a port without products has an empty list or is absent
 * @param declaredPlan
 *            one product for each output port that always makes one, of the port's usual category and with no keywords:
 *            the start for an actor's own prediction
 */
public record PlanInput(Map<String, List<ProductDescription>> ports, Plan declaredPlan) {

	/** Copies the map, keeping its order. */
	public PlanInput {
		var copy = new LinkedHashMap<String, List<ProductDescription>>();
		ports.forEach((name, products) -> copy.put(name, List.copyOf(products)));
		ports = Collections.unmodifiableMap(copy);
	}

	/** The descriptions at an input port; empty where nothing arrives. */
	public List<ProductDescription> port(String name) {
		return ports.getOrDefault(name, List.of());
	}
}
