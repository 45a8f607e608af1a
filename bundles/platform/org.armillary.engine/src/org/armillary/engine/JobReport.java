package org.armillary.engine;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.armillary.actor.ProductFile;

/**
 * All that is known of a job that ended: the content of {@code result.json} in its folder, and of a result in the store.
 *
 * @param run
 *            the run that executed it; empty for none
 * @param actor
 *            id of the actor
 * @param key
 *            its cache key
 * @param result
 *            how it ended; its products stand in {@code products}
 * @param products
 *            what it made, by output port
 * @param ended
 *            when it ended
 * @param circumstances
 *            what does not decide the result but is of interest: host, user, Java version, origin of the actor; by name
 * @param facts
 *            what it worked with
 */
public record JobReport(String run, String actor, JobKey key, JobResult result, Map<String, List<MadeProduct>> products,
		Instant ended, Map<String, String> circumstances, JobFacts facts) {

	/** Copies the collections, keeping their order, and leaves the products to their own component. */
	public JobReport {
		result = result.withProducts(Map.of());
		var copy = new LinkedHashMap<String, List<MadeProduct>>();
		products.forEach((port, list) -> copy.put(port, List.copyOf(list)));
		products = Collections.unmodifiableMap(copy);
		circumstances = Collections.unmodifiableMap(new LinkedHashMap<>(circumstances));
	}

	/** A report without facts. */
	public JobReport(String run, String actor, JobKey key, JobResult result, Map<String, List<MadeProduct>> products,
			Instant ended, Map<String, String> circumstances) {
		this(run, actor, key, result, products, ended, circumstances, JobFacts.UNKNOWN);
	}

	/** The same report with its products elsewhere. */
	public JobReport withProducts(Map<String, List<MadeProduct>> places) {
		return new JobReport(run, actor, key, result, places, ended, circumstances, facts);
	}

	/** Size of all products, bytes. */
	public long bytes() {
		return products.values().stream().flatMap(List::stream).mapToLong(MadeProduct::bytes).sum();
	}

	/** The result with its products where this report says they are. */
	public JobResult resultWithProducts() {
		var files = new LinkedHashMap<String, List<ProductFile>>();
		products.forEach((port, list) -> files.put(port, list.stream().map(MadeProduct::file).toList()));
		return result.withProducts(files);
	}
}
