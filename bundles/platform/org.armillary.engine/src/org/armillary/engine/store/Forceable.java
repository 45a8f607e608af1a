package org.armillary.engine.store;

import java.io.IOException;

/** A file that grows while a run is at work, such as its journal. */
@FunctionalInterface
public interface Forceable {

	/** Returns when everything written so far would survive a loss of power. Called by any thread. */
	void force() throws IOException;
}
