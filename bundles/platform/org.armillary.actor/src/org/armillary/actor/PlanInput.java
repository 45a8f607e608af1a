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
 * @param names
 *            what a user calls each of them, by input port: a file name, or the node that will make it. For messages
 *            alone: a plan that depends on names would not be the same when files are renamed
 * @param declaredPlan
 *            one product for each output port that always makes one, of the port's usual category and with no keywords:
 *            the start for an actor's own prediction
 */
public record PlanInput(Map<String, List<ProductDescription>> ports, Map<String, List<String>> names,
		Plan declaredPlan) {

	/** Copies the maps, keeping their order. */
	public PlanInput {
		ports = copy(ports);
		names = copy(names);
	}

	/** Inputs without names. */
	public PlanInput(Map<String, List<ProductDescription>> ports, Plan declaredPlan) {
		this(ports, Map.of(), declaredPlan);
	}

	/** The descriptions at an input port; empty where nothing arrives. */
	public List<ProductDescription> port(String name) {
		return ports.getOrDefault(name, List.of());
	}

	/** The primary header of the first product at an input port; no keywords where nothing arrives. */
	public Keywords keywords(String name) {
		return port(name).isEmpty() ? Keywords.NONE : port(name).getFirst().keywords();
	}

	/** What a user calls product {@code index} (from 0) at an input port; port and number where it has no name. */
	public String name(String port, int index) {
		List<String> known = names.getOrDefault(port, List.of());
		return index < known.size() ? known.get(index) : port + " " + (index + 1);
	}

	private static <T> Map<String, List<T>> copy(Map<String, List<T>> lists) {
		var copy = new LinkedHashMap<String, List<T>>();
		lists.forEach((name, list) -> copy.put(name, List.copyOf(list)));
		return Collections.unmodifiableMap(copy);
	}
}
