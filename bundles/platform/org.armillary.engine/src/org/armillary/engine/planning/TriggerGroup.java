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
 * @param stem
 *            first part of product names, which tells a file in several groups apart; empty for none
 * @param datasets
 *            names of the datasets that the job belongs to
 */
record TriggerGroup(Identity identity, List<Arrival> arrivals, String words, String stem, List<String> datasets) {

	/**
	 * Identity of a job: its node with the product that starts it, or with what the products that start it share.
	 *
	 * @param node
	 *            id of the node
	 * @param connection
	 *            place of the connection among those into the trigger port; 0 where products are collected
	 * @param key
	 *            a {@link ProductSlot}, values of keywords, or a {@link DatasetKey}
	 */
	record Identity(String node, int connection, Object key) {
	}

	/**
	 * Identity of a job that is started by a dataset.
	 *
	 * @param dataset
	 *            its name
	 */
	record DatasetKey(String dataset) {
	}
}
