package org.armillary.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.armillary.actor.ProductFile;
import org.armillary.engine.MadeProduct;

/**
 * A product of the run.
 *
 * @param job
 *            the job that made it
 * @param name
 *            its name in the output folder, with the folders in it
 * @param category
 *            its category
 * @param place
 *            where it lies in the output folder
 * @param made
 *            what the store knows of it
 */
record Product(ReportJob job, String name, String category, Path place, Optional<MadeProduct> made) {

	/** All products in the order of the jobs. */
	static List<Product> of(ReportRun run) {
		Optional<Path> folder = run.record().summary().outputFolder();
		var products = new ArrayList<Product>();
		for (ReportJob job : run.jobs()) {
			Map<String, List<ProductFile>> files = job.result().map(result -> result.products()).orElse(Map.of());
			files.forEach((port, list) -> {
				List<MadeProduct> made = job.report().map(report -> report.products().getOrDefault(port, List.of()))
						.orElse(List.of());
				for (int i = 0; i < list.size(); i++) {
					Path place = list.get(i).path();
					String name = folder.filter(place::startsWith).map(base -> base.relativize(place)).orElse(place)
							.toString();
					products.add(new Product(job, name, list.get(i).category(), place,
							i < made.size() ? Optional.of(made.get(i)) : Optional.empty()));
				}
			});
		}
		return products;
	}

	/**
	 * A file with its content, in the store, else in the output folder unless that holds something else by now; empty where
	 * neither has it any more.
	 */
	Optional<Path> file(ReportSource source) {
		return made.flatMap(product -> source.file(product, place));
	}

	/** Whether it can be looked at. */
	boolean isFits() {
		String ending = name.toLowerCase(Locale.ROOT);
		return ending.endsWith(".fits") || ending.endsWith(".fits.gz") || ending.endsWith(".fit");
	}
}
