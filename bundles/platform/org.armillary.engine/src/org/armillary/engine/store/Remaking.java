package org.armillary.engine.store;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.armillary.engine.store.CleanReport.Row;
import org.armillary.engine.store.StoreContent.Known;

/**
 * What it would cost to make again what is removed. Each job counts once, of several jobs that make the same product one
 * does, and those jobs count too whose products are needed for it and are gone.
 */
final class Remaking {

	private final StoreContent content;
	private final Map<Path, Long> removed;
	private final Set<String> jobs = new HashSet<>();
	private final List<Row> rows;

	/** A row of the table. */
	private record Group(String run, String node, String actor) {
	}

	/**
	 * Finds it out.
	 *
	 * @param content
	 *            the store before anything is removed
	 * @param gone
	 *            results that are forgotten
	 * @param removed
	 *            files of products that are removed, with their sizes in bytes
	 * @param stay
	 *            files of products that stay
	 */
	Remaking(StoreContent content, Collection<String> gone, Map<Path, Long> removed, Set<Path> stay) {
		this.content = content;
		this.removed = removed;
		var madeAgain = new HashSet<Path>();
		var open = new ArrayDeque<Known>();
		gone.forEach(key -> content.result(key).ifPresent(open::add));
		open.forEach(result -> count(result, madeAgain));
		content.results().stream().filter(result -> files(result).stream().anyMatch(removed::containsKey))
				.sorted(Comparator.comparingDouble(Known::seconds).thenComparing(Known::key))
				.filter(result -> !jobs.contains(result.key()) && !madeAgain.containsAll(removedOf(result)))
				.forEach(result -> {
					count(result, madeAgain);
					open.add(result);
				});
		while (!open.isEmpty()) {
			Known result = open.remove();
			Set<String> needed = result.inputs().stream().flatMap(input -> input.digests().stream())
					.collect(Collectors.toSet());
			for (String key : content.sources(result)) {
				content.result(key).filter(source -> !jobs.contains(key) && source.products().stream()
						.anyMatch(product -> needed.contains(product.digest()) && !stay.contains(product.path())
								&& !madeAgain.contains(product.path())))
						.ifPresent(source -> {
							count(source, madeAgain);
							open.add(source);
						});
			}
		}
		this.rows = rows();
	}

	private void count(Known result, Set<Path> madeAgain) {
		jobs.add(result.key());
		madeAgain.addAll(files(result));
	}

	private static List<Path> files(Known result) {
		return result.products().stream().map(StoreContent.Product::path).distinct().toList();
	}

	private List<Path> removedOf(Known result) {
		return files(result).stream().filter(removed::containsKey).toList();
	}

	/** Work of some of the jobs, s. */
	double seconds(Collection<String> of) {
		return jobs.stream().filter(of::contains).mapToDouble(key -> content.result(key).orElseThrow().seconds()).sum();
	}

	/** Work of all jobs, s. */
	double seconds() {
		return seconds(jobs);
	}

	/** The jobs by run, node and actor; those that free most for the work come first. */
	List<Row> table() {
		return rows;
	}

	private List<Row> rows() {
		var groups = new LinkedHashMap<Group, Row>();
		var counted = new HashSet<Path>();
		var sorted = new ArrayList<>(content.results());
		// what has to be made again answers for its products, whoever else made them
		sorted.sort(Comparator.<Known, Boolean>comparing(result -> !jobs.contains(result.key()))
				.thenComparing(Known::key));
		var free = new HashMap<String, Long>();
		for (Known result : sorted) {
			free.put(result.key(), removedOf(result).stream().filter(counted::add).mapToLong(removed::get).sum());
		}
		for (Known result : sorted) {
			long bytes = free.get(result.key());
			boolean again = jobs.contains(result.key());
			if (again || bytes > 0) {
				var group = new Group(result.run(), result.job().replaceFirst("#\\d+$", ""), result.actor());
				groups.merge(group,
						new Row(group.run(), group.node(), group.actor(), 1, bytes, again ? result.seconds() : 0),
						Row::plus);
			}
		}
		return groups.values().stream().sorted(Comparator.comparingDouble(Row::bytesPerSecond).reversed()
				.thenComparing(Row::run).thenComparing(Row::node)).toList();
	}
}
