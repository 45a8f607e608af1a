package org.armillary.engine.planning;

import org.armillary.engine.Job.Source;

/**
 * Which product, whatever is known of it.
 *
 * @param origin
 *            the path of a file, or the job that makes it
 * @param port
 *            output port of the job; empty for a file
 * @param category
 *            category as the job makes it; empty for a file
 * @param index
 *            which product of that port and category, from 0
 */
record ProductSlot(Object origin, String port, String category, int index) {

	static ProductSlot of(Source source) {
		return switch (source) {
		case Source.Existing existing -> new ProductSlot(existing.product().path(), "", "", 0);
		case Source.Upstream upstream ->
			new ProductSlot(upstream.job(), upstream.port(), upstream.category(), upstream.index());
		};
	}

	/** Whether two sources are the same product with the same extensions in the same role, whatever is known of it. */
	static boolean same(Source one, Source other) {
		return one.selection().equals(other.selection())
				&& one.description().category().equals(other.description().category()) && of(one).equals(of(other));
	}
}
