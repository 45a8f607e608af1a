package org.armillary.engine.planning;

import java.util.List;

/**
 * Products that start one job together.
 *
 * @param identity
 *            what stays the same when the run is planned again
 * @param arrivals
 *            the products; none for a node that makes products from nothing
 * @param words
 *            values of the keywords that they share, for people; empty where they are not grouped by any
 * @param suffix
 *            what is appended to the first part of product names, so that a file in several groups names them differently
 */
record TriggerGroup(Identity identity, List<Arrival> arrivals, String words, String suffix) {

	/**
	 * Identity of a job: its node with the product that starts it, or with what the products that start it share.
	 *
	 * @param node
	 *            id of the node
	 * @param connection
	 *            place of the connection among those into the trigger port; 0 where products are collected
	 * @param key
	 *            a {@link ProductSlot}, or values of keywords
	 */
	record Identity(String node, int connection, Object key) {
	}
}
