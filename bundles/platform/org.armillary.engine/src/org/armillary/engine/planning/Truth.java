package org.armillary.engine.planning;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.PredictedProduct;
import org.armillary.actor.ProductDescription;
import org.armillary.engine.ExtensionSelection;
import org.armillary.engine.Job;
import org.armillary.engine.Job.Source;

/**
 * What a job made.
 *
 * @param made
 *            its products by output port
 */
record Truth(Map<String, List<ProductDescription>> made) {

	/** Copies the map. */
	Truth {
		var copy = new LinkedHashMap<String, List<ProductDescription>>();
		made.forEach((port, products) -> copy.put(port, List.copyOf(products)));
		made = copy;
	}

	/** The products by port and slot, in the order in which they were made. */
	Map<String, Map<ProductSlot, ProductDescription>> slots(String job) {
		var slots = new LinkedHashMap<String, Map<ProductSlot, ProductDescription>>();
		made.forEach((port, products) -> {
			var numbers = new HashMap<String, Integer>();
			var ofPort = new LinkedHashMap<ProductSlot, ProductDescription>();
			for (ProductDescription product : products) {
				int index = numbers.merge(product.category(), 1, Integer::sum) - 1;
				ofPort.put(new ProductSlot(job, port, product.category(), index), product);
			}
			slots.put(port, ofPort);
		});
		return slots;
	}

	/** The products as sources for others: those that were predicted first, in that order. */
	Map<String, List<Source.Upstream>> products(Job job) {
		Map<String, Map<ProductSlot, ProductDescription>> slots = slots(job.id());
		var products = new LinkedHashMap<String, List<Source.Upstream>>();
		for (ProductSlot slot : predicted(job)) {
			ProductDescription description = slots.getOrDefault(slot.port(), new HashMap<>()).remove(slot);
			if (description != null) {
				products.computeIfAbsent(slot.port(), _ -> new ArrayList<>()).add(source(slot, description));
			}
		}
		slots.forEach((port, rest) -> rest.forEach((slot, description) -> products
				.computeIfAbsent(port, _ -> new ArrayList<>()).add(source(slot, description))));
		return products;
	}

	/** What was predicted and not made, by port. */
	Map<String, List<Missing>> missing(Job job) {
		Map<String, Map<ProductSlot, ProductDescription>> slots = slots(job.id());
		var missing = new LinkedHashMap<String, List<Missing>>();
		for (ProductSlot slot : predicted(job)) {
			if (!slots.getOrDefault(slot.port(), Map.of()).containsKey(slot)) {
				missing.computeIfAbsent(slot.port(), _ -> new ArrayList<>()).add(new Missing(Optional.of(slot),
						"the job " + job.id() + " made " + (slot.index() == 0 ? "no " : "no further ")
								+ (slot.category().isEmpty() ? "product" : slot.category()) + " at its port "
								+ slot.port(),
						job.datasets()));
			}
		}
		return missing;
	}

	/** The products that the plan of a job predicts, as sources for others. */
	static Map<String, List<Source.Upstream>> prediction(Job job) {
		var products = new LinkedHashMap<String, List<Source.Upstream>>();
		List<ProductSlot> slots = predicted(job);
		for (int i = 0; i < slots.size(); i++) {
			products.computeIfAbsent(slots.get(i).port(), _ -> new ArrayList<>())
					.add(source(slots.get(i), job.plan().products().get(i).description()));
		}
		return products;
	}

	private static List<ProductSlot> predicted(Job job) {
		List<PredictedProduct> products = job.plan().products();
		var slots = new ArrayList<ProductSlot>(products.size());
		for (int i = 0; i < products.size(); i++) {
			String port = products.get(i).port();
			String category = products.get(i).description().category();
			int index = 0;
			for (int j = 0; j < i; j++) {
				index += slots.get(j).port().equals(port) && slots.get(j).category().equals(category) ? 1 : 0;
			}
			slots.add(new ProductSlot(job.id(), port, category, index));
		}
		return slots;
	}

	private static Source.Upstream source(ProductSlot slot, ProductDescription description) {
		return new Source.Upstream((String) slot.origin(), slot.port(), slot.category(), slot.index(), description,
				ExtensionSelection.ALL);
	}
}
