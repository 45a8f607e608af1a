package org.armillary.engine.planning;

import java.util.List;
import java.util.Set;

import org.armillary.workflow.Connection;

/**
 * What a connection delivers to its port.
 *
 * @param number
 *            place of the connection among those into the port, from 0
 * @param connection
 *            the connection
 * @param arrivals
 *            products, with the category that they have for the port
 * @param missing
 *            products that do not come
 * @param blocked
 *            whether a job that may deliver something here was refused or needs one that was
 */
record Delivery(int number, Connection connection, List<Arrival> arrivals, List<Missing> missing,
		boolean blocked) {

	/** What of it stems from one of these datasets or from none. */
	Delivery within(Set<String> datasets) {
		return new Delivery(number, connection,
				arrivals.stream().filter(arrival -> isWithin(arrival.datasets(), datasets)).toList(),
				missing.stream().filter(product -> isWithin(product.datasets(), datasets)).toList(), blocked);
	}

	private static boolean isWithin(List<String> names, Set<String> datasets) {
		return names.isEmpty() || names.stream().anyMatch(datasets::contains);
	}
}
