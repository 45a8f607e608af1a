package org.armillary.engine.planning;

import java.util.List;

import org.armillary.actor.ProductDescription;
import org.armillary.engine.Job.Source;

/**
 * What a job gets at a port, in the forms in which it is needed. Jobs that get the same share it.
 *
 * @param arrivals
 *            the products
 * @param sources
 *            where they come from
 * @param headers
 *            what is known of them
 * @param names
 *            what a user calls them
 * @param blocked
 *            whether any of them never comes, because its job was refused
 */
record Chosen(List<Arrival> arrivals, List<Source> sources, List<ProductDescription> headers, List<String> names,
		boolean blocked) {

	/** Copies the lists here, so that records of single jobs, which copy them too, share the copies. */
	Chosen {
		arrivals = List.copyOf(arrivals);
		sources = List.copyOf(sources);
		headers = List.copyOf(headers);
		names = List.copyOf(names);
	}

	/** The forms of some products. */
	Chosen(List<Arrival> arrivals) {
		this(arrivals, arrivals.stream().map(Arrival::source).toList(),
				arrivals.stream().map(arrival -> arrival.source().description()).toList(),
				arrivals.stream().map(arrival -> arrival.source().words()).toList(),
				arrivals.stream().anyMatch(Arrival::blocked));
	}

	int size() {
		return arrivals.size();
	}
}
