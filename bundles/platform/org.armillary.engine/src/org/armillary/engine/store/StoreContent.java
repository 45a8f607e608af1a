package org.armillary.engine.store;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.armillary.engine.JobFacts.Maker;
import org.armillary.engine.JobFacts.UsedInput;
import org.armillary.engine.JobReport;
import org.armillary.engine.KeyPart;
import org.armillary.engine.MadeProduct;

/**
 * The results of a store as far as cleaning must know them: what they made, from what, and at what cost.
 *
 * <p><b>Threads.</b> For one thread.
 */
final class StoreContent {

	private static final double NANOSECONDS = 1e9;

	private final Map<String, Known> results = new HashMap<>();
	private final Map<String, List<String>> makers = new HashMap<>();

	/**
	 * A result.
	 *
	 * @param key
	 *            hash of its key
	 * @param run
	 *            the run that made it
	 * @param job
	 *            id of the job there
	 * @param seconds
	 *            time that the work took, s
	 * @param qualityValues
	 *            how many quality-control values it has
	 */
	record Known(String key, String run, String job, String actor, double seconds, Instant ended,
			List<Product> products, List<Input> inputs, int qualityValues) {
	}

	/** A product, with its port and digest. */
	record Product(String port, Path path, String digest) {
	}

	/**
	 * An input.
	 *
	 * @param digests
	 *            of the whole file and of what the job received, as far as they are known
	 * @param maker
	 *            hash of the key of the result of which it is a product; empty where that is not known
	 */
	record Input(Set<String> digests, Optional<String> maker) {
	}

	/** Takes a result up. */
	void add(JobReport report) {
		var products = new ArrayList<Product>();
		report.products().forEach((port, list) -> list
				.forEach(product -> products.add(new Product(port, product.path(), product.digest()))));
		String key = report.key().hash();
		results.put(key, new Known(key, report.run(), report.result().job(), report.actor(),
				report.result().duration().toNanos() / NANOSECONDS, report.ended(), products, inputs(report),
				report.result().qc().size()));
		report.products().values().stream().flatMap(List::stream).map(MadeProduct::digest).distinct()
				.forEach(digest -> makers.computeIfAbsent(digest, _ -> new ArrayList<>(1)).add(key));
	}

	private static List<Input> inputs(JobReport report) {
		var inputs = new ArrayList<Input>();
		for (UsedInput input : report.facts().inputs()) {
			var digests = new HashSet<>(List.of(input.received(), input.origin().digest()));
			digests.remove("");
			inputs.add(new Input(digests, input.origin().maker().map(Maker::key)));
		}
		if (inputs.isEmpty()) {
			// made before facts were kept
			report.key().parts().stream().filter(part -> part.kind() == KeyPart.Kind.INPUT && !part.value().isEmpty())
					.forEach(part -> inputs.add(new Input(Set.of(part.value().split(" ", 2)[0]), Optional.empty())));
		}
		return inputs;
	}

	/** All results. */
	Collection<Known> results() {
		return results.values();
	}

	/** A result by the hash of its key. */
	Optional<Known> result(String key) {
		return Optional.ofNullable(results.get(key));
	}

	/** The results that made the inputs of a result: those that are known as makers, else all with the same content. */
	Set<String> sources(Known result) {
		var sources = new HashSet<String>();
		for (Input input : result.inputs()) {
			Optional<String> maker = input.maker().filter(results::containsKey);
			if (maker.isPresent()) {
				sources.add(maker.orElseThrow());
			} else {
				input.digests().forEach(digest -> sources.addAll(makers.getOrDefault(digest, List.of())));
			}
		}
		return sources;
	}

	/** These results, those that made their inputs, and so on; keys without a result are left out. */
	Set<String> withAncestors(Collection<String> keys) {
		var all = new HashSet<String>();
		var open = new ArrayDeque<>(keys);
		while (!open.isEmpty()) {
			String key = open.remove();
			Known result = results.get(key);
			if (result != null && all.add(key)) {
				open.addAll(sources(result));
			}
		}
		return all;
	}

	/** The files of all products of results. */
	Set<Path> files(Collection<String> keys) {
		var files = new HashSet<Path>();
		keys.forEach(key -> result(key).ifPresent(result -> result.products().stream().map(Product::path)
				.forEach(files::add)));
		return files;
	}

	/**
	 * The files of the final products of a run: those at outputs of its workflow, and those that none of its jobs used. A job
	 * that passes an input on unchanged, which has the same file then, does not use it by that.
	 *
	 * @param keys
	 *            the results of the run
	 * @param outputs
	 *            what goes to outputs of the workflow, each as {@link RunRecords#output}
	 */
	Set<Path> finals(Collection<String> keys, Set<String> outputs) {
		var used = new HashSet<String>();
		keys.forEach(key -> result(key).ifPresent(result -> {
			Set<String> own = result.products().stream().map(Product::digest).collect(Collectors.toSet());
			result.inputs().stream().flatMap(input -> input.digests().stream()).filter(digest -> !own.contains(digest))
					.forEach(used::add);
		}));
		var files = new HashSet<Path>();
		for (String key : keys) {
			result(key).ifPresent(result -> result.products().stream()
					.filter(product -> !used.contains(product.digest())
							|| outputs.contains(RunRecords.output(key, product.port())))
					.map(Product::path).forEach(files::add));
		}
		return files;
	}
}
