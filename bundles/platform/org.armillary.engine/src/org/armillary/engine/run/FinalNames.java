package org.armillary.engine.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.armillary.actor.ProductFile;
import org.armillary.engine.JobResult;
import org.armillary.engine.RunEvent;
import org.armillary.engine.RunListener;

/**
 * Gives products in the end the names that follow from the plan as it is then. They differ from those that they have
 * only where results were not as predicted and several jobs share the beginning of their names.
 */
final class FinalNames {

	private final Map<String, RunEvent.JobEnded> ended = new HashMap<>();

	/** Takes notice of how a job ended. */
	void take(RunEvent event) {
		if (event instanceof RunEvent.JobEnded told && !told.result().products().isEmpty()) {
			ended.put(told.result().job(), told);
		}
	}

	/**
	 * Moves products whose names are others now, and tells of their jobs again.
	 *
	 * @throws IOException
	 *             where a product cannot be moved
	 */
	void settle(JobGraph graph, ProductNames names, Publisher publisher, RunListener listener) throws IOException {
		if (!names.anyShared()) {
			return;
		}
		Map<String, Map<String, List<Path>>> places = names.last(graph.plan().jobs(), graph.made());
		Set<String> moved = publisher.relocate(places);
		for (JobGraph.Node node : graph.nodes()) {
			String id = node.job().id();
			RunEvent.JobEnded told = ended.get(id);
			if (told != null && moved.contains(id)) {
				JobResult result = told.result().withProducts(at(places.get(id), told.result().products()));
				listener.on(new RunEvent.JobEnded(result, told.key(), told.reason()));
			}
		}
	}

	private static Map<String, List<ProductFile>> at(Map<String, List<Path>> places,
			Map<String, List<ProductFile>> products) {
		var there = new LinkedHashMap<String, List<ProductFile>>();
		products.forEach((port, list) -> {
			var files = new ArrayList<ProductFile>(list.size());
			for (ProductFile product : list) {
				files.add(new ProductFile(places.get(port).get(files.size()), product.description()));
			}
			there.put(port, files);
		});
		return there;
	}
}
