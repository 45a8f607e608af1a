package org.armillary.actor.provider;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.armillary.actor.ProductFile;

/**
 * Products by port name.
 *
 * @param ports
 *            the products of each port; a port without products has an empty list or is absent
 */
public record PortProducts(Map<String, List<ProductFile>> ports) {

	/** No products. */
	public static final PortProducts NONE = new PortProducts(Map.of());

	/** Copies the map, keeping its order. */
	public PortProducts {
		var copy = new LinkedHashMap<String, List<ProductFile>>();
		ports.forEach((name, products) -> copy.put(name, List.copyOf(products)));
		ports = Collections.unmodifiableMap(copy);
	}

	/** The products at a port; empty where there are none. */
	public List<ProductFile> port(String name) {
		return ports.getOrDefault(name, List.of());
	}
}
