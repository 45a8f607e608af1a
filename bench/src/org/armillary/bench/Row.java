package org.armillary.bench;

import java.util.List;

/** One group of measurements, which can be asked for by name. */
interface Row {

	/** Its name on the command line. */
	String name();

	/** What is measured, in one sentence without a full stop. */
	String title();

	/**
	 * Measures ours and, where asked for, the peers.
	 *
	 * @throws BenchException
	 *             if ours could not be measured; what is missing of the peers stands in their lines
	 */
	List<Line> measure(Workplace place, boolean peers) throws BenchException;
}
