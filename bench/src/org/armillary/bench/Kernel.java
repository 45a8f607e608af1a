package org.armillary.bench;

import java.io.IOException;

/** Work of ours that is done many times in one JVM. */
interface Kernel {

	/** Removes what the last time left; outside of the time. */
	default void reset() throws IOException {
		// most leave nothing
	}

	/**
	 * Does it once.
	 *
	 * @return a number made of the result: so nothing can be optimised away, and peers can be seen to have done the same
	 */
	double run() throws IOException, BenchException;
}
