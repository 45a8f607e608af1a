package org.armillary.provenance.script;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.armillary.actor.ProductFile;
import org.armillary.engine.MadeProduct;
import org.armillary.engine.RunRequest;
import org.armillary.engine.run.JobRecord;
import org.armillary.engine.run.RunRecord;
import org.armillary.provenance.Ancestry.Source;
import org.armillary.provenance.Ancestry.Step;
import org.jspecify.annotations.Nullable;

/**
 * Names of the products of steps, relative to one folder and with slashes: those that they have in the output folder of
 * the run, as headers tell them; of steps of other runs those by which they were used. No two are the same.
 */
public final class ProductPlaces {

	private final List<Map<String, List<String>>> names = new ArrayList<>();

	/**
	 * Names the products of some steps.
	 *
	 * @param run
	 *            the run that is told of
	 */
	public ProductPlaces(RunRecord run, List<Step> steps) {
		Optional<Path> folder = run.request().map(RunRequest::outputFolder).map(Path::toAbsolutePath)
				.map(Path::normalize);
		var jobs = new HashMap<String, JobRecord>();
		run.jobs().forEach(job -> jobs.put(job.id(), job));
		Map<Source, String> used = used(steps);
		var taken = new HashSet<String>();
		for (int i = 0; i < steps.size(); i++) {
			Step step = steps.get(i);
			JobRecord job = jobs.get(step.job());
			boolean same = job != null && job.key().filter(step.report().key()::equals).isPresent();
			Map<String, List<ProductFile>> published = !same ? Map.of()
					: job.result().map(result -> result.products()).orElse(Map.of());
			var ports = new LinkedHashMap<String, List<String>>();
			int number = i;
			step.report().products().forEach((port, products) -> {
				var list = new ArrayList<String>();
				for (int index = 0; index < products.size(); index++) {
					String name = published(folder, published.getOrDefault(port, List.of()), index)
							.orElse(other(used.get(new Source(number, port, index)), port, products.get(index)));
					list.add(free(name, number, taken));
				}
				ports.put(port, list);
			});
			names.add(ports);
		}
	}

	private static Map<Source, String> used(List<Step> steps) {
		var used = new HashMap<Source, String>();
		for (Step step : steps) {
			for (int i = 0; i < step.sources().size(); i++) {
				String name = step.report().facts().inputs().get(i).origin().name();
				step.sources().get(i).ifPresent(source -> used.putIfAbsent(source, name));
			}
		}
		return used;
	}

	private static Optional<String> published(Optional<Path> folder, List<ProductFile> files, int index) {
		return folder.filter(_ -> index < files.size()).filter(top -> files.get(index).path().startsWith(top))
				.map(top -> top.relativize(files.get(index).path()).toString().replace('\\', '/'));
	}

	private static String other(@Nullable String used, String port, MadeProduct product) {
		if (used != null && !used.isEmpty()) {
			return "others/" + Path.of(used).getFileName();
		}
		String category = product.description().category();
		return "others/" + (category.isEmpty() ? port : category) + "." + product.extension();
	}

	private static String free(String name, int step, Set<String> taken) {
		String free = name;
		for (int i = 1; !taken.add(free); i++) {
			free = "step-" + (step + 1) + (i == 1 ? "" : "-" + i) + "/" + Path.of(name).getFileName();
		}
		return free;
	}

	/** The name of a product of a step. */
	public String of(int step, String port, int index) {
		return names.get(step).get(port).get(index);
	}
}
