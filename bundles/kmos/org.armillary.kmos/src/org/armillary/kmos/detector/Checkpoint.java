package org.armillary.kmos.detector;

/** Where long work may be cancelled: {@code context::checkpoint} of an actor. */
@FunctionalInterface
public interface Checkpoint {

	/** Never cancels. */
	Checkpoint NONE = () -> {
	};

	/**
	 * Ends the work if it was cancelled; takes some nanoseconds otherwise.
	 *
	 * @throws InterruptedException
	 *             where it was cancelled
	 */
	void check() throws InterruptedException;
}
