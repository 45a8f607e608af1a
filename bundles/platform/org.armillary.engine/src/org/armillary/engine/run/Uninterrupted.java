package org.armillary.engine.run;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/**
 * Shields work on channels from interrupts. An interrupt closes the channel that its thread works on; cancelling a run, which
 * interrupts, must not make it lose its lease.
 */
final class Uninterrupted {

	/** Work that opens and closes all it needs, so that it can be done again. */
	interface Work<T> {
		T get() throws IOException;
	}

	private Uninterrupted() {
	}

	/** Does the work; an interrupt before or meanwhile is pending afterwards. */
	static <T> T get(Work<T> work) throws IOException {
		boolean interrupted = Thread.interrupted();
		try {
			while (true) {
				try {
					return work.get();
				} catch (ClosedByInterruptException _) {
					interrupted = true;
					Thread.interrupted();
				}
			}
		} finally {
			if (interrupted) {
				Thread.currentThread().interrupt();
			}
		}
	}
}
